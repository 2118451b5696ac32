"""A note, written for one's own body, for the circle, or also for whoever made the report."""
