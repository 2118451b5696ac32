"""Commands and queries of the vault: make a person, say something of them, read, find, erase.

Exceptions:
    VaultProblem (a ValidationError: it has a message for a person)
    ├── TooLittleToGoOn   a search that would fish
    ├── TooManyFound      a search that found too many to show
    └── Erased            the person's key was destroyed
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from noddfa.access.actor import Actor
from noddfa.envelope import DataKey
from noddfa.people import folding, keys
from noddfa.people.models import Detail, IndexToken, Person
from noddfa.people.values import Born, Identity, Statement

MOST_SHOWN = 10
_PURPOSE = IndexToken.Purpose
Token = tuple[IndexToken.Purpose, str]


class VaultProblem(ValidationError):
    """Base of what the vault refuses; each has a message in the user's language."""


class TooLittleToGoOn(VaultProblem):
    """A search needs two words of a name, or one and a year of birth, or a whole reference number."""

    def __init__(self) -> None:
        super().__init__(
            _("Give two words of a name, or one word and a year of birth, or a whole reference number."),
            code="too_little",
        )


class TooManyFound(VaultProblem):
    """More people match than may be shown at once."""

    def __init__(self) -> None:
        super().__init__(
            _("Too many people match. Add another word of the name or the date of birth."), code="too_many"
        )


class Erased(VaultProblem):
    """The person's key was destroyed; nothing can be added to them or read of them."""

    def __init__(self) -> None:
        super().__init__(_("This person's details were erased."), code="erased")


@dataclass(frozen=True)
class Match:
    """Someone who may be the person sought. strength: 'strong' (words agree) or 'possible' (sounds agree)."""

    person: uuid.UUID
    strength: str
    words: int
    birth: bool


@dataclass(frozen=True)
class Said:
    """One standing statement about a person, and who made it. value is None when it is sealed and stays so."""

    detail: uuid.UUID
    field: str
    value: str | Born | None
    sealed: bool
    recorded: dt.datetime
    by: str
    body: str


# ---- commands ----


@transaction.atomic
def create(statements: Iterable[Statement], *, by: Actor, now: dt.datetime) -> uuid.UUID:
    """Make a person, with what is known of them; returns the opaque id by which all else refers to them."""
    identifier = uuid.uuid4()
    _key, wrapped = keys.new_key(f"person:{identifier}")
    person = Person.objects.create(id=identifier, wrapped_key=wrapped, created=now)
    for statement in statements:
        say(person.pk, statement, by=by, now=now)
    return identifier


@transaction.atomic
def say(person_id: uuid.UUID, statement: Statement, *, by: Actor, now: dt.datetime) -> uuid.UUID:
    """Add one statement about a person; earlier ones stay. Raises Erased."""
    person = Person.objects.select_for_update().get(pk=person_id)
    key = _key_of(person)
    identifier = uuid.uuid4()
    value = statement.value.to_json() if isinstance(statement.value, Born) else statement.value
    detail = Detail.objects.create(
        id=identifier,
        person=person,
        number=Detail.objects.filter(person=person).count() + 1,
        field=Detail.Field(statement.field),
        sealed=statement.sealed,
        content=key.seal(json.dumps(value, ensure_ascii=False).encode(), f"detail:{identifier}"),
        recorded=now,
        recorded_by_id=by.user_id,
        body_id=by.body,
    )
    IndexToken.objects.bulk_create(
        IndexToken(detail=detail, person=person, purpose=purpose, token=keys.blind(purpose, token))
        for purpose, token in _tokens(statement)
    )
    return identifier


@transaction.atomic
def withdraw(detail_id: uuid.UUID, *, by: Actor, now: dt.datetime) -> None:
    """Say that a statement was wrong: it is no longer shown or found by, and stays on record."""
    Detail.objects.filter(pk=detail_id, withdrawn=None).update(withdrawn=now, withdrawn_by_id=by.user_id)
    IndexToken.objects.filter(detail_id=detail_id).delete()


@transaction.atomic
def shred(person_id: uuid.UUID, *, by: Actor, now: dt.datetime) -> None:
    """Erase a person: destroy the key, and with it every detail, and delete what they were found by.

    Whoever is erased already stays as erased. Raises Person.DoesNotExist.
    """
    person = Person.objects.select_for_update().get(pk=person_id)
    if person.wrapped_key is None:
        return
    person.wrapped_key, person.shredded, person.shredded_by_id = None, now, by.user_id
    person.save(update_fields=["wrapped_key", "shredded", "shredded_by"])
    IndexToken.objects.filter(person=person).delete()


