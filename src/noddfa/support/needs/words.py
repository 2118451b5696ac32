"""The closed words of the needs record: codes that records keep, with what each says. And its headings and purposes."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from noddfa.design.offered import label_of, lang
from noddfa.practice import lists, support

FAMILY = "case"  # a needs record stands on a case
PURPOSES = "sharing_purposes"

NOT_YET = "not_yet"
NOTHING = "none"
NEEDED = ("urgent", "soon", "later")
URGENCY = (
    (NOT_YET, _("Not talked about yet")),
    (NOTHING, _("Talked about: nothing is needed now")),
    ("later", _("Something is needed; it can wait")),
    ("soon", _("Something is needed soon")),
    ("urgent", _("Urgent: something is needed today")),
)

OPEN = "open"
DONE = "done"
STATES = (
    (OPEN, _("Still to be done")),
    (DONE, _("Done")),
    ("not_wanted", _("The person no longer wants it")),
    ("not_possible", _("It could not be done")),
)

NOT_ASKED = "not_asked"
GIVEN, WITHDRAWN = "given", "withdrawn"
CONSENT = (
    (NOT_ASKED, _("Not asked yet")),
    (GIVEN, _("The person agrees")),
    ("refused", _("The person does not agree")),
    (WITHDRAWN, _("The person agreed before, and no longer does")),
)

LANGUAGES = (
    ("cy", _("Welsh")),
    ("en", _("English")),
    ("bsl", _("British Sign Language")),
    ("other", _("Another language")),
)
INTERPRETER = (
    ("not_needed", _("None was needed")),
    ("present", _("An interpreter was in the room")),
    ("remote", _("An interpreter helped by telephone or video")),
    ("known", _("Somebody the person knows interpreted")),
    ("none", _("One was needed and could not be had")),
)
SEEN = (
    ("given", _("Yes, and has a copy")),
    ("read", _("Yes, it was read through together")),
    ("offered", _("It was offered, and the person did not want it")),
    ("not_yet", _("Not yet")),
)

FIRST, REVIEW = "first", "review"
OCCASIONS = ((FIRST, _("First record")), (REVIEW, _("Review")))


def heading_codes() -> tuple[str, ...]:
    """The headings of the issue in use, in order."""
    return tuple(heading.code for heading in support.headings())


def heading_choices() -> list[tuple[str, str]]:
    """(code, label) of the headings, in the language in force."""
    return [(heading.code, heading.say("label", lang())) for heading in support.headings()]


def heading_label(code: str) -> str:
    """What a heading is called; its code when no issue here has it any more."""
    return dict(heading_choices()).get(code, code)


def purpose_codes() -> tuple[str, ...]:
    """The purposes of sharing on offer, in order."""
    return tuple(item.code for item in lists.load(PURPOSES))


def purpose_label(code: str) -> str:
    """What a purpose is called."""
    return label_of(PURPOSES, code)


def in_order(offered: Sequence[str], used: Sequence[str]) -> tuple[str, ...]:
    """The codes on offer, and after them those an earlier version used that are on offer no longer."""
    return (*offered, *(code for code in used if code not in offered))
