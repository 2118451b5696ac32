"""What other rooms may do here."""

from noddfa.support.needs.commands import correct_needs, record_needs
from noddfa.support.needs.kind import Need, NeedsRecord

__all__ = ["Need", "NeedsRecord", "correct_needs", "record_needs"]
