"""How allauth and axes are told our ways: nobody signs themselves up; lock-outs go by name and address together."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from noddfa.access.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by a body's administrator, never by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class MFAAdapter(DefaultMFAAdapter):
    """Names the user in authenticator apps by e-mail address alone."""

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        return {"id": user.pk.bytes, "name": user.email, "display_name": user.email}


def axes_username(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """The name a sign-in was tried with: allauth's form calls it `login`, its backend `email`."""
    for source in (credentials or {}, request.POST if request is not None else {}):
        for field in ("email", "login", "username"):
            if source.get(field):
                return str(source[field]).strip().lower()
    return ""
