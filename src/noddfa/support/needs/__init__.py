"""The needs record: recorded, reviewed, put right, printed for the person."""
