"""The gallery of components.

Its guard is put on where its address is (web/urls.py): this room stands below access.
"""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from noddfa.design import gallery as shown
from noddfa.design.forms import typed


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component and field on one page, for looking at and for tests; only in a demonstration or in DEBUG."""
    if not (getattr(settings, "DEMO", False) or settings.DEBUG):
        raise Http404
    form = typed(shown.GalleryForm, request, initial=shown.INITIAL)
    accepted = form.cleaned_data if form.is_valid() else None
    context = {"form": form, "accepted": accepted, "switch_form": "page-form", **shown.specimens(request)}
    return render(
        request, "design/gallery.html", context, status=422 if form.is_bound and form.errors else 200
    )
