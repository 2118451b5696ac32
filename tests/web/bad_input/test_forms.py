"""Every form of the platform, wrongly filled in, in both languages.

Nothing typed ever fails on the server; each fault is told beside its field and in the summary that leads to it, in
the reader's language; what was typed comes back; no HTML is let through; nothing is saved.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.utils import translation

from noddfa.access.models import TrailEntry
from noddfa.chronicle.models import Draft
from noddfa.design.forms.base import problems_of
from tests.design.english import english_left
from tests.web.bad_input import filling, values
from tests.web.bad_input.conftest import browser
from tests.web.bad_input.doors import DOORS, Door
from tests.web.bad_input.reading import Page
from tests.web.bad_input.world import World

pytestmark = pytest.mark.django_db
TURNS = {"en": (0, 1, 2), "cy": (1,)}  # every wrong answer is tried below, without drawing a page for each
every_form = pytest.mark.parametrize("door", DOORS, ids=lambda door: door.id)
in_both_languages = pytest.mark.parametrize("lang", ["en", pytest.param("cy", marks=pytest.mark.once)])


def opened(client: Any, world: World, door: Door, lang: str) -> Any:
    """The form as it is when its page is opened."""
    address = door.address(world, lang)
    answer = client.post(address, door.steps) if door.steps else client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.context["form"]


def stored() -> dict[str, int]:
    """What there is of everything, but for what is noted and kept of any visit."""
    passed_over = {TrailEntry, Draft}
    return {
        model._meta.label: hash(str(list(model._base_manager.order_by("pk").values_list())))
        for model in apps.get_models()
        if model not in passed_over and not model._meta.label.startswith(("sessions.", "axes."))
    }


@every_form
@in_both_languages
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_saved(
    world: World, door: Door, lang: str
) -> None:
    client = browser(world, door)
    form, says = opened(client, world, door, lang), door.says(world)
    before = stored()
    told = 0
    with english_left() as heard:
        for sent, faults in filling.waves(form, says, door.keeps, turns=TURNS[lang]):
            answer = client.post(door.address(world, lang), filling.posted(sent))
            assert answer.status_code == 422, (answer.status_code, [(b.html_name, f.name) for b, f in faults])
            page = Page(answer.content.decode())
            assert not [e for e in page.elements if "data-let-through" in e.attributes], "HTML came through"
            assert f'lang="{lang}"' in page.html
            for bound, fault in faults:
                assert_told(page, bound, fault.name)
                told += 1
                if fault.comes_back:
                    for name, value in fault.sent.items():
                        assert came_back(page, name, value), (fault.name, name, page.typed(name))
    assert stored() == before
    assert told
    assert heard == [] or lang == "en"


def assert_told(page: Page, bound: Any, fault: str) -> None:
    """The message stands in an element of its own, is read with the field, and the summary leads to the field."""
    where = (bound.html_name, fault)
    message = page.by_id(f"{bound.auto_id}_error")
    assert message is not None, ("no message beside the field", *where)
    assert message.text.strip(), where
    assert page.described_by(f"{bound.auto_id}_error"), ("nothing is read with the message", *where)
    leads = [
        to
        for to in page.summary()
        if to == bound.auto_id or to.startswith((f"{bound.auto_id}_", f"{bound.auto_id}-"))
    ]
    assert leads, ("no line of the summary leads here", *where)
    assert all(page.by_id(to) is not None for to in leads), ("the summary leads nowhere", leads, *where)


def came_back(page: Page, name: str, value: Any) -> bool:
    """Whether a box holds what was typed into it; spaces around it may go."""
    if not value or value == "on":
        return True
    return str(value).strip() in [one.strip() for one in page.typed(name)]


@pytest.mark.once  # the database is not asked
@every_form
def test_one_wrong_answer_is_enough_to_refuse_the_form(world: World, door: Door) -> None:
    """With everything else right, so that no fault hides behind another; every message is there in Welsh."""
    client = browser(world, door)
    form, says = opened(client, world, door, "cy"), door.says(world)
    passed = []
    with english_left() as heard, translation.override("cy"):
        for sent, bound, fault in filling.alone(form, says, door.keeps):
            errors = filling.judged(form, sent).errors
            if not str(errors.get(filling.owner(form, bound), "")):
                passed.append((bound.html_name, fault.name, dict(errors)))
    assert passed == []
    assert heard == []


@every_form
def test_filled_in_rightly_it_is_taken(world: World, door: Door) -> None:
    """Else the tests above would prove nothing: what they send is refused for what is wrong in it alone."""
    client = browser(world, door)
    form, says = opened(client, world, door, "en"), door.says(world)
    before = stored()
    with transaction.atomic():
        right = filling.rightly(form, says)
        answer = client.post(door.address(world, "en"), filling.posted(right))
        if door.twice:
            assert (answer.status_code, stored()) == (200, before), said_of(answer)
            again = {**right, **filling.hidden(answer.context["form"])}
            answer = client.post(door.address(world, "en"), filling.posted(again))
        assert answer.status_code == (200 if door.stays else 302), said_of(answer)
        if not door.stays:
            assert stored() != before
        transaction.set_rollback(True)


def said_of(answer: Any) -> Any:
    """What a page has against what was sent."""
    form = answer.context and answer.context.get("form")
    return answer.status_code, list(problems_of(form)) if form is not None else answer.content[:500]


@every_form
def test_every_script_and_emoji_is_taken_and_nothing_that_hides_or_turns(world: World, door: Door) -> None:
    client = browser(world, door)
    form, says = opened(client, world, door, "cy"), door.says(world)
    right = filling.rightly(form, says)
    kept: dict[str, str] = {}
    for bound in filling.top(form):
        for one in filling.inner(bound) or (bound,):
            odd = values.looks_wrong(one)
            if odd is not None and one.name not in says and one.html_name in right:
                right[one.html_name], kept[one.html_name] = odd
    judged = filling.judged(form, right)
    for name, words in kept.items():
        if name in judged.fields and name in judged.cleaned_data and judged.cleaned_data[name]:
            assert judged.cleaned_data[name] == words
    assert not (set(judged.errors) & set(kept)), judged.errors
    with transaction.atomic():
        answer = client.post(door.address(world, "cy"), filling.posted(right), follow=True)
        assert answer.status_code in {200, 422}, said_of(answer)
        page = Page(answer.content.decode())
        assert not [e for e in page.elements if "data-let-through" in e.attributes], "HTML came through"
        if answer.status_code == 200 and not (door.stays or door.twice):
            assert not set("\u202e\u2066\u200b\ufeff\x00") & set(page.html), (
                "what hides or turns came through"
            )
        transaction.set_rollback(True)
