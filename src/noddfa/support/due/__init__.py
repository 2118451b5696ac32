"""What is due: needs and reviews across the cases one can see."""
