"""The trail as people read it: of one record, for its managers; of the house, for auditors. Never any content."""
