"""What other rooms may do with reports. Thin: the commands stand in the subject folders."""

from noddfa.refer.decision.commands import Verdict, decide
from noddfa.refer.desk.commands import claim, note_record_check, record_checks
from noddfa.refer.report.commands import confirm_in_writing, make_report
from noddfa.refer.report.kind import Report, WrittenConfirmation

__all__ = [
    "Report",
    "Verdict",
    "WrittenConfirmation",
    "claim",
    "confirm_in_writing",
    "decide",
    "make_report",
    "note_record_check",
    "record_checks",
]
