"""How allauth and axes are told our ways: nobody signs themselves up; lock-outs go by name and address together."""

from __future__ import annotations

import ipaddress
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.utils import user_pk_to_url_str
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from noddfa.access.models import User
from noddfa.access.sign_in import secrets
from noddfa.access.sign_in.letters import mail_letter

TOO_MANY_TRIES = _("Too many tries. Wait five minutes, then try again.")  # settings: ACCOUNT_RATE_LIMITS


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by a body's administrator, never by signing up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "rate_limited": TOO_MANY_TRIES,
        "too_many_login_attempts": TOO_MANY_TRIES,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave the counting of wrong passwords to axes, which goes by name and address together.

        allauth's own count goes by name alone, so that anybody could keep a worker out from elsewhere.
        """

    def reauthenticate(self, user: User, password: str) -> bool:
        """Whether this is the password of the one signed in. allauth looks for an address in a table we do not use."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether to ask for the password once more: not of somebody who signed in within the last five minutes.

        Whom the guard sends to set up a second factor has given it a moment ago.
        """
        request = context.request
        given = [
            record["at"] for record in get_authentication_records(request, request.user) if "at" in record
        ]
        just_now = bool(given) and time.time() - given[-1] < app_settings.REAUTHENTICATION_TIMEOUT
        return not just_now and super().is_reauthentication_required(app=app, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the page, by the worker."""
        mail_letter.enqueue(template_prefix, email, get_language() or "en")

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """To the user's own address and in their language. allauth looks for the address in a table we do not use."""
        mail_letter.enqueue(template_prefix, user.email, user.language)

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)


class MFAAdapter(DefaultMFAAdapter):
    """Seals the secrets of second factors. Names the user in authenticator apps by e-mail address alone."""

    def encrypt(self, text: str) -> str:
        """A secret of whoever is signed in: nobody sets up a second factor for another."""
        return secrets.seal(text, context.request.user.pk)

    def decrypt(self, encrypted_text: str) -> str:
        """Raises SecretDamaged."""
        return secrets.opened(encrypted_text)

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        # allauth finds whose passkey it is by reading this id back
        handle = user_pk_to_url_str(user).encode()
        return {"id": handle, "name": user.email, "display_name": user.email}


def axes_username(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """The name a sign-in was tried with: allauth's form calls it `login`, its backend `email`."""
    for source in (credentials or {}, request.POST if request is not None else {}):
        for field in ("email", "login", "username"):
            if source.get(field):
                return str(source[field]).strip().lower()
    return ""


def client_address(request: HttpRequest) -> str:
    """Where a request comes from.

    Behind a web server on this machine every connection comes from loopback; that server adds the real address as
    the last of X-Forwarded-For. From anywhere else the header is not believed.
    """
    peer = str(request.META.get("REMOTE_ADDR") or "")
    if not is_loopback(peer):
        return peer
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        return str(ipaddress.ip_address(told))
    except ValueError:  # no such header, or not an address
        return peer


def is_loopback(address: str) -> bool:
    """Whether an address is this machine's own. gunicorn gives none for a Unix socket: that is this machine as well."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == ""
