"""The duty desk of a council: its queue, who deals with what, checks of the records."""
