"""What meetings gave people to do, and what became of it."""
