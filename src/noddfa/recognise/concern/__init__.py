"""One concern: its kinds, its form, its commands and its pages."""
