"""What stands in an address can be typed as well: pages that are asked by ?… answer any nonsense with a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.support import builders
from tests.web.bad_input.reading import Page
from tests.web.bad_input.values import TAG
from tests.web.bad_input.world import World

pytestmark = pytest.mark.django_db
NAMES = (
    *(
        "page",
        "sort",
        "order",
        "q",
        "state",
        "show",
        "kind",
        "words",
        "outcome",
        "user",
        "language",
        "without",
    ),
    *(f"{day}_{part}" for day in ("known", "first", "last") for part in ("day", "month", "year")),
    *("open", "tried", "scene", "membership", "next"),
)
NONSENSE = (  # half of them in each language
    "",
    "\x00",
    "%ed%a0%80",
    "-1",
    "9" * 5000,
    "1e400",
    "١٢",
    "\u202e\u200b",
    TAG,
    "' OR 1=1 --",
    "31",
    "9999",
)

ASKED: dict[str, tuple[str, Callable[[World], list[Any]]]] = {
    "access:people": ("administrator", lambda w: []),
    "access:notices": ("lead", lambda w: []),
    "access:glass": ("manager", lambda w: []),
    "access:trail": ("auditor", lambda w: []),
    "access:record_trail": ("manager", lambda w: [w.case.pk]),
    "access:marks_of_room": ("coordinator", lambda w: ["design"]),
    "audit:audits": ("auditor", lambda w: []),
    "learn:body": ("manager", lambda w: ["m1"]),
    "learn:module": ("lead", lambda w: ["m1"]),
    "measure:runs": ("analyst", lambda w: []),
    "protect:cases": ("lead", lambda w: []),
    "protect:chronology": ("lead", lambda w: [w.case.pk]),
    "protect:case": ("lead", lambda w: [w.case.pk]),
    "protect:my_actions": ("lead", lambda w: []),
    "publish:desk": ("analyst", lambda w: []),
    "recognise:concerns": ("teacher", lambda w: []),
    "refer:desk": ("desk", lambda w: []),
    "support:due": ("worker", lambda w: []),
    "support:edit": ("worker", lambda w: [w.needs.pk]),
    "support:own_copy": ("worker", lambda w: [w.needs.pk]),
}


@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize("route", ASKED)
def test_nonsense_in_an_address_gets_a_page(world: World, route: str, lang: str) -> None:
    who, at = ASKED[route]
    client = builders.sign_in(Client(raise_request_exception=False), world.people[who])
    with translation.override(lang):
        path = reverse(route, args=at(world))
    assert client.get(path).status_code == 200, "it is opened at all"
    for turn, nonsense in enumerate(NONSENSE):
        if (turn % 2 == 0) == (lang == "en"):
            asked = urlencode([(name, nonsense) for name in NAMES])
            answer = client.get(f"{path}?{asked.replace('%25ed%25a0%2580', '%ed%a0%80')}")
            page = Page(answer.content.decode())
            assert answer.status_code in {200, 422}, (route, nonsense[:20])
            assert not [one for one in page.elements if "data-let-through" in one.attributes], route


@pytest.mark.parametrize("number", ["0", "9" * 30, "99999999999"])
def test_a_number_no_table_holds_is_not_found(world: World, number: str) -> None:
    """Larger than the database counts to."""
    asked = {
        "lead": [f"/en/notices/{number}"],
        "administrator": [f"/en/access/people/{number}"],
        "manager": [
            f"/en/access/glass/{number}/reviewed",
            f"/en/cases/{world.case.pk}/circle/keep-out/{number}/lift",
        ],
        "auditor": [f"/en/audit/{world.audit.record.pk}/standards/{number}"],
    }
    for who, paths in asked.items():
        client = builders.sign_in(Client(raise_request_exception=False), world.people[who])
        for path in paths:
            answer = client.post(path) if "lift" in path or "reviewed" in path else client.get(path)
            assert answer.status_code == 404, path
