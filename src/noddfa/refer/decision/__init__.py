"""The decision on a report, and what follows from it."""
