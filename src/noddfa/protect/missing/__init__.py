"""A child goes missing, is reported, comes back, and is listened to."""
