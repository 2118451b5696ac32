"""The needs record as it reads: ready texts for the page, the form beside them, and the paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from noddfa.chronicle import Entry, fields
from noddfa.chronicle.showing import body_of, day_and_time, recorded_line
from noddfa.design.components import Kind, Link, Status, SummaryRow
from noddfa.design.dates import show_day
from noddfa.design.offered import lang
from noddfa.practice import lists, support
from noddfa.support.needs import words
from noddfa.support.needs.current import Standing
from noddfa.support.needs.kind import Consent, Need, NeedsRecord

SOON = dt.timedelta(days=2)
REVIEW_SOON = dt.timedelta(days=7)

_URGENCY: Mapping[str, tuple[Any, Kind]] = {
    words.NOT_YET: (gettext_lazy("Not talked about yet"), "waiting"),
    words.NOTHING: (gettext_lazy("Nothing needed now"), "done"),
    "later": (gettext_lazy("It can wait"), "now"),
    "soon": (gettext_lazy("Soon"), "soon"),
    "urgent": (gettext_lazy("Urgent"), "late"),
}
_STATES: Mapping[str, tuple[Any, Kind]] = {
    words.DONE: (gettext_lazy("Done"), "done"),
    "not_wanted": (gettext_lazy("No longer wanted"), "stopped"),
    "not_possible": (gettext_lazy("Could not be done"), "stopped"),
}
_CONSENT: Mapping[str, tuple[Any, Kind]] = {
    words.NOT_ASKED: (gettext_lazy("Not asked yet"), "waiting"),
    words.GIVEN: (gettext_lazy("Agrees"), "done"),
    "refused": (gettext_lazy("Does not agree"), "stopped"),
    "withdrawn": (gettext_lazy("No longer agrees"), "stopped"),
}


@dataclass(frozen=True)
class Section:
    """One heading or one purpose on the page: what it is about, where it stands, what is written."""

    code: str
    label: str
    help: str
    prompts: tuple[str, ...]
    statuses: tuple[Status, ...]
    rows: tuple[SummaryRow, ...]
    links: tuple[Link, ...]
    open: bool


@dataclass(frozen=True)
class Progress:
    """How many of the headings were talked about, and in words."""

    done: int
    total: int

    @property
    def text(self) -> str:
        """'5 of 12 headings talked about'."""
        return _("Headings talked about: %(done)d of %(total)d") % {"done": self.done, "total": self.total}


@dataclass(frozen=True)
class Version:
    """A version in the list of them."""

    title: str
    recorded: str
    url: str
    current: bool


def urgency_status(urgency: str) -> Status:
    """The urgency of a heading as a mark."""
    text, kind = _URGENCY.get(urgency, (urgency, "note"))
    return Status(text, kind)


def state_status(state: str) -> Status:
    """What became of a need as a mark."""
    text, kind = _STATES.get(state, (state, "note"))
    return Status(text, kind)


def consent_status(status: str) -> Status:
    """What the person said about sharing as a mark."""
    text, kind = _CONSENT.get(status, (status, "note"))
    return Status(text, kind)


def due_status(due: dt.date | None, *, today: dt.date) -> Status | None:
    """Late or soon, for something that is still to be done."""
    if due is None:
        return None
    if due < today:
        return Status(_("Late"), "late")
    return Status(_("Due soon"), "soon") if due <= today + SOON else None


def review_status(day: dt.date | None, *, today: dt.date) -> Status | None:
    """Where the next review stands on a day."""
    if day is None:
        return None
    if day < today:
        return Status(_("Review late"), "late")
    return Status(_("Review due soon"), "soon") if day <= today + REVIEW_SOON else None


def statuses_of(need: Need | None, *, today: dt.date) -> tuple[Status, ...]:
    """The marks of a heading: how urgent, or what became of it, and whether it is late."""
    if need is None:
        return (urgency_status(words.NOT_YET),)
    if need.urgency not in words.NEEDED:
        return (urgency_status(need.urgency),)
    if need.state != words.OPEN:
        return (state_status(need.state),)
    late = due_status(need.due, today=today)
    return (urgency_status(need.urgency), late) if late else (urgency_status(need.urgency),)


def progress_of(content: NeedsRecord | None) -> Progress:
    """How far the headings of the issue in use were talked about."""
    codes = words.heading_codes()
    said = {need.heading for need in (content.needs if content else ())}
    return Progress(sum(code in said for code in codes), len(codes))


def heading_sections(
    content: NeedsRecord | None, *, today: dt.date, record: Any = None, everything: bool = False
) -> list[Section]:
    """The headings as they read. record: its id, for those who may change them; everything: all stand open."""
    needs = {need.heading: need for need in (content.needs if content else ())}
    texts = {heading.code: heading for heading in support.headings()}
    found = []
    for code in words.in_order(words.heading_codes(), list(needs)):
        need, heading = needs.get(code), texts.get(code)
        found.append(
            Section(
                code=code,
                label=words.heading_label(code),
                help=heading.say("help", lang()) if heading else "",
                prompts=(heading.prompts_cy if lang() == "cy" else heading.prompts_en) if heading else (),
                statuses=statuses_of(need, today=today),
                rows=rows_of(need, "heading") if need else (),
                links=_need_links(need, record),
                open=everything
                or (need is not None and need.urgency in words.NEEDED and need.state == words.OPEN),
            )
        )
    return found


def purpose_sections(
    content: NeedsRecord | None, *, record: Any = None, everything: bool = False
) -> list[Section]:
    """The purposes of sharing as they read; arguments as of heading_sections."""
    consents = {consent.purpose: consent for consent in (content.consents if content else ())}
    texts = {item.code: item for item in lists.closed_list(words.PURPOSES).items}
    found = []
    for code in words.in_order(words.purpose_codes(), list(consents)):
        consent, item = consents.get(code), texts.get(code)
        found.append(
            Section(
                code=code,
                label=words.purpose_label(code),
                help=item.say("help", lang()) if item else "",
                prompts=(),
                statuses=(consent_status(consent.status if consent else words.NOT_ASKED),),
                rows=rows_of(consent, "purpose") if consent else (),
                links=_consent_links(code, consent, record),
                open=everything,
            )
        )
    return found


def rows_of(one: Need | Consent, key: str) -> tuple[SummaryRow, ...]:
    """What a row says, answer by answer; what says nothing is left out."""
    shown = [
        (name, spec.show(getattr(one, name)))
        for name, spec in fields.specs_of(type(one)).items()
        if name != key
    ]
    hides_state = isinstance(one, Need) and one.urgency not in words.NEEDED
    return tuple(
        SummaryRow(line.label, "\n".join(line.texts))
        for name, line in shown
        if not line.empty and not (name == "state" and hides_state)
    )


def conversation_rows(entry: Entry, content: NeedsRecord) -> tuple[SummaryRow, ...]:
    """When, with whom and in which language the conversation was; and what follows from it."""
    shown = {name: spec.show(getattr(content, name)) for name, spec in NeedsRecord.specs().items()}
    names = ("present", "language", "language_name", "interpreter", "interpreter_who", "seen", "own_words")
    when = SummaryRow(_("When you talked"), day_and_time(entry))
    return (
        when,
        *(SummaryRow(shown[n].label, "\n".join(shown[n].texts)) for n in names if not shown[n].empty),
    )


def versions_of(standing: Standing, *, record: Any, shown: Any) -> list[Version]:
    """Every version, newest first. shown: the first recording of the one on the page."""
    entries = (standing.version, *standing.earlier)
    return [
        Version(
            title=_("Version %(number)d: %(when)s")
            % {"number": len(entries) - place, "when": day_and_time(entry)},
            recorded=recorded_line(entry),
            url=reverse("support:version", args=[record, entry.fact.event]),
            current=entry.fact.event == shown,
        )
        for place, entry in enumerate(entries)
    ]


def change_lines(changes: Sequence[Entry]) -> list[SummaryRow]:
    """What was changed since the version, newest first: what, when and by whom."""
    found = []
    for entry in reversed(changes):
        content = entry.content
        if content is None:
            continue
        about = [" ".join(line.texts) for line in content.shown()]
        said = "; ".join(text for text in about if text)
        who = _("%(when)s, by %(who)s, %(body)s") % {
            "when": day_and_time(entry),
            "who": entry.by,
            "body": body_of(entry),
        }
        found.append(SummaryRow(content.label, f"{said}\n{who}"))
    return found


def review_text(day: dt.date | None) -> str:
    """The day of the next review in words."""
    return show_day(day, weekday=True) if day else _("No day is set")


def _need_links(need: Need | None, record: Any) -> tuple[Link, ...]:
    if record is None or need is None or need.urgency not in words.NEEDED or need.state != words.OPEN:
        return ()
    url = reverse("support:need", args=[record, need.heading])
    return (Link(_("Say what became of it, or give a new day"), url, words.heading_label(need.heading)),)


def _consent_links(code: str, consent: Consent | None, record: Any) -> tuple[Link, ...]:
    if record is None:
        return ()
    given = consent is not None and consent.status == words.GIVEN
    text = (
        _("The person no longer agrees, or agrees to something else")
        if given
        else _("Record what the person says")
    )
    return (Link(text, reverse("support:consent", args=[record, code]), words.purpose_label(code)),)
