"""The forms that take a code: each code once, and a word about a secret that is damaged. Keys: passkeys.py."""

from __future__ import annotations

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from noddfa.access.sign_in.secrets import SecretDamaged, opened

LAST_STEP = "last_step"


class AsksForACode(forms.BaseAuthenticateForm):
    """Instead of allauth's own check, which ends in an error page at a damaged secret and counts used codes in each
    process apart: one that was read over a shoulder would be good a second time at another."""

    def clean_code(self) -> str:
        tried_in_time = check_rate_limit(self.user)
        code: str = self.cleaned_data["code"]
        damaged = False
        known = Authenticator.objects.filter(user=self.user).exclude(type=Authenticator.Type.WEBAUTHN)
        for one in known.order_by("-type"):  # the app first
            try:
                right = (
                    _spend(one, code)
                    if one.type == Authenticator.Type.TOTP
                    else one.wrap().validate_code(code)
                )
            except SecretDamaged:
                damaged = True
                continue
            if right:
                one.user = self.user
                self.authenticator = one
                tried_in_time()
                return code
        for one in known.order_by("-type")[:1]:
            self._emit_authentication_failed(one)
        if damaged:
            raise ValidationError(
                _(
                    "We cannot check this code: what we keep for your authenticator app or your recovery codes is "
                    "damaged. Sign in another way, or ask the administrator of your body to take your second step off."
                ),
                code="secret_damaged",
            )
        raise get_adapter().validation_error("incorrect_code")


@transaction.atomic
def _spend(app: Authenticator, code: str) -> bool:
    """Whether an authenticator app shows this code now and it was not used yet; then it is used.

    RFC 6238, 5.2: no code is taken twice. Noted in the row, so that it holds for all processes. Raises SecretDamaged.
    """
    row = Authenticator.objects.select_for_update().get(pk=app.pk)
    try:
        steps = [
            step
            for step in totp.yield_hotp_counters_from_time()
            if _shown(opened(row.data["secret"]), step, code)
        ]
    except (KeyError, ValueError) as problem:  # not what an app is set up with
        raise SecretDamaged("it is no secret of an app") from problem
    fresh = [step for step in steps if step > row.data.get(LAST_STEP, 0)]
    if fresh:
        row.data[LAST_STEP] = fresh[0]
        row.save(update_fields=["data"])
    return bool(fresh)


def _shown(secret: str, step: int, code: str) -> bool:
    return totp.compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, step)))


class AuthenticateForm(AsksForACode, forms.AuthenticateForm):
    """The second step of signing in."""


class ReauthenticateForm(AsksForACode, forms.ReauthenticateForm):
    """Once more, before something that matters."""
