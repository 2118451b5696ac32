"""The record of what happened. A case is its events; events are only ever added.

The public face (all that rooms above may use):

    EventKind, event_kind, row, MarkOf, fields   say what a kind of event is
    Family, add_family                           say what a family of records is
    open_record, record, correct, withdraw       add
    Reader, read, history                        read a chronology, for somebody
    facts_of, marks_of                           the open part, as it stands or was known to stand
    Projection, rebuild                          read models
    check_chains                                 is anything altered?
    drafts                                       what is typed and not yet recorded

Decides: what an event is, how it is kept and put right. Not here: who may (access), identities (people), what must
happen next (protocol).
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from noddfa.chronicle import drafts as drafts
    from noddfa.chronicle import fields as fields
    from noddfa.chronicle.chain import check_chains as check_chains
    from noddfa.chronicle.facts import Fact as Fact
    from noddfa.chronicle.facts import facts_of as facts_of
    from noddfa.chronicle.facts import marks_of as marks_of
    from noddfa.chronicle.kinds import EventKind as EventKind
    from noddfa.chronicle.kinds import MarkOf as MarkOf
    from noddfa.chronicle.kinds import event_kind as event_kind
    from noddfa.chronicle.kinds import row as row
    from noddfa.chronicle.projections import Projection as Projection
    from noddfa.chronicle.projections import rebuild as rebuild
    from noddfa.chronicle.reading import Entry as Entry
    from noddfa.chronicle.reading import Reader as Reader
    from noddfa.chronicle.reading import history as history
    from noddfa.chronicle.reading import read as read
    from noddfa.chronicle.recording import correct as correct
    from noddfa.chronicle.recording import open_record as open_record
    from noddfa.chronicle.recording import record as record
    from noddfa.chronicle.recording import withdraw as withdraw
    from noddfa.chronicle.registry import Family as Family
    from noddfa.chronicle.registry import add_family as add_family

_HOME = {
    "EventKind": "kinds",
    "MarkOf": "kinds",
    "event_kind": "kinds",
    "row": "kinds",
    "Family": "registry",
    "add_family": "registry",
    "open_record": "recording",
    "record": "recording",
    "correct": "recording",
    "withdraw": "recording",
    "Entry": "reading",
    "Reader": "reading",
    "read": "reading",
    "history": "reading",
    "Fact": "facts",
    "facts_of": "facts",
    "marks_of": "facts",
    "Projection": "projections",
    "rebuild": "projections",
    "check_chains": "chain",
}
_MODULES = ("drafts", "fields")

__all__ = sorted([*_HOME, *_MODULES])


def __getattr__(name: str) -> Any:
    """Fetch a public name from its module. Late, because Django imports this package before models may load."""
    import importlib

    if name in _MODULES:
        return importlib.import_module(f"{__name__}.{name}")
    if name in _HOME:
        return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
