"""What the person is given to read: their needs record in plain words, to 'you', and nobody else in it.

Left out: who was present, who interpreted, who does what, and the notes of those who work with the person. What was
written as wish, need, action and outcome stands as it was written, in the language in which it was written.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from noddfa.chronicle import Entry
from noddfa.design.dates import show_day
from noddfa.support.needs import words
from noddfa.support.needs.kind import Consent, Need, NeedsRecord

# The headings as one would say them to the person.
PLAIN = {
    "immediate_safety": gettext_lazy("Being safe"),
    "accommodation": gettext_lazy("Where you live"),
    "food_clothes_money": gettext_lazy("Food, clothes and money"),
    "physical_health": gettext_lazy("Your body and health"),
    "sexual_maternal_health": gettext_lazy("Sexual health, pregnancy and babies"),
    "mental_health": gettext_lazy("How you feel"),
    "legal_immigration": gettext_lazy("Legal advice and your papers"),
    "police_court": gettext_lazy("Police and court"),
    "family_contact": gettext_lazy("Your family and the people you care about"),
    "language_culture_faith": gettext_lazy("Your language, culture and beliefs"),
    "education_work": gettext_lazy("School, work and learning"),
    "independence_moving_on": gettext_lazy("A home of your own, and what comes next"),
}
PLAIN_PURPOSES = {"family_friends": gettext_lazy("Family or friends you name")}
_URGENCY = {
    "urgent": gettext_lazy("This is urgent."),
    "soon": gettext_lazy("This should happen soon."),
    "later": gettext_lazy("This can wait a little."),
}
_STATES = {
    "not_wanted": gettext_lazy("You told us that you no longer want this."),
    "not_possible": gettext_lazy("We could not do this. Ask us why, and what else can be done."),
}


@dataclass(frozen=True)
class Said:
    """A line: what it is, and what was written."""

    label: str
    text: str


@dataclass(frozen=True)
class Part:
    """One thing that was talked about."""

    title: str
    lines: tuple[Said, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class OwnCopy:
    """The whole copy, in the language in force."""

    talked: str
    again: str
    parts: tuple[Part, ...]
    not_yet: tuple[str, ...]
    sharing: tuple[Part, ...]
    own_words: str


def own_copy(entry: Entry, content: NeedsRecord, *, without: Collection[str] = ()) -> OwnCopy:
    """The copy of a version. without: headings the person does not want in it."""
    talked_about = {need.heading for need in content.needs}
    return OwnCopy(
        talked=show_day(entry.fact.happened),
        again=show_day(content.next_review) if content.next_review else "",
        parts=tuple(_part(need) for need in content.needs if need.heading not in without),
        not_yet=tuple(
            plain_label(code)
            for code in words.heading_codes()
            if code not in talked_about and code not in without
        ),
        sharing=tuple(_sharing(consent) for consent in content.consents),
        own_words=content.own_words,
    )


def plain_label(code: str) -> str:
    """A heading as one would say it to the person; the record's own label when there is no plain one."""
    return str(PLAIN[code]) if code in PLAIN else words.heading_label(code)


def _part(need: Need) -> Part:
    asked = need.urgency in words.NEEDED
    lines = [Said(_("What you said you would like"), need.wish)]
    if asked:
        lines += [
            Said(_("What is needed"), need.need),
            Said(_("What we said we would do"), need.action),
            Said(_("What it changed for you"), need.outcome),
        ]
    return Part(
        plain_label(need.heading), tuple(line for line in lines if line.text), tuple(_sentences(need, asked))
    )


def _sentences(need: Need, asked: bool) -> list[str]:
    if not asked:
        return [_("We talked about this. You need nothing here now.")]
    if need.state == words.DONE and need.done_on:
        return [_("This was done on %(day)s.") % {"day": show_day(need.done_on)}]
    if need.state == words.DONE:
        return [_("This was done.")]
    if need.state != words.OPEN:
        return [str(_STATES.get(need.state, ""))]
    said = [str(_URGENCY[need.urgency])]
    if need.due:
        said.append(_("We want to have done it by %(day)s.") % {"day": show_day(need.due)})
    return said


def _sharing(consent: Consent) -> Part:
    day = show_day(consent.on) if consent.on else ""
    said = {
        words.GIVEN: _("You said yes, on %(day)s."),
        "refused": _("You said no, on %(day)s."),
        "withdrawn": _("You said yes before. On %(day)s you said that you no longer agree."),
    }
    sentence = said.get(consent.status, _("We have not asked you about this yet.")) % {"day": day}
    plain = PLAIN_PURPOSES.get(consent.purpose) or words.purpose_label(consent.purpose)
    return Part(str(plain), (), (sentence,))
