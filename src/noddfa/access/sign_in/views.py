"""What of allauth's pages leads elsewhere than it should."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.http import HttpResponse

from noddfa.access.guard import guard


class ReauthenticateByKey(ReauthenticateWebAuthnView):
    """Once more, by a key. When it is not accepted the page is shown again: allauth leads to the first page, and what
    one was about to do is lost."""

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response({**self.get_context_data(), "form": form})


reauthenticate_by_key = guard("signed_in")(ReauthenticateByKey.as_view())
