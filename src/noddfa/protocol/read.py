"""Reading a protocol file into values, with a message for every fault: file, step, field, what is wrong.

A file is read to its end before anything is refused, so that whoever keeps it sees all its faults at once.
Not here: where the files stand, and which protocol a case is under (`shipped`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from .errors import Problem, ProtocolFileError
from .model import Lane, Limit, Phase, Protocol, Repeats, Step, Text, Trigger, Verification
from .table import Table, read_toml

Value = TypeVar("Value")


def read_protocol(path: Path, *, limits: Mapping[str, Limit], roles: Iterable[str]) -> Protocol:
    """Read and check one protocol file.

    Raises ProtocolFileError holding every fault found: unknown fields, marks, limits and roles, a text in
    one language only, a limit used twice, limits of one step that are in force together.
    """
    problems: list[Problem] = []
    top = Table(read_toml(path), path.name, "", problems)
    status = top.status()
    sources = _sources(top, status)
    reader = _StepReader(path.name, problems, sources, limits, frozenset(roles), status)
    protocol = Protocol(
        code=top.word("code"),
        family=top.word("family"),
        version=top.word("version"),
        title=top.text("title", status) or Text("", ""),
        source=_named(top, "source", sources, Text("", "")),
        verification=top.choice("status", Verification, Verification.TO_VERIFY),
        note=top.text("note", status, required=False),
        in_force_from=top.day("in_force_from", required=True) or date.min,
        in_force_until=top.day("in_force_until"),
        steps=tuple(
            reader.step(values, number) for number, values in enumerate(_tables(top, "steps"), start=1)
        ),
    )
    top.finish()
    _check_whole(protocol, path, top)
    if problems:
        raise ProtocolFileError(problems)
    return protocol


def _tables(table: Table, field: str) -> list[Mapping[str, Any]]:
    values = table.get(field, list, [], required=True)
    if not values or not all(isinstance(value, dict) for value in values):
        table.fault(field, f"must be one or more tables [[{field}]]")
        return []
    return values


def _sources(top: Table, status: str) -> Mapping[str, Text]:
    sources: dict[str, Text] = {}
    for name, values in top.get("sources", dict, {}, required=True).items():
        table = Table(values if isinstance(values, dict) else {}, top.file, f"source '{name}'", top.problems)
        sources[name] = Text(table.word("en"), table.word("cy"), table.status(status))
        table.finish()
    return sources


def _named(table: Table, field: str, known: Mapping[str, Value], default: Value) -> Value:
    name = table.word(field)
    if name and name not in known:
        table.fault(field, f"'{name}' is not known; there are {', '.join(sorted(known))}")
    return known.get(name, default)


class _StepReader:
    """Reads the steps of one file."""

    def __init__(
        self,
        file: str,
        problems: list[Problem],
        sources: Mapping[str, Text],
        limits: Mapping[str, Limit],
        roles: frozenset[str],
        status: str,
    ) -> None:
        self.file, self.problems, self.sources = file, problems, sources
        self.limits, self.roles, self.file_status = limits, roles, status

    def step(self, values: Mapping[str, Any], number: int) -> Step:
        table = Table(values, self.file, f"step '{values.get('code', f'number {number}')}'", self.problems)
        status = table.status(self.file_status)
        step = Step(
            code=table.word("code"),
            title=table.text("title", status) or Text("", ""),
            lane=table.choice("lane", Lane, Lane.PROTECTION),
            phase=table.choice("phase", Phase, Phase.REPORT),
            leads=self._roles(table, "leads", required=True),
            must=self._roles(table, "must"),
            others=self._roles(table, "others"),
            record=self._record(table, status),
            note=table.text("note", status, required=False),
            starts=self._triggers(table, "starts", required=True),
            opens=self._triggers(table, "opens"),
            closes=self._triggers(table, "closes"),
            completes=self._triggers(table, "completes", required=True),
            limits=self._limits(table),
            repeats=table.choice("repeats", Repeats, Repeats.AGAIN, required=False),
            optional=table.get("optional", bool, False),
            may_vary=table.get("may_vary", bool, False),
            source=_named(table, "source", self.sources, Text("", "")),
            verification=table.choice("status", Verification, Verification.TO_VERIFY),
        )
        table.finish()
        self._check(step, table)
        return step

    def _roles(self, table: Table, field: str, *, required: bool = False) -> tuple[str, ...]:
        roles = table.words(field, required=required)
        for role in roles:
            if role not in self.roles:
                table.fault(field, f"'{role}' is not a role named in protocol_words.toml")
        return roles

    def _record(self, table: Table, status: str) -> tuple[Text, ...]:
        texts = []
        for number, item in enumerate(table.get("record", list, [], required=True), start=1):
            inner = Table(item if isinstance(item, dict) else {}, self.file, table.where, self.problems)
            if not isinstance(item, dict) or set(item) != {"en", "cy"} or not all(item.values()):
                inner.fault("record", f"item {number} must be {{ en = '...', cy = '...' }}")
            else:
                texts.append(Text(str(item["en"]), str(item["cy"]), status))
        return tuple(texts)

    def _triggers(self, table: Table, field: str, *, required: bool = False) -> tuple[Trigger, ...]:
        triggers = []
        for word in table.words(field, required=required):
            try:
                triggers.append(Trigger.parse(word))
            except ValueError as fault:
                table.fault(field, str(fault))
        return tuple(triggers)

    def _limits(self, table: Table) -> tuple[Limit, ...]:
        found = []
        for name in table.words("limits"):
            if name in self.limits:
                found.append(self.limits[name])
            else:
                table.fault("limits", f"'{name}' is not a row of timescales.csv")
        return tuple(found)

    @staticmethod
    def _check(step: Step, table: Table) -> None:
        for index, limit in enumerate(step.limits):
            for other in step.limits[index + 1 :]:
                if _overlap(limit, other):
                    table.fault("limits", f"'{limit.id}' and '{other.id}' are in force on the same days")
        if step.may_vary and not any(limit.kind.can_be_late for limit in step.limits):
            table.fault("may_vary", "is true, but the step has no limit that can be varied")
        if step.optional and not step.limits:
            table.fault("optional", "is true, but without a limit the step can never lapse")


def _overlap(one: Limit | Protocol, other: Limit | Protocol) -> bool:
    def starts_in_time(first: Limit | Protocol, second: Limit | Protocol) -> bool:
        return (first.in_force_from or date.min) <= (second.in_force_until or date.max)

    return starts_in_time(one, other) and starts_in_time(other, one)


def _check_whole(protocol: Protocol, path: Path, top: Table) -> None:
    if protocol.code != path.stem:
        top.fault("code", f"must be the file's name, '{path.stem}'; got '{protocol.code}'")
    if protocol.in_force_until is not None and protocol.in_force_until < protocol.in_force_from:
        top.fault("in_force_until", "is before in_force_from")
    for what, field, names in (
        ("step code", "steps", [step.code for step in protocol.steps]),
        ("limit", "limits", [limit.id for step in protocol.steps for limit in step.limits]),
    ):
        for name in sorted({name for name in names if name and names.count(name) > 1}):
            top.fault(field, f"{what} '{name}' is used more than once")


def check_family(protocols: Iterable[Protocol]) -> None:
    """Refuse protocols of one family that are in force on the same day, since a case begins under one.

    Raises ProtocolFileError.
    """
    every = sorted(protocols, key=lambda protocol: (protocol.family, protocol.in_force_from))
    problems = [
        Problem(f"{other.code}.toml", "", "in_force_from", f"is in force together with '{one.code}'")
        for index, one in enumerate(every)
        for other in every[index + 1 :]
        if one.family == other.family and _overlap(one, other)
    ]
    if problems:
        raise ProtocolFileError(problems)
