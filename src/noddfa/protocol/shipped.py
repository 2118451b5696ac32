"""The practice files that come with the package, read once, and the choice of protocol for a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from .days import WalesDays
from .errors import Problem, ProtocolFileError, UnknownProtocol
from .marks import Move, standing, to_utc
from .model import Limit, Protocol, Text
from .read import check_family, read_protocol
from .status import Status
from .table import Table, read_toml
from .timescales import read_timescales
from .words import Words, read_words

PRACTICE = Path(__file__).parent.parent / "practice"


@lru_cache(maxsize=1)
def shipped_words() -> Words:
    """The instrument's words in both languages."""
    return read_words(PRACTICE / "protocol_words.toml", PRACTICE / "protocol_sentences.toml", Status)


@lru_cache(maxsize=1)
def shipped_timescales() -> Mapping[str, Limit]:
    """The dated table of limits, by id."""
    return MappingProxyType(dict(read_timescales(PRACTICE / "timescales.csv")))


@lru_cache(maxsize=1)
def shipped_calendar() -> WalesDays:
    """The working-day calendar of Wales with its holidays named in both languages."""
    return read_calendar(PRACTICE / "holidays_cy.toml")


@lru_cache(maxsize=1)
def _shipped_protocols() -> Mapping[str, Protocol]:
    return MappingProxyType(dict(read_protocols(PRACTICE / "protocols")))


def load_protocols(folder: Path | None = None) -> Mapping[str, Protocol]:
    """Every protocol by its code: those shipped, or those of another folder.

    Raises ProtocolFileError holding every fault of every file.
    """
    return _shipped_protocols() if folder is None else read_protocols(folder)


def read_protocols(folder: Path) -> Mapping[str, Protocol]:
    """Read and check every *.toml of a folder. Raises ProtocolFileError, also when there is none."""
    limits, roles = shipped_timescales(), shipped_words().roles
    protocols: dict[str, Protocol] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            protocols[path.stem] = read_protocol(path, limits=limits, roles=roles)
        except ProtocolFileError as fault:
            problems += fault.problems
    if not protocols and not problems:
        problems.append(Problem(folder.name, "", "", "holds no protocol file (*.toml)"))
    if problems:
        raise ProtocolFileError(problems)
    check_family(protocols.values())
    return protocols


def read_calendar(path: Path) -> WalesDays:
    """Read the names of the bank holidays and the extra days. Raises ProtocolFileError."""
    problems: list[Problem] = []
    top = Table(read_toml(path), path.name, "", problems)
    status = top.status()
    names: dict[str, Text] = {}
    extra: dict[date, Text] = {}
    for field, required in (("names", True), ("extra", False)):
        for number, values in enumerate(top.get(field, list, [], required=required), start=1):
            table = Table(
                values if isinstance(values, dict) else {}, path.name, f"{field} {number}", problems
            )
            text = Text(table.word("en"), table.word("cy"), table.status(status))
            if field == "names":
                names[table.word("package")] = text
            else:
                day = table.day("day", required=True)
                table.word("source")
                extra |= {} if day is None else {day: text}
            table.finish()
    top.finish()
    if problems:
        raise ProtocolFileError(problems)
    return WalesDays(MappingProxyType(names), MappingProxyType(extra))


def protocol_in_force(protocols: Mapping[str, Protocol], family: str, on: date) -> Protocol:
    """The protocol of a family that a case beginning on this local day begins under.

    Raises UnknownProtocol when none was in force that day.
    """
    for protocol in protocols.values():
        if protocol.family == family and protocol.in_force_on(on):
            return protocol
    families = ", ".join(sorted({protocol.family for protocol in protocols.values()}))
    raise UnknownProtocol(f"no protocol of family '{family}' was in force on {on}; families: {families}")


def protocol_for(
    begun_under: str,
    protocols: Mapping[str, Protocol],
    *,
    moves: Iterable[Move] = (),
    now: datetime,
    known_at: datetime | None = None,
) -> Protocol:
    """The protocol a case is under: the one it began under until somebody moved it, with a reason.

    `now` and `known_at` mean what they do in `due_steps`. Raises UnknownProtocol for a code without a file.
    """
    moment = to_utc(now, "now")
    held = [one.item for one in standing(moves, known_at) if one.item.recorded <= moment]
    code = held[-1].to if held else begun_under
    if code not in protocols:
        raise UnknownProtocol(f"no protocol '{code}'; there are {', '.join(sorted(protocols))}")
    return protocols[code]
