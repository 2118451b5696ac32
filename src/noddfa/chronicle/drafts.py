"""Drafts: what somebody has typed into a form and not yet sent. Saved as typed, sealed, and kept for them alone.

A form carries a token, signed for its user, form and place. So what is posted after the session has ended can still
be put in the right person's drafts, where they find it when they have signed in again: nothing typed is lost.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from noddfa.chronicle.models import Draft, Event
from noddfa.design import forms
from noddfa.design.dates import show_moment
from noddfa.people import keys

Form = TypeVar("Form", bound=forms.NoddfaForm)

TOKEN_FIELD = "draft_token"
_SALT = "noddfa.drafts"
_EVENT_ID = "event_id"
_NOT_KEPT = frozenset({"csrfmiddlewaretoken", TOKEN_FIELD, "switch_language", "add_row", "remove_row"})
_LARGEST = 400_000  # characters of JSON; the longest form is far below it
_TOKEN_LASTS = dt.timedelta(days=7)
LAST_DAYS = 90  # without being touched; the page of drafts says so


@dataclass(frozen=True)
class Place:
    """Which form, for whom, on which record ('' for a record that does not exist yet)."""

    user: uuid.UUID
    form: str
    record: str = ""

    def token(self) -> str:
        """The signed token a form carries."""
        return signing.dumps([str(self.user), self.form, self.record], salt=_SALT)


@dataclass(frozen=True)
class Typed:
    """A draft as it was typed, and when it was last saved."""

    data: QueryDict
    saved: dt.datetime


def place_of(token: str) -> Place | None:
    """The place a token was signed for; None when it is not ours or too old."""
    try:
        user, form, record = signing.loads(token, salt=_SALT, max_age=_TOKEN_LASTS)
        return Place(uuid.UUID(user), form, record)
    except (signing.BadSignature, ValueError, TypeError):
        return None


@transaction.atomic
def save(place: Place, data: MultiValueDict[str, str], *, now: dt.datetime) -> bool:
    """Keep what was typed at a place, instead of what was kept before.

    False when there is nothing or too much to keep, or when what the form says was recorded meanwhile.
    """
    typed = {name: data.getlist(name) for name in data if name not in _NOT_KEPT}
    text = json.dumps(typed, ensure_ascii=False)
    said = "".join(value for name, values in typed.items() if name != _EVENT_ID for value in values)
    if not said.strip() or len(text) > _LARGEST or _is_recorded(data.get(_EVENT_ID, ""), place.user):
        return False
    identifier = uuid.uuid4()
    draft, made = Draft.objects.select_for_update().get_or_create(
        user_id=place.user,
        form=place.form,
        place=place.record,
        defaults={"id": identifier, **_sealed(text, identifier), "saved": now},
    )
    if not made:
        Draft.objects.filter(pk=draft.pk).update(**_sealed(text, draft.pk), saved=now)
    return True


def _sealed(text: str, draft: uuid.UUID) -> dict[str, Any]:
    key, wrapped = keys.new_key(f"draft:{draft}")
    return {"wrapped_key": wrapped, "content": key.seal(text.encode(), f"draft:{draft}")}


def _is_recorded(event_id: str, user: uuid.UUID) -> bool:
    """Whether the form's entry is on record: a save that was under way when it was sent comes too late."""
    try:
        return Event.objects.filter(pk=uuid.UUID(event_id), by_id=user).exists()
    except ValueError:  # a form without an id of its own
        return False


def load(place: Place) -> Typed | None:
    """What was typed at a place, or None."""
    draft = Draft.objects.filter(user_id=place.user, form=place.form, place=place.record).first()
    if draft is None:
        return None
    plain = keys.open_key(draft.wrapped_key, f"draft:{draft.pk}").open(draft.content, f"draft:{draft.pk}")
    data = QueryDict(mutable=True)
    for name, values in json.loads(plain).items():
        data.setlist(name, values)
    return Typed(data, draft.saved)


def typed(
    form_class: type[Form], request: HttpRequest, place: Place, **kwargs: Any
) -> tuple[Form, Typed | None]:
    """The form for a view that keeps drafts: as posted; or, when it is opened, as it was left; or empty.

    And the draft, if it is one that is shown: then the form holds it as typed and not yet judged.
    """
    if request.method == "POST":
        return forms.typed(form_class, request, **kwargs), None
    draft = load(place)
    if draft is None:
        return form_class(**kwargs), None
    kwargs.pop("initial", None)
    return form_class(data=draft.data, quiet=True, **kwargs), draft


def shown(draft: Typed | None, place: Place) -> dict[str, Any]:
    """What a page that keeps drafts is told: the draft in its form, if it is one, and the token the form carries."""
    return {
        "draft": draft,
        "draft_saved": show_moment(draft.saved) if draft else "",
        "draft_token": place.token(),
    }


def drop(place: Place) -> None:
    """Forget what was typed at a place: it was recorded, or its writer threw it away."""
    Draft.objects.filter(user_id=place.user, form=place.form, place=place.record).delete()


def of_user(user_id: uuid.UUID) -> list[Draft]:
    """A user's drafts, newest first, unopened: which forms wait to be finished."""
    return list(Draft.objects.filter(user_id=user_id).defer("content").order_by("-saved"))


def untouched(*, now: dt.datetime) -> QuerySet[Draft]:
    """Drafts nobody has touched for so long that they are to be deleted: what is in them was never said to anybody."""
    return Draft.objects.filter(saved__lte=now - dt.timedelta(days=LAST_DAYS))


def rescue(request: HttpRequest, **_signal: Any) -> bool:
    """Keep what was posted without a session, for the person whose form it was. True when it was kept."""
    place = place_of(request.POST.get(TOKEN_FIELD, ""))
    return place is not None and save(place, request.POST, now=timezone.now())
