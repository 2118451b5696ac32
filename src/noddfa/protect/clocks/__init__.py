"""Where a case stands under its protocol: its marks and its concerns' marks, worked out and drawn."""
