"""The needs record: its kinds, its versions, its pages."""
