"""What other rooms may do to a needs record: a thin door to the commands of this room."""

from noddfa.support.needs.commands import change_consent, change_need, correct_needs, record_needs
from noddfa.support.needs.kind import Consent, Need, NeedsRecord

__all__ = [
    "Consent",
    "Need",
    "NeedsRecord",
    "change_consent",
    "change_need",
    "correct_needs",
    "record_needs",
]
