"""Whom a concern is about: what the form asks, and the statements it makes for the vault."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from noddfa.design import forms
from noddfa.design.dates import day_in_wales
from noddfa.people.models import Detail
from noddfa.people.told import born_as_told
from noddfa.people.values import Born, Statement

_BETWEEN_NAMES = re.compile(r"\s*[;,]\s*")


class AboutFields(forms.NoddfaForm):
    """What is asked about the person. Nothing of it is required: often nobody knows a name."""

    name = forms.TextField(
        label=_("Name"),
        required=False,
        max_length=120,
        help_text=_("As much of it as you know, however spelt."),
    )
    alias = forms.TextField(
        label=_("Also known as"),
        required=False,
        help_text=_("Nicknames, other spellings, names used online; a comma between them."),
    )
    born = forms.PartialDateField(label=_("Date of birth, or about how old"), required=False)
    gender = forms.TextField(label=_("Gender"), required=False, max_length=60, width=20)
    language = forms.TextField(
        label=_("Language, and help needed to communicate"),
        required=False,
        help_text=_(
            "For example Welsh, English, Vietnamese, British Sign Language; whether an interpreter is needed."
        ),
    )
    description = forms.TextAreaField(
        label=_("What do they look like?"),
        required=False,
        max_length=1000,
        rows=2,
        help_text=_("So that they can be found and told from others."),
    )


ABOUT_NAMES = tuple(AboutFields.base_fields)


@dataclass(frozen=True)
class About:
    """What was said of the person, as far as anything was."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    born: Born | None = None
    gender: str = ""
    language: str = ""
    description: str = ""

    @classmethod
    def of(cls, cleaned: Mapping[str, Any], *, now: dt.datetime) -> About:
        """What a valid form says."""
        told: forms.PartialDate | None = cleaned.get("born")
        return cls(
            name=cleaned.get("name", ""),
            aliases=tuple(filter(None, _BETWEEN_NAMES.split(cleaned.get("alias", "")))),
            born=born_as_told(told, today=day_in_wales(now)) if told else None,
            gender=cleaned.get("gender", ""),
            language=cleaned.get("language", ""),
            description=cleaned.get("description", ""),
        )

    def statements(self) -> Iterator[Statement]:
        """The same as statements for the vault; none when nothing was said."""
        field = Detail.Field
        said = [
            (field.NAME, self.name),
            *((field.ALIAS, alias) for alias in self.aliases),
            (field.BORN, self.born),
            (field.GENDER, self.gender),
            (field.LANGUAGE, self.language),
            (field.DESCRIPTION, self.description),
        ]
        return (Statement(name, value) for name, value in said if value)

    def age(self, on: dt.date) -> str:
        """Whether a child, as a code of the list 'age_now'; '' when nothing was said of it."""
        if self.born is None:
            return ""
        youngest, oldest = self.born.ages_on(on)
        if oldest < 18:
            return "under_18"
        return "adult" if youngest >= 18 else "not_sure"
