"""Writing the needs record: the first time, at a review, or to put a version right.

A review starts from the last version. Before it is recorded its writer is shown what it changes, so nothing is copied
silently; and if somebody recorded something meanwhile, they are shown that first.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.chronicle import Entry, drafts, names
from noddfa.chronicle.asking import initial_from
from noddfa.chronicle.models import Event
from noddfa.design.dates import day_in_wales, show_day
from noddfa.support.needs import commands, showing, words
from noddfa.support.needs.changes import Change, compare, unchanged_headings
from noddfa.support.needs.current import known_at_tip, standing_for, tip
from noddfa.support.needs.form import (
    NeedsForm,
    digest_of,
    initial_for_review,
    needs_form,
    problems,
    sections_with_errors,
)
from noddfa.support.needs.keyed import CodedForm, KeyedBoundField
from noddfa.support.needs.kind import CORRECT, RECORD, Need, NeedsRecord
from noddfa.support.needs.pages import NeedsPage, as_of_version, writable


@dataclass(frozen=True)
class Writing:
    """What is being written: on which page, starting from what, kept as a draft where, recorded by what.

    base: the version it starts from and is compared with. corrects: the entry that is put right, if one is.
    """

    page: NeedsPage
    base: NeedsRecord | None
    place: drafts.Place
    corrects: Entry | None
    send: Callable[..., Any]

    @property
    def record(self) -> uuid.UUID:
        """The case."""
        return self.page.case.record.pk

    def content(self, form: NeedsForm) -> NeedsRecord:
        """The version the form makes."""
        if self.corrects is not None and self.base is not None:
            own = self.base
            return form.content_of(occasion=own.occasion, follows=own.follows, issue=own.issue)
        sent = Event.objects.filter(pk=form.cleaned_data["event_id"], record=self.record, kind=RECORD).first()
        if sent is not None:  # the form was sent before: it says what it said then
            facts = sent.facts
            return form.content_of(
                occasion=facts["occasion"], follows=facts.get("follows", ""), issue=facts["issue"]
            )
        last = self.page.standing
        if last is None:
            return form.content_of(occasion=words.FIRST, follows="")
        return form.content_of(occasion=words.REVIEW, follows=str(last.version.fact.event))


@dataclass(frozen=True)
class FormSection:
    """A heading or a purpose in the form: its small form, and what helps to fill it in."""

    code: str
    label: str
    help: str
    prompts: tuple[str, ...]
    form: CodedForm
    status: showing.Status
    last_time: str
    open: bool


@guard("case.record", record="record")
def edit(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """Begin the needs record, or review it."""
    page = writable(request, record)
    return _write(
        request,
        Writing(
            page=page,
            base=page.content,
            place=drafts.Place(request.actor.user_id, RECORD, str(record)),
            corrects=None,
            send=commands.record_needs,
        ),
        lambda at: initial_for_review(page.content, tip=at, now=page.case.now),
    )


@guard("case.record", record="record")
def correct(request: ActingRequest, record: uuid.UUID, event: uuid.UUID) -> HttpResponse:
    """Put a version right: not what is needed has changed, but what was written was wrong."""
    page = writable(request, record)
    entry = as_of_version(page, event).version
    content = entry.content
    if not isinstance(content, NeedsRecord):
        raise Http404
    start = initial_from(
        content,
        happened=entry.fact.happened,
        precision=entry.fact.precision,
        visibility=entry.fact.visibility,
    )
    return _write(
        request,
        Writing(
            page=page,
            base=content,
            place=drafts.Place(request.actor.user_id, CORRECT, f"{record}:{event}"),
            corrects=entry,
            send=lambda record, content, **said: commands.correct_needs(record, event, content, **said),
        ),
        lambda at: {**start, "rests_on": at},
    )


def _write(request: ActingRequest, writing: Writing, start: Callable[[int], dict[str, Any]]) -> HttpResponse:
    """The form; what it changes, to be checked; and when that was checked, the record."""
    now = writing.page.case.now
    now_at = tip(writing.record)
    form_class = needs_form(writing.page.case.record, now=now, base=writing.base)
    form, draft = drafts.typed(form_class, request, writing.place, now=now, initial=start(now_at))
    stale = (request.method == "POST" or draft is not None) and form.tip != now_at
    checking: list[Change] | None = None
    unchanged = 0
    meanwhile = _meanwhile(writing, form.tip) if stale else []
    if form.is_valid():
        content, when = writing.content(form), form.cleaned_data["happened"]
        digest = digest_of(content, when.moment)
        if writing.base is None or stale or form.cleaned_data["checked"] == digest:
            try:
                writing.send(
                    writing.record,
                    content,
                    rests_on=form.tip,
                    by=request.actor,
                    now=now,
                    happened=when.moment,
                    precision=when.precision,
                    event_id=form.cleaned_data["event_id"],
                )
            except ValidationError as problem:
                form.add_error(getattr(problem, "field", None), problem)
            else:
                drafts.drop(writing.place)
                messages.success(request, _said(writing))
                return redirect("support:needs", writing.record)
        else:
            with names.known_for([writing.base, content]):
                checking = compare(writing.base, content, whole=writing.corrects is not None)
            unchanged = len(unchanged_headings(writing.base, content))
            form.show_for_checking(digest)
    if stale and form.is_bound:
        form.rest_again(now_at)
    context = {
        **_form_context(request, writing, form),
        **drafts.shown(draft, writing.place),
        "checking": checking,
        "unchanged": unchanged,
        "meanwhile": meanwhile,
        "stale": stale,
    }
    with names.known_for([writing.base]):
        status = 422 if form.is_bound and form.errors else 200
        return render(request, "support/edit.html", context, status=status)


def _said(writing: Writing) -> str:
    if writing.corrects is not None:
        return _("The version was corrected. What it said before stays on record.")
    if writing.base is None:
        return _("The needs record was begun.")
    return _("The review was recorded. The version before it stays to be read.")


def _meanwhile(writing: Writing, rested_on: int) -> list[Change]:
    """What others recorded since the form was opened: what stood then against what stands now."""
    now = writing.page.content
    if now is None:
        return []
    case = writing.page.case
    then_at = known_at_tip(writing.record, rested_on)
    then = standing_for(case.record, case.reader, known_at=then_at) if then_at else None
    with names.known_for([now, then.content if then else None]):
        return compare(then.content if then else None, now, whole=True)


def _form_context(request: ActingRequest, writing: Writing, form: NeedsForm) -> dict[str, Any]:
    open_code = request.GET.get("open", "")
    base, record = writing.base, writing.record
    bad = form.is_bound and bool(form.errors)
    return {
        **writing.page.frame,
        "form": form,
        "problems": problems(form) if bad else [],
        "headings": _sections(
            form, "needs", showing.heading_sections(None, today=_today(writing)), base, open_code
        ),
        "purposes": _sections(form, "consents", showing.purpose_sections(None), base, open_code),
        "said": _talked_about(form),
        "total": len(form["needs"].by_code),  # type: ignore[attr-defined]
        "base_day": show_day(writing.page.standing.version.fact.happened)
        if writing.page.standing and base is not None
        else "",
        "correcting": writing.corrects is not None,
        "first": base is None,
        "review_proposed": True,
        "withdraw_url": reverse("chronicle:withdraw", args=[record, writing.corrects.fact.event])
        if writing.corrects
        else "",
        "back": reverse("support:needs", args=[record]),
        "switch_form": "page-form",
    }


def _today(writing: Writing) -> Any:
    return day_in_wales(writing.page.case.now)


def _sections(
    form: NeedsForm, name: str, texts: list[showing.Section], base: NeedsRecord | None, open_code: str
) -> list[FormSection]:
    bound = form[name]
    if not isinstance(bound, KeyedBoundField):
        raise TypeError(f"{name} is no keyed field")
    by_code = {text.code: text for text in texts}
    wrong = sections_with_errors(form, name)
    last = {need.heading: need for need in (base.needs if base else ())} if name == "needs" else {}
    first = next(iter(bound.by_code))
    found = []
    for code, small in bound.by_code.items():
        text = by_code.get(code)
        label = words.heading_label(code) if name == "needs" else words.purpose_label(code)
        value = str(small["urgency" if name == "needs" else "status"].value() or "")
        begins = name == "needs" and code == first and base is None and not form.is_bound
        found.append(
            FormSection(
                code=code,
                label=label,
                help=text.help if text else "",
                prompts=text.prompts if text else (),
                form=small,
                status=showing.urgency_status(value) if name == "needs" else showing.consent_status(value),
                last_time=_last_time(last.get(code)),
                open=code in wrong or code == open_code or begins,
            )
        )
    return found


def _last_time(need: Need | None) -> str:
    """What became of a need that ended before this review, since it is not copied into the form."""
    if need is None or need.urgency not in words.NEEDED or need.state == words.OPEN:
        return ""
    state = dict(words.STATES).get(need.state, need.state)
    return _("Last time: %(need)s – %(state)s") % {"need": need.need, "state": state}


def _talked_about(form: NeedsForm) -> int:
    bound = form["needs"]
    small_forms = bound.by_code.values() if isinstance(bound, KeyedBoundField) else ()
    return sum(str(small["urgency"].value() or words.NOT_YET) != words.NOT_YET for small in small_forms)
