"""Every form of the platform against everything that can be typed into it wrongly."""
