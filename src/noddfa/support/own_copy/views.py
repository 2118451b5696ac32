"""Choosing the language of the person's own copy, and the copy itself."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from noddfa.access.actor import ActingRequest
from noddfa.access.guard import guard
from noddfa.design import forms
from noddfa.support.needs import words
from noddfa.support.needs.pages import needs_page
from noddfa.support.own_copy.content import own_copy, plain_label

LANGUAGES = (("cy", "Cymraeg"), ("en", "English"))


class CopyForm(forms.NoddfaForm):
    """In which language, and without what."""

    language = forms.ChooseField(
        label=_("In which language does the person want it?"), choices=LANGUAGES, inline=True
    )
    without = forms.ChooseManyField(
        label=_("What is to be left out?"),
        help_text=_("Ask the person what they do not want on their telephone or on paper."),
        choices=(),
        required=False,
    )


@guard("case.record", record="record")
def prepare(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """Before the copy is shown or printed: its language, and what the person does not want in it.

    Nothing is changed by it, so it is asked by GET and the answers stand in the address of the copy.
    """
    page = needs_page(request, record)
    if page.content is None:
        raise Http404
    form = CopyForm(initial={"language": page.content.language})
    said = [need.heading for need in page.content.needs]
    form.fields["without"].choices = [(code, plain_label(code)) for code in said]  # type: ignore[attr-defined]
    return render(request, "support/prepare_copy.html", {**page.frame, "copy_form": form})


@guard("case.record", record="record")
def copy(request: ActingRequest, record: uuid.UUID) -> HttpResponse:
    """The copy, in the language the person chose, whatever the language of whoever shows it to them."""
    chosen = request.GET.get("language", "")
    language = chosen if chosen in dict(LANGUAGES) else (translation.get_language() or "en")[:2]
    page = needs_page(request, record)
    if page.content is None or page.standing is None:
        raise Http404
    without = [code for code in request.GET.getlist("without") if code in words.heading_codes()]
    back = reverse("support:needs", args=[record])
    with translation.override(language):
        context = {
            "copy": own_copy(page.standing.version, page.content, without=without),
            "copy_languages": [
                (code, name, f"?{_query(code, without)}", code == language) for code, name in LANGUAGES
            ],
            "back": back,
        }
        response = render(request, "support/own_copy.html", context)
    response["Content-Language"] = language
    return response


def _query(language: str, without: list[str]) -> str:
    query = QueryDict(mutable=True)
    query["language"] = language
    query.setlist("without", without)
    return query.urlencode()
