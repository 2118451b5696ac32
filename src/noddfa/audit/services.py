"""What other rooms may do with audits. Thin: the commands stand in the subject folders."""

from noddfa.audit.answers.commands import answer
from noddfa.audit.answers.kind import CriterionAnswered, Evidence
from noddfa.audit.opening.commands import begin
from noddfa.audit.signing.commands import reopen, sign
from noddfa.audit.signing.kind import AuditReopened, AuditSigned

__all__ = [
    "AuditReopened",
    "AuditSigned",
    "CriterionAnswered",
    "Evidence",
    "answer",
    "begin",
    "reopen",
    "sign",
]
