"""Public figures, and the room where they are prepared and signed."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.access.rules import may
from noddfa.chronicle.keeping import keeps_drafts
from noddfa.design import forms
from noddfa.design.language import lang
from noddfa.measure import selectors as measure
from noddfa.publish.models import Release
from noddfa.publish.releases import commands, content, ods, reading, spreadsheet
from noddfa.publish.releases.forms import PrepareForm, WithdrawForm

PUBLIC_SECONDS = 300
PAGE = 20


@guard("anyone")
def figures(request: HttpRequest) -> HttpResponse:
    """What has been published, newest first."""
    found = [
        (release, content.read(release.content), reading.state(release, now=timezone.now()))
        for release in reading.open_releases(now=timezone.now())
    ]
    return _public(render(request, "publish/figures.html", {"releases": found}), request)


@guard("anyone")
def release_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One release, for everybody."""
    release = get_object_or_404(reading.open_releases(now=timezone.now()), slug=slug)
    return _public(render(request, "publish/release.html", _release_context(release)), request)


@guard("anyone")
def release_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The count table of a release as a file."""
    return _file(request, slug, "cases", lambda said: said.table.to_csv(lang()))


@guard("anyone")
def estimates_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The estimates of a release as a file."""
    return _file(request, slug, "estimates", lambda said: said.figures_csv(lang()))


@guard("anyone")
def release_ods(request: HttpRequest, slug: str) -> HttpResponse:
    """All of a release as a spreadsheet: what is said, the estimates, the cases."""
    release = _readable(slug)
    name = f"noddfa-{release.slug}-{lang()}.ods"
    return _download(request, spreadsheet.of(release, lang()), ods.MEDIA_TYPE, name)


@guard("publish.prepare")
def desk(request: ActingRequest) -> HttpResponse:
    """Releases being prepared, signed, open, withdrawn."""
    page = Paginator(Release.objects.all(), PAGE).get_page(request.GET.get("page"))
    table = reading.listing(page, now=timezone.now()) if page.paginator.count else None
    return render(request, "publish/desk.html", {"table": table, "page": page})


@guard("publish.prepare")
def prepare(request: ActingRequest) -> HttpResponse:
    """Choose a finished estimate."""
    page = Paginator(measure.finished(request.actor), PAGE).get_page(request.GET.get("page"))
    table = reading.choices(page, lang()) if page.paginator.count else None
    return render(request, "publish/prepare.html", {"table": table, "page": page})


@guard("publish.prepare", log=True)
def prepare_from(request: ActingRequest, run: uuid.UUID) -> HttpResponse:
    """Choose which of a finished estimate's figures go out, and the day."""
    chosen = get_object_or_404(measure.finished(request.actor), pk=run)
    answer = measure.answer(chosen)
    form = forms.typed(PrepareForm, request, found=answer.found)
    if form.is_valid():
        try:
            release = commands.prepare(
                answer,
                form.cleaned_data["methods"],
                opens_on=form.cleaned_data["opens"],
                by=request.actor,
                now=timezone.now(),
            )
        except content.NotSafe:
            form.add_error(
                None, _("A hidden figure could be worked out from the others. Nothing was prepared.")
            )
        else:
            return redirect("publish:check", release.pk)
    context = {
        "form": form,
        "switch_form": "page-form",
        "title": answer.title[lang()],
        "statement": answer.found.bearing.statement(lang()),
    }
    return render(
        request, "publish/prepare_from.html", context, status=422 if form.is_bound and form.errors else 200
    )


@guard("publish.prepare", log=True)
def check(request: ActingRequest, release: uuid.UUID) -> HttpResponse:
    """A release as the public will read it, with who has signed and what may be done."""
    found = get_object_or_404(
        Release.objects.select_related("prepared_by", "first_signed_by", "second_signed_by"), pk=release
    )
    signs = (
        may(request.actor, "publish.sign")
        and not found.withdrawn
        and not found.second_signed
        and found.first_signed_by_id != request.actor.user_id
    )
    context = _release_context(found) | {"may_sign": signs, "state": reading.state(found, now=timezone.now())}
    return render(request, "publish/check.html", context)


@guard("publish.sign", log=True)
@require_POST
def sign(request: ActingRequest, release: uuid.UUID) -> HttpResponse:
    """Put one's name to a release."""
    try:
        commands.sign(get_object_or_404(Release, pk=release), by=request.actor, now=timezone.now())
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, _("You have signed the release."))
    return redirect("publish:check", release)


@guard("publish.sign", log=True)
@keeps_drafts("publish:withdraw", gettext_lazy("Withdraw a release"))
def withdraw(request: ActingRequest, release: uuid.UUID) -> HttpResponse:
    """Take a release back, saying why."""
    found = get_object_or_404(Release, pk=release, withdrawn=None)
    form = forms.typed(WithdrawForm, request)
    if form.is_valid():
        commands.withdraw(found, **form.cleaned_data, by=request.actor, now=timezone.now())
        messages.success(request, _("The release was withdrawn. Its page shows your reason."))
        return redirect("publish:check", release)
    context = {"form": form, "release": found, "switch_form": "page-form"}
    return render(
        request, "publish/withdraw.html", context, status=422 if form.is_bound and form.errors else 200
    )


def _readable(slug: str) -> Release:
    """An open release that was not withdrawn, or 404."""
    return get_object_or_404(reading.open_releases(now=timezone.now()).filter(withdrawn=None), slug=slug)


def _file(
    request: HttpRequest, slug: str, what: str, write: Callable[[content.Content], str]
) -> HttpResponse:
    """A part of an open release as a CSV file that spreadsheets read as UTF-8."""
    release = _readable(slug)
    text = "\ufeff" + write(content.read(release.content))
    name = f"noddfa-{release.slug}-{what}-{lang()}.csv"
    return _download(request, text.encode(), "text/csv; charset=utf-8", name)


def _download(request: HttpRequest, data: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return _public(answer, request)


def _release_context(release: Release) -> dict[str, object]:
    said = content.read(release.content)
    language = lang()
    return {
        "release": release,
        "said": said,
        "title": said.title[language],
        "statement": said.statement[language],
        "reasons": said.reasons[language],
        "warnings": said.warnings[language],
        "lists": said.lists[language],
        "figures": [(one.method[language], one.text[language]) for one in said.figures],
        "left_out": [names[language] for names in said.left_out],
        "table": reading.as_table(said.table, language),
        "notes": said.table.notes(language),
        "why_withdrawn": release.withdrawn_because_cy if language == "cy" else release.withdrawn_because_en,
    }


def _public(answer: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Let caches keep a public page for a few minutes, unless its frame shows who is signed in."""
    if not request.user.is_authenticated:
        patch_cache_control(answer, public=True, max_age=PUBLIC_SECONDS)
    return answer
