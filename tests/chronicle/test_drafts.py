"""Drafts: kept as typed, sealed, for their writer alone; rescued when the session was lost."""

from __future__ import annotations

import datetime as dt
import json
import uuid

import pytest
from django.core import signing
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from noddfa import chronicle
from noddfa.access.actor import Actor
from noddfa.access.roles import Role
from noddfa.chronicle import drafts, recording
from noddfa.chronicle.models import Draft, Event, Record
from noddfa.people import keys
from tests.chronicle.invented.kind import Plain
from tests.support import builders

NOW = builders.NOW
SAVE = "/en/drafts/save"
DROP = "/en/drafts/drop"


@pytest.fixture
def place(chain: Record, lead: Actor) -> drafts.Place:
    return drafts.Place(lead.user_id, "invented_plain", str(chain.pk))


def typed(**values: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(values)
    return data


# ---- keeping ----


def test_what_was_typed_comes_back_as_it_was(place: drafts.Place) -> None:
    data = typed(words="Hanner bra", event_id=str(uuid.uuid4()))
    data.setlist("places", ["street", "station"])
    assert drafts.save(place, data, now=NOW)
    kept = drafts.load(place)
    assert kept is not None
    assert (kept.data, kept.saved) == (data, NOW)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text.strip()))
def test_any_text_comes_back(place: drafts.Place, words: str) -> None:
    assert drafts.save(place, typed(words=words), now=NOW)
    kept = drafts.load(place)
    assert kept is not None and kept.data["words"] == words


def test_the_last_typed_stands_and_there_is_one_draft_a_place(place: drafts.Place) -> None:
    for words in ("Un", "Dau"):
        drafts.save(place, typed(words=words), now=NOW)
    assert Draft.objects.count() == 1
    assert drafts.load(place).data["words"] == "Dau"  # type: ignore[union-attr]


def test_each_save_has_a_key_of_its_own(place: drafts.Place) -> None:
    drafts.save(place, typed(words="Un"), now=NOW)
    before = Draft.objects.get()
    drafts.save(place, typed(words="Un"), now=NOW)
    after = Draft.objects.get()
    assert before.wrapped_key != after.wrapped_key
    assert b"Un" not in bytes(after.content)


def test_what_is_not_part_of_the_form_is_not_kept(place: drafts.Place) -> None:
    drafts.save(
        place, typed(words="Un", csrfmiddlewaretoken="x", draft_token="y", switch_language="cy"), now=NOW
    )
    assert list(drafts.load(place).data) == ["words"]  # type: ignore[union-attr]


@pytest.mark.parametrize("data", [{}, {"words": ""}, {"words": " \n "}, {"event_id": str(uuid.uuid4())}])
def test_nothing_typed_is_nothing_kept(place: drafts.Place, data: dict[str, str]) -> None:
    assert not drafts.save(place, typed(**data), now=NOW)
    assert drafts.load(place) is None


def test_more_than_any_form_can_hold_is_not_kept_and_does_not_harm_what_was(place: drafts.Place) -> None:
    drafts.save(place, typed(words="Un"), now=NOW)
    assert not drafts.save(place, typed(words="x" * 500_000), now=NOW)
    assert drafts.load(place).data["words"] == "Un"  # type: ignore[union-attr]


def test_a_save_that_comes_after_the_sending_is_too_late(
    place: drafts.Place, chain: Record, lead: Actor
) -> None:
    own_id = uuid.uuid4()
    chronicle.record(chain.pk, Plain(words="Un"), by=lead, now=NOW, event_id=own_id)
    assert not drafts.save(place, typed(words="Un", event_id=str(own_id)), now=NOW)
    assert drafts.load(place) is None


def test_a_draft_is_found_by_its_writer_form_and_place_alone(place: drafts.Place) -> None:
    drafts.save(place, typed(words="Un"), now=NOW)
    for other in (
        drafts.Place(builders.user().pk, place.form, place.record),
        drafts.Place(place.user, "invented_sighting", place.record),
        drafts.Place(place.user, place.form, ""),
    ):
        assert drafts.load(other) is None
        drafts.drop(other)
    assert drafts.load(place) is not None


def test_a_dropped_draft_is_gone(place: drafts.Place) -> None:
    drafts.save(place, typed(words="Un"), now=NOW)
    drafts.drop(place)
    assert drafts.load(place) is None and not Draft.objects.exists()


def test_drafts_on_an_erased_record_go_with_it(place: drafts.Place, chain: Record, lead: Actor) -> None:
    drafts.save(place, typed(words="Un"), now=NOW)
    drafts.save(
        drafts.Place(lead.user_id, "invented_plain:correct", f"{chain.pk}:{uuid.uuid4()}"),
        typed(words="Un"),
        now=NOW,
    )
    kept = drafts.Place(lead.user_id, "invented_plain", str(builders.record("invented", by=lead).pk))
    drafts.save(kept, typed(words="Arall"), now=NOW)
    recording.shred(chain.pk, by=lead, now=NOW)
    assert [draft.place for draft in Draft.objects.all()] == [kept.record]


