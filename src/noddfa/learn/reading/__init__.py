"""Reading the course: its pages, its scenes, how far somebody is."""
