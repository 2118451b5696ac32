"""What can go wrong in the protocol instrument, in one place.

    ProtocolError
     |- RecordError         a mark, variance or move that cannot be used
     |- UnknownProtocol     a protocol code that no file carries, or none in force that day
     |- NotVariable         a step whose limit nobody may vary
     '- ProtocolFileError   a practice file that breaks the rules of its format

All four are for developers and for those who keep the practice files; none is shown to a practitioner.
"""

from __future__ import annotations

from dataclasses import dataclass


class ProtocolError(Exception):
    """Root of every error this package raises."""


class RecordError(ProtocolError, ValueError):
    """A mark, variance or move that cannot be used: naive time, unknown name, circular correction."""


class UnknownProtocol(ProtocolError, LookupError):
    """No shipped or given protocol answers to this code, family or date."""


class NotVariable(ProtocolError):
    """The protocol does not let anyone vary this step's limit."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a practice file: where it stands and what to do about it."""

    file: str
    where: str
    field: str
    what: str

    def __str__(self) -> str:
        place = ", ".join(
            part for part in (self.where, f"field '{self.field}'" if self.field else "") if part
        )
        return f"{self.file}: {place}: {self.what}" if place else f"{self.file}: {self.what}"


class ProtocolFileError(ProtocolError, ValueError):
    """A practice file that cannot be used; `problems` holds every fault found, not only the first."""

    def __init__(self, problems: tuple[Problem, ...] | list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