def test_a_key_that_turns_over_while_somebody_types_loses_nothing(
    place: drafts.Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts.save(place, typed(words="Un"), now=NOW)
    turned = keys.ring().with_new_master()
    monkeypatch.setattr(keys, "ring", lambda: turned)
    rewrap = type(turned).rewrap

    def and_meanwhile(self: object, wrapped: str, owner: str) -> str:
        drafts.save(place, typed(words="Dau"), now=NOW)
        return rewrap(turned, wrapped, owner)

    monkeypatch.setattr(type(turned), "rewrap", and_meanwhile)
    list(keys.rewrap_all(Draft, "draft"))
    assert drafts.load(place).data["words"] == "Dau"  # type: ignore[union-attr]


# ---- tokens ----


def test_a_token_names_its_place(place: drafts.Place) -> None:
    assert drafts.place_of(place.token()) == place


@pytest.mark.parametrize(
    "token",
    [
        "",
        "nonsense",
        "a:b:c",
        signing.dumps(["not-a-uuid", "form", ""], salt="noddfa.drafts"),
        signing.dumps(["too", "few"], salt="noddfa.drafts"),
        signing.dumps(7, salt="noddfa.drafts"),
        signing.dumps([str(uuid.uuid4()), "form", ""], salt="another purpose"),
    ],
    ids=range(7),
)
def test_a_token_that_is_not_ours_is_none(token: str) -> None:
    assert drafts.place_of(token) is None


def test_a_token_cannot_be_altered_and_grows_old(
    place: drafts.Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = place.token()
    for at in (0, len(token) // 2, len(token) - 1):
        other = "A" if token[at] != "A" else "B"
        assert drafts.place_of(token[:at] + other + token[at + 1 :]) is None
    monkeypatch.setattr(signing.time, "time", lambda: dt.datetime.now(dt.UTC).timestamp() + 8 * 86_400)
    assert drafts.place_of(token) is None


# ---- by the page ----


def test_the_page_saves_as_one_types(client: Client, place: drafts.Place, lead: Actor) -> None:
    builders.sign_in(client, lead)
    answer = client.post(SAVE, {"words": "Hanner", "draft_token": place.token()})
    assert answer.status_code == 200 and answer.json()["saved"] is True and answer.json()["message"]
    assert drafts.load(place).data["words"] == "Hanner"  # type: ignore[union-attr]
    assert client.post(SAVE, {"words": "", "draft_token": place.token()}).json() == {
        "saved": False,
        "message": "",
    }


def test_it_is_said_in_welsh_too(client: Client, place: drafts.Place, lead: Actor) -> None:
    builders.sign_in(client, lead)
    answer = client.post("/cy/drafts/save", {"words": "Hanner", "draft_token": place.token()})
    assert "Cadwyd" in answer.json()["message"]


@pytest.mark.parametrize("address", [SAVE, DROP])
def test_anothers_token_or_none_is_refused(client: Client, place: drafts.Place, address: str) -> None:
    drafts.save(place, typed(words="Un"), now=NOW)
    builders.sign_in(client, builders.actor(Role.CASE_LEAD))
    for token in (place.token(), "", "nonsense"):
        assert client.post(address, {"words": "Lladrad", "draft_token": token}).status_code == 403
    assert drafts.load(place).data["words"] == "Un"  # type: ignore[union-attr]


def test_ones_drafts_are_listed_and_can_be_thrown_away(
    client: Client, place: drafts.Place, lead: Actor, chain: Record
) -> None:
    drafts.save(place, typed(words="Cyfrinach"), now=NOW)
    builders.sign_in(client, lead)
    page = client.get("/en/drafts/").content.decode()
    assert "Invented note" in page and chain.reference in page and "Cyfrinach" not in page
    assert reverse("chronicle:add", args=[chain.pk, "invented_plain"]) in page
    answer = client.post(DROP, {"draft_token": place.token()})
    assert answer.status_code == 302 and answer["Location"] == "/en/drafts/"
    assert "You have no drafts" in client.get("/en/drafts/").content.decode()
    builders.sign_in(client, builders.actor(Role.CASE_LEAD))
    assert "Invented note" not in client.get("/en/drafts/").content.decode()


def test_what_is_posted_after_the_session_ended_waits_in_its_writers_drafts(
    client: Client, place: drafts.Place, lead: Actor, chain: Record
) -> None:
    address = reverse("chronicle:add", args=[chain.pk, "invented_plain"])
    answer = client.post(address, {"words": "Wedi’i achub", "draft_token": place.token()})
    assert answer.status_code == 302 and "/account/login/" in answer["Location"]
    assert address in answer["Location"], "after signing in one comes back to the form"
    assert not Event.objects.exists()
    assert drafts.load(place).data["words"] == "Wedi’i achub"  # type: ignore[union-attr]


def test_what_is_posted_with_an_old_form_key_is_kept_as_well(
    place: drafts.Place, lead: Actor, chain: Record
) -> None:
    """The page was opened before the session changed hands: CSRF refuses it, and nothing typed is lost."""
    strict = Client(enforce_csrf_checks=True)
    builders.sign_in(strict, builders.actor(Role.CASE_LEAD))
    address = reverse("chronicle:add", args=[chain.pk, "invented_plain"])
    answer = strict.post(address, {"words": "Wedi’i achub", "draft_token": place.token()})
    assert answer.status_code == 403
    assert drafts.load(place).data["words"] == "Wedi’i achub"  # type: ignore[union-attr]


def test_nobody_without_a_token_puts_anything_into_anothers_drafts(
    client: Client, place: drafts.Place, chain: Record
) -> None:
    address = reverse("chronicle:add", args=[chain.pk, "invented_plain"])
    forged = signing.dumps([str(place.user), place.form, place.record], key="guessed", salt="noddfa.drafts")
    for token in ("", "nonsense", forged):
        client.post(address, {"words": "Ffug", "draft_token": token})
    assert not Draft.objects.exists()


def test_the_answer_to_the_page_is_small_and_plain_json(
    client: Client, place: drafts.Place, lead: Actor
) -> None:
    builders.sign_in(client, lead)
    answer = client.post(SAVE, {"words": "Hanner", "draft_token": place.token()})
    assert answer["Content-Type"] == "application/json"
    assert set(json.loads(answer.content)) == {"saved", "message"}
    assert client.get(SAVE).status_code == 405
