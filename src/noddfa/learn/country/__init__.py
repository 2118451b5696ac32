"""How learning stands in every body of Wales: counts after disclosure control, never a person (docs/decisions/0007)."""