# ---- queries ----


def read(person_id: uuid.UUID, *, only: Collection[uuid.UUID] | None = None) -> Identity:
    """What may be shown of one person; sealed items are counted, not opened.

    only: the statements (ids that `say` gave) to be shown, for a reader who may see no others.
    """
    return read_many([person_id], only=only)[person_id]


def read_many(
    person_ids: Iterable[uuid.UUID], *, only: Collection[uuid.UUID] | None = None
) -> dict[uuid.UUID, Identity]:
    """What may be shown of several people, in two queries however many they are; `only` as in `read`."""
    people = Person.objects.in_bulk(set(person_ids))
    details: dict[uuid.UUID, list[Detail]] = defaultdict(list)
    rows = Detail.objects.filter(person_id__in=people, withdrawn=None).order_by("number")
    for detail in rows if only is None else rows.filter(pk__in=only):
        details[detail.person_id].append(detail)
    return {pk: _identity(person, details[pk]) for pk, person in people.items()}


def statements(person_id: uuid.UUID) -> tuple[Said, ...]:
    """All that was said of a person and not withdrawn, in the order it was recorded; sealed items stay closed."""
    person = Person.objects.get(pk=person_id)
    if person.wrapped_key is None:
        return ()
    key = _key_of(person)
    rows = Detail.objects.filter(person=person, withdrawn=None).order_by("number")
    return tuple(
        Said(
            detail=row.pk,
            field=row.field,
            value=None if row.sealed else _value(key, row),
            sealed=row.sealed,
            recorded=row.recorded,
            by=row.recorded_by.name,
            body=str(row.body),
        )
        for row in rows.select_related("recorded_by", "body")
    )


def read_sealed(person_id: uuid.UUID) -> tuple[tuple[str, str], ...]:
    """The sealed items of a person, as (field, text). The caller has asked access for 'case.sealed'."""
    person = Person.objects.get(pk=person_id)
    key = _key_of(person)
    rows = Detail.objects.filter(person=person, sealed=True, withdrawn=None).order_by("number")
    return tuple((row.field, str(_value(key, row))) for row in rows)


def says(detail_id: uuid.UUID, statement: Statement) -> bool:
    """Whether a detail stands and says just this. Nothing of a sealed one is shown, nor of any other detail."""
    alike = Detail.objects.filter(
        pk=detail_id, withdrawn=None, field=statement.field, sealed=statement.sealed, person__shredded=None
    )
    row = alike.select_related("person").first()
    return row is not None and _value(_key_of(row.person), row) == statement.value


def find(*, name: str = "", born: Born | None = None, number: str = "") -> list[Match]:
    """People who may be the one sought, best first.

    Asks for enough to go on and shows few, against fishing: raises TooLittleToGoOn or TooManyFound. When too many
    may be meant, those whose very words agree are shown if they are few.
    """
    folded = folding.words(name)
    plain_number = folding.number(number)
    enough = len(folded) >= 2 or (folded and born is not None) or len(plain_number) >= 5
    if not enough:
        raise TooLittleToGoOn
    matches = _matches(folded, born, plain_number)
    if len(matches) > MOST_SHOWN:
        matches = [match for match in matches if match.strength == "strong"]
        if not 1 <= len(matches) <= MOST_SHOWN:
            raise TooManyFound
    return matches


def resembling(statements: Sequence[Statement]) -> list[Match]:
    """People already known who resemble someone about to be recorded, best first; few or none, never an error."""
    names = " ".join(str(s.value) for s in statements if s.field in (Detail.Field.NAME, Detail.Field.ALIAS))
    born = next((s.value for s in statements if isinstance(s.value, Born)), None)
    folded = folding.words(names)
    if len(folded) < 2 and not (folded and born):
        return []
    return _matches(folded, born, "")[:MOST_SHOWN]


# ---- inside ----


def _key_of(person: Person) -> DataKey:
    if person.wrapped_key is None:
        raise Erased
    return keys.open_key(person.wrapped_key, f"person:{person.pk}")


def _value(key: DataKey, detail: Detail) -> str | Born:
    value = json.loads(key.open(detail.content, f"detail:{detail.pk}"))
    return Born.from_json(value) if isinstance(value, dict) else value


