"""The forms of the report-maker."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from noddfa.chronicle.asking import OnceForm
from noddfa.design import forms
from noddfa.design.dates import day_in_wales
from noddfa.design.offered import choices_of, hints_of
from noddfa.recognise import selectors as recognise
from noddfa.refer.desk.places import desk_of
from noddfa.refer.report.kind import (
    CHANNELS,
    ELSEWHERE,
    HERE,
    SENT,
    TALKED,
    TELEPHONE,
    Report,
    WrittenConfirmation,
)


class ReportForm(OnceForm):
    """To which council, and how the report is made."""

    council = forms.ChooseField(
        label=_("To which council?"),
        choices=lambda: [("", gettext("Choose…")), *recognise.councils_offered()],
        dropdown=True,
        help_text=_(
            "The area where the child lives, is placed or is found. If you are not sure, report where they are now."
        ),
    )
    area_basis = forms.ChooseField(
        label=_("Why this council?"), choices=choices_of("area_basis"), hints=hints_of("area_basis")
    )
    channel = forms.ChooseField(
        label=_("How are you making the report?"),
        choices=CHANNELS,
        reveals={TELEPHONE: "spoken_to", ELSEWHERE: "sent_how"},
        hints={
            TELEPHONE: _(
                "When you have telephoned them. It is then to be confirmed in writing within 24 hours."
            ),
            HERE: _(
                "The duty desk sees the whole concern at once. Only where the council’s desk is in Noddfa."
            ),
            ELSEWHERE: _("When you have sent the printed report, for example by secure e-mail."),
        },
    )
    spoken_to = forms.TextField(label=_("Whom did you speak to?"), max_length=200)
    sent_how = forms.TextField(label=_("How did you send it, and to whom?"), max_length=200)
    when = forms.WhenField(
        label=_("When did you make it?"),
        required=False,
        not_future=True,
        help_text=_("Leave this empty if you are making it now."),
    )
    talked = forms.ChooseField(
        label=_("Have you talked to your designated safeguarding person?"),
        choices=TALKED,
        reveals={"yes": "talked_to"},
        help_text=_("You need not have. Advice must never hold up protection."),
    )
    talked_to = forms.TextField(label=_("Who is it?"), max_length=200)
    more = forms.TextAreaField(
        label=_("What else should social services know?"),
        required=False,
        rows=3,
        help_text=_("For example who must not learn of the report, or how you can best be reached."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        council, channel = cleaned.get("council"), cleaned.get("channel")
        if council and channel == HERE and desk_of(council, on=day_in_wales(self.now)) is None:
            self.add_error(
                "channel",
                gettext(
                    "That council’s duty desk is not in Noddfa. Telephone it, or print the report and send it another "
                    "way, and choose that here."
                ),
            )
        if channel == HERE and cleaned.get("when") is not None:
            self.add_error("when", gettext("A report made here is made now. Leave this empty."))
        return cleaned

    def content(self) -> Report:
        """What is to be recorded. The form must be valid."""
        said = self.cleaned_data
        return Report(
            council=said["council"],
            area_basis=said["area_basis"],
            channel=said["channel"],
            desk="",
            spoken_to=said["spoken_to"] or "",
            sent_how=said["sent_how"] or "",
            talked=said["talked"],
            talked_to=said["talked_to"] or "",
            more=said["more"],
        )


class ConfirmForm(OnceForm):
    """A report made by telephone is put in writing."""

    sent = forms.ChooseField(label=_("How do you confirm it?"), choices=SENT)
    when = forms.WhenField(
        label=_("When was it sent?"),
        required=False,
        not_future=True,
        help_text=_("Leave this empty if it is sent now."),
    )
    more = forms.TextAreaField(
        label=_("Anything to add to what you said by telephone?"), required=False, rows=4
    )

    def __init__(self, *args: Any, at_a_desk: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not at_a_desk:
            self.fields["sent"].choices = [pair for pair in SENT if pair[0] != HERE]  # type: ignore[attr-defined]

    def content(self, report: uuid.UUID) -> WrittenConfirmation:
        """What is to be recorded. The form must be valid."""
        return WrittenConfirmation(
            report=str(report), sent=self.cleaned_data["sent"], more=self.cleaned_data["more"]
        )


def moment_of(when: forms.When | None) -> tuple[dt.datetime | None, str]:
    """When something happened and how finely that is known; now when nothing was said."""
    return (when.moment, when.precision) if when else (None, "minute")
