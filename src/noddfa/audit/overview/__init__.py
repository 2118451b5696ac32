"""An audit as it reads: the spread of each standard, one standard, one criterion, all of it on paper."""
