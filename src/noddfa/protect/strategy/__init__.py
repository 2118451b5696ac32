"""The strategy discussion or meeting: who was there, what was decided, who does what by when."""
