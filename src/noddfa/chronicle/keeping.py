"""Short forms that keep what is typed in them: one line above the view, nothing in the view or its template.

    @guard("case.vary_limit", record="record")
    @keeps_drafts("protect:vary", _("Vary a limit"))
    def vary(request, record, step): ...

The form a view gets from `forms.typed` is then as it was left, and `{% form %}` saves it as it is typed, so that it is
kept when the session ends. A form that is sent and answered by going on to another page is done: its draft is dropped.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.urls import reverse

from noddfa.access.actor import ActingRequest
from noddfa.chronicle import drafts
from noddfa.chronicle.registry import DraftForm, add_draft_form
from noddfa.design import forms
from noddfa.design.dates import show_moment

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

View = Callable[..., HttpResponse]


def keeps_drafts(route: str, label: StrPromise | str) -> Callable[[View], View]:
    """Keep drafts of the form of a view. route: its URL name; label: what the form is called among one's drafts.

    Stands under the guard. The first argument of the route, if it has any, is the record the form is about.
    """
    add_draft_form(
        DraftForm(route, label, lambda place: reverse(route, args=place.split(":") if place else []))
    )

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def keeping(request: ActingRequest, **where: Any) -> HttpResponse:
            place = drafts.Place(request.actor.user_id, route, ":".join(map(str, where.values())))
            left = drafts.load(place) if request.method != "POST" else None
            forms.keep(
                request,
                forms.Kept(
                    place.token(), left.data if left else None, show_moment(left.saved) if left else ""
                ),
            )
            answer = view(request, **where)
            if request.method == "POST" and answer.status_code == 302:
                drafts.drop(place)
            return answer

        return keeping

    return decorate
