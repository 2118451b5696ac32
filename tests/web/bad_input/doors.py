"""Where every form stands: its route, who opens it, and what of it cannot be filled in without knowing the world.

A new route that takes what is typed needs a line here (test_doors.py says so).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import translation

from noddfa.chronicle import registry
from noddfa.people import vault
from tests.web.bad_input.world import CARDIFF, World

Of = Callable[[World], Any]


@dataclass(frozen=True)
class Door:
    """A form: the name of its route, who opens it ('' for anybody), the arguments, and what it is filled in with.

    says: name of a control -> value, where the first that comes to mind is not the right one.
    stays: sending it shows a page and saves nothing (a search).
    twice: what was sent is shown to be checked, and saved when it is sent again.
    keeps: fields that stay right here; their wrong answers belong to another door.
    steps: what is sent first, to come to the form (a form of two steps).
    apart: part of the name of the test, where a route has several forms.
    """

    route: str
    who: str
    at: Of = lambda w: []
    says: Of = lambda w: {}
    stays: bool = False
    twice: bool = False
    keeps: frozenset[str] = frozenset()
    steps: Mapping[str, str] = field(default_factory=dict)
    apart: str = ""

    @property
    def id(self) -> str:
        """The name of its tests."""
        return f"{self.route}-{self.apart}" if self.apart else self.route

    def address(self, world: World, lang: str) -> str:
        """Its path in a language."""
        with translation.override(lang):
            return reverse(self.route, args=self.at(world))


def _on(name: str, *more: Any) -> Of:
    return lambda w: [getattr(w, name).pk, *more]


def _kinds(family: str) -> list[str]:
    return [kind.code for kind in registry.kinds(family) if kind.by_hand]


FORM = uuid.UUID(int=77)
NEEDED = {
    "urgency": "urgent",
    "status": "given",
    "next_review": {"day": "18", "month": "12", "year": "2026"},
}
COLLEAGUE = {"who": "Cydweithiwr Enghraifft"}
# Kinds that are recorded by somebody else than the rest of their family, or elsewhere.
RECORDED = {
    "determination_ratified": ("manager", "case"),
    "police_discussion": ("desk", "concern"),
    "acknowledged": ("teacher", "told"),
    "chased": ("teacher", "told"),
}

DOORS: tuple[Door, ...] = (
    # ---- the house ----
    Door("gallery", "", stays=True),
    Door("access:invite", "administrator", says=lambda w: {"email": "newydd@example.test"}),
    Door("access:place", "administrator", lambda w: [w.place.pk]),
    # ---- the record ----
    *(
        Door(
            "chronicle:add",
            who,
            _on(record, kind),
            apart=kind,
            says=lambda w: {"episode": w.entries["missing"].pk},
        )
        for family, usual in (("case", ("lead", "case")), ("concern", ("teacher", "fresh")))
        for kind in _kinds(family)
        for who, record in [RECORDED.get(kind, usual)]
    ),
    *(
        Door("chronicle:correct", "lead", lambda w, kind=kind: [w.case.pk, w.entries[kind].pk], apart=kind)
        for kind in ("missing", "note", "step_done", "strategy_discussion")
    ),
    Door("chronicle:withdraw", "lead", lambda w: [w.case.pk, w.entries["note"].pk]),
    # ---- from a worry to a decision ----
    Door("recognise:write", "teacher", lambda w: [FORM]),
    Door("recognise:about", "teacher", _on("fresh")),
    Door("refer:make", "teacher", _on("fresh"), says=lambda w: {"council": CARDIFF, "channel": "telephone"}),
    Door("refer:confirm", "teacher", _on("told")),
    Door("refer:matches", "desk", _on("concern")),
    Door("refer:checks", "desk", _on("concern")),
    Door("refer:decide", "desk", _on("concern"), says=lambda w: {"outcome": "strategy_discussion"}),
    # ---- a case ----
    Door("protect:find", "lead", stays=True),
    Door("protect:glass", "second_manager", says=lambda w: {"reference": w.closed.reference}),
    Door("protect:detail_add", "lead", _on("case"), says=lambda w: {"what": "address"}),
    Door(
        "protect:detail_wrong",
        "lead",
        lambda w: [w.case.pk, vault.statements(w.case.person_id)[0].detail],
    ),
    Door("protect:action_done", "lead", lambda w: [w.case.pk, w.action.pk]),
    Door("protect:vary", "waiting_manager", _on("waiting", "strategy_discussion")),
    Door("protect:move", "manager", _on("case")),
    Door("protect:circle_add", "lead", _on("case"), apart="who", stays=True, says=lambda w: COLLEAGUE),
    Door(
        "protect:circle_add",
        "lead",
        _on("case"),
        apart="chosen",
        steps=COLLEAGUE,
        says=lambda w: COLLEAGUE,
        keeps=frozenset(COLLEAGUE),
    ),
    Door(
        "protect:keep_out",
        "manager",
        _on("case"),
        steps=COLLEAGUE,
        says=lambda w: COLLEAGUE,
        keeps=frozenset(COLLEAGUE),
    ),
    Door("protect:close", "lead", _on("quiet")),
    Door("protect:reopen", "lead", _on("closed")),
    # ---- what is needed ----
    Door("support:edit", "worker", _on("needs"), says=lambda w: NEEDED, twice=True),
    Door(
        "support:correct", "worker", lambda w: [w.needs.pk, w.version.pk], says=lambda w: NEEDED, twice=True
    ),
    Door("support:need", "worker", _on("needs", "accommodation")),
    Door("support:consent", "worker", _on("needs", "health")),
    # ---- the workforce ----
    Door("learn:check", "lead", lambda w: ["m1"]),
    Door("learn:open_check", "", lambda w: ["m1"], stays=True),
    Door("audit:begin", "second_manager"),
    Door(
        "audit:answer", "auditor", lambda w: [w.audit.record.pk, "A2.1"], says=lambda w: {"rating": "amber"}
    ),
    Door("audit:sign", "answering", lambda w: [w.complete.record.pk]),
    Door("audit:reopen", "answered", lambda w: [w.signed.record.pk]),
    # ---- figures ----
    Door("measure:new", "analyst"),
    Door("measure:columns", "analyst", lambda w: [w.choosing.pk], says=lambda w: {"strata": "0"}),
    Door("publish:prepare_from", "analyst", lambda w: [w.run.pk]),
    Door("publish:withdraw", "analyst", lambda w: [w.release.pk]),
)

# Routes that are sent without a form of ours: a button alone, or what a script sends. What they make of nonsense is
# tested in test_buttons.py.
BUTTONS: dict[str, tuple[str, Of]] = {
    "stay": ("lead", lambda w: []),
    "access:acting": ("lead", lambda w: []),
    "access:all_seen": ("lead", lambda w: []),
    "access:close_account": ("administrator", lambda w: [w.place.pk]),
    "access:open_account": ("administrator", lambda w: [w.place.pk]),
    "access:second_step_off": ("administrator", lambda w: [w.place.pk]),
    "access:letter": ("administrator", lambda w: [w.place.pk]),
    "access:reviewed": ("manager", lambda w: [1]),
    "chronicle:save_draft": ("lead", lambda w: []),
    "chronicle:drop_draft": ("lead", lambda w: []),
    "demo:sign_in": ("", lambda w: ["teacher"]),
    "measure:discard": ("analyst", lambda w: [uuid.UUID(int=5)]),
    "protect:circle_remove": ("lead", lambda w: [w.case.pk, w.people["lead"].user_id]),
    "protect:circle_lead": ("lead", lambda w: [w.case.pk, uuid.UUID(int=5)]),
    "protect:let_in_again": ("manager", lambda w: [w.case.pk, 1]),
    "publish:sign": ("analyst", lambda w: [w.release.pk]),
    "refer:claim": ("desk", lambda w: [w.concern.pk]),
}