def _identity(person: Person, details: Sequence[Detail]) -> Identity:
    if person.wrapped_key is None:
        return Identity(person=str(person.pk), erased=True)
    key = _key_of(person)
    open_details = [(row.field, _value(key, row)) for row in details if not row.sealed]
    born = [value for _field, value in open_details if isinstance(value, Born)]
    texts = [(field, value) for field, value in open_details if isinstance(value, str)]
    return Identity(
        person=str(person.pk),
        names=tuple(value for field, value in texts if field == Detail.Field.NAME),
        aliases=tuple(value for field, value in texts if field == Detail.Field.ALIAS),
        born=born[-1] if born else None,
        details=tuple(
            (field, value) for field, value in texts if field not in (Detail.Field.NAME, Detail.Field.ALIAS)
        ),
        sealed_items=sum(row.sealed for row in details),
    )


def _tokens(statement: Statement) -> list[tuple[IndexToken.Purpose, str]]:
    """What a statement lets its person be found by. Sealed statements are found by nothing."""
    value = statement.value
    if statement.sealed:
        return []
    if isinstance(value, Born):
        years = [
            (_PURPOSE.BIRTH_YEAR, str(year)) for year in range(value.earliest.year, value.latest.year + 1)
        ]
        day = [(_PURPOSE.BIRTH_DATE, value.earliest.isoformat())] if value.precision == "day" else []
        return day + years
    if statement.field in (Detail.Field.NAME, Detail.Field.ALIAS):
        folded = folding.words(value)
        heard = dict.fromkeys(sound for word in folded for sound in folding.sounds(word))
        return [(_PURPOSE.WORD, word) for word in folded] + [(_PURPOSE.SOUND, sound) for sound in heard]
    if statement.field in (Detail.Field.IDENTIFIER, Detail.Field.PHONE):
        return [(_PURPOSE.NUMBER, folding.number(value))]
    return []


def _matches(folded: Sequence[str], born: Born | None, plain_number: str) -> list[Match]:
    """Everyone who shares enough fingerprints, in two queries.

    Births are looked at only among those who share something else: a year of birth is shared by thousands.
    """
    wanted: list[Token] = [(_PURPOSE.WORD, word) for word in folded]
    wanted += [(_PURPOSE.SOUND, sound) for word in folded for sound in folding.sounds(word)]
    if len(plain_number) >= 5:
        wanted.append((_PURPOSE.NUMBER, plain_number))
    sought = {keys.blind(purpose, token): (purpose, token) for purpose, token in wanted}
    rows = IndexToken.objects.filter(token__in=sought)
    shared: dict[uuid.UUID, set[Token]] = defaultdict(set)
    for person, token in rows.values_list("person_id", "token"):
        shared[person].add(sought[token])
    if born is not None:
        births = {
            keys.blind(purpose, token): (purpose, token)
            for purpose, token in _tokens(Statement(Detail.Field.BORN, born))
        }
        among = IndexToken.objects.filter(token__in=births, person_id__in=rows.values("person_id"))
        for person, token in among.values_list("person_id", "token"):
            shared[person].add(births[token])
    found = [match for person, common in shared.items() if (match := _weigh(person, common, folded))]
    return sorted(found, key=lambda m: (m.strength != "strong", -m.words, not m.birth, str(m.person)))


def _weigh(
    person: uuid.UUID,
    common: set[Token],
    folded: Sequence[str],
) -> Match | None:
    """What the shared fingerprints amount to; None when they are too few to mention."""
    words = {token for purpose, token in common if purpose == _PURPOSE.WORD}
    heard = {token for purpose, token in common if purpose == _PURPOSE.SOUND}
    sounding = _heard_besides(folded, words, heard)
    birth = any(purpose in (_PURPOSE.BIRTH_DATE, _PURPOSE.BIRTH_YEAR) for purpose, _token in common)
    birth_day = any(purpose == _PURPOSE.BIRTH_DATE for purpose, _token in common)
    if any(purpose == _PURPOSE.NUMBER for purpose, _token in common):
        return Match(person, "strong", len(words), birth)
    if len(words) >= 2 or (words and birth_day):
        return Match(person, "strong", len(words), birth)
    telling = bool(words) or any(len(sound) > 1 for sound in sounding)  # one consonant is not much of a name
    if len(words) + len(sounding) >= 2 or (birth and telling):
        return Match(person, "possible", len(words), birth)
    return None


def _heard_besides(folded: Sequence[str], words: set[str], heard: set[str]) -> list[str]:
    """A sound for each further word sought that is like one of the person's, none of them counted twice.

    Sounds of words that agree letter for letter are those words once more.
    """
    spare = heard.difference(*(folding.sounds(word) for word in words))
    found = []
    for word in folded:
        own = spare.intersection(folding.sounds(word)) if word not in words else set()
        if own:
            found.append(max(own, key=len))
            spare -= own
    return found
