"""Routes that are sent without a form: nonsense in place of what a button sends is answered by a page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.support import builders
from tests.web.bad_input.doors import BUTTONS
from tests.web.bad_input.values import TAG
from tests.web.bad_input.world import World

pytestmark = pytest.mark.django_db
NAMES = ("membership", "take_over", "draft_token", "next", "words", "event_id", "switch_language")
NONSENSE = ("", "\x00", "-1", "9" * 5000, "\u202e", TAG, "مرحبا 👩\u200d🏫")


@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize("route", BUTTONS)
def test_nonsense_sent_by_a_button_gets_a_page(world: World, route: str, lang: str) -> None:
    who, at = BUTTONS[route]
    client = Client(raise_request_exception=False)
    if who:
        builders.sign_in(client, world.people[who])
    with translation.override(lang):
        path = reverse(route, args=at(world))
    for nonsense in NONSENSE:
        answer = client.post(path, dict.fromkeys(NAMES, nonsense), follow=True)
        assert answer.status_code in {200, 204, 403, 404}, (route, nonsense[:20], answer.status_code)
        assert TAG not in answer.content.decode()
