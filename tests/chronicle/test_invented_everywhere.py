"""An invented kind where no kind is known by name: protocol, search, as of a day, read models, the chain."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from noddfa import chronicle
from noddfa.access.actor import Actor
from noddfa.chronicle import registry
from noddfa.chronicle.chain import check_chains
from noddfa.chronicle.models import Event, Record
from tests.chronicle.invented.kind import Plain, Sighting
from tests.chronicle.test_invented_kind import LANGUAGES, SAID, payload, url
from tests.design.english import english_left

MISSING = {"en": "missing", "cy": "goll"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_mark_is_read_on_the_protocol_page_in_both_languages(
    browser: Client, case: Record, lead: Actor, lang: str
) -> None:
    address = url("protect:protocol", case.pk, lang=lang)
    before = browser.get(address).content.decode()
    browser.post(url("chronicle:add", case.pk, "invented_sighting", lang=lang), payload())
    after = browser.get(address).content.decode()
    assert after.count(MISSING[lang]) > before.count(MISSING[lang])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_chronology_is_searched_for_it_alone(
    browser: Client, case: Record, lead: Actor, lang: str
) -> None:
    chronicle.record(
        case.pk, Sighting(words="Gwelwyd ger y bont", place="street"), by=lead, now=timezone.now()
    )
    chronicle.record(case.pk, Plain(words="Nodyn arall"), by=lead, now=timezone.now())
    address = url("protect:chronology", case.pk, lang=lang)
    page = browser.get(f"{address}?kind=invented_sighting").content.decode()
    assert "Gwelwyd ger y bont" in page and "Nodyn arall" not in page
    assert 'value="invented_sighting"' in page and SAID[lang]["kind"] in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_read_as_it_was_known_on_a_day(browser: Client, case: Record, lead: Actor, lang: str) -> None:
    chronicle.record(
        case.pk, Sighting(words="Gwelwyd ger y bont", place="street"), by=lead, now=timezone.now()
    )
    address = url("protect:chronology", case.pk, lang=lang)
    for days, there in ((0, True), (1, False)):
        day = timezone.localdate() - dt.timedelta(days=days)
        asked = f"?known_day={day.day}&known_month={day.month}&known_year={day.year}"
        assert ("Gwelwyd ger y bont" in browser.get(address + asked).content.decode()) is there


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_of_its_screens_is_left_in_english(
    browser: Client, case: Record, lead: Actor, lang: str
) -> None:
    event = chronicle.record(case.pk, Sighting(words="Gwelwyd", place="station"), by=lead, now=timezone.now())
    with english_left() as heard:
        for name, more in (("add", "invented_sighting"), ("correct", event.pk), ("withdraw", event.pk)):
            page = browser.get(url(f"chronicle:{name}", case.pk, more, lang=lang)).content.decode()
            assert SAID[lang]["kind"] in page
            assert SAID["cy" if lang == "en" else "en"]["kind"] not in page
    assert heard == []


def test_read_models_are_rebuilt_equal_with_it_and_the_chain_holds(
    browser: Client, case: Record, lead: Actor
) -> None:
    browser.post(url("chronicle:add", case.pk, "invented_sighting"), payload())
    event = Event.objects.get(kind="invented_sighting")
    chronicle.correct(event.pk, Sighting(words="Ger yr afon", place="station"), by=lead, now=timezone.now())
    models = [projection.model for projection in registry.projections()]
    before = [list(model._base_manager.order_by("pk").values()) for model in models]
    assert any(before)
    for model in models:
        model._base_manager.all().delete()
    chronicle.rebuild()
    assert [list(model._base_manager.order_by("pk").values()) for model in models] == before
    assert not check_chains().problems
