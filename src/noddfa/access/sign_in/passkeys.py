"""Security keys and passkeys: those whose row cannot be read do no harm, whatever a browser sends is judged and never
raises, and the forms speak to their reader in both languages.

fido2 raises a dozen sorts of errors at what it cannot read, so this is one of the few places that catch them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms
from allauth.mfa.webauthn.internal.auth import WebAuthn, parse_registration_response
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError
from django.forms import Form, HiddenInput, JSONField
from django.utils.translation import gettext as _

from noddfa.design.forms import TextField

LONGEST_NAME = 60


# ---- what is kept ----


class NoCredential:
    """Stands for the credential of a damaged key: allauth passes it over, and it is nobody's."""

    credential_id = None

    def __bool__(self) -> bool:
        return False


class Key(WebAuthn):
    """A key as it is kept, or what is left of it."""

    @property
    def name(self) -> str:
        name = self._data.get("name")
        return name if isinstance(name, str) and name.strip() else _("A key without a name")

    @name.setter
    def name(self, name: str) -> None:
        self.instance.data = {**self._data, "name": name}

    @property
    def damaged(self) -> bool:
        """Whether it can sign nobody in, because what we keep for it cannot be read."""
        return self._kept is None

    @property
    def authenticator_data(self) -> Any:
        return self._kept or SimpleNamespace(credential_data=NoCredential())

    @property
    def is_passwordless(self) -> bool | None:
        try:
            return super().is_passwordless
        except AttributeError:  # what it said of itself is no dict
            return None

    @property
    def _data(self) -> dict[str, Any]:
        return self.instance.data if isinstance(self.instance.data, dict) else {}

    @cached_property
    def _kept(self) -> Any:
        try:
            kept = parse_registration_response(self._data["credential"]).response.attestation_object.auth_data
            kept.credential_data.public_key.verify(b"", b"")
        except InvalidSignature:  # as it should be: the key can be used, and this was no signature of its own
            return kept
        except Exception:
            return None
        return None


def tell_how_to_wrap(instance: Any, **_signal: Any) -> None:
    """Have allauth see an `Authenticator` that is a key, just made or read, as a Key of ours."""
    if instance.__dict__.get("type") == Authenticator.Type.WEBAUTHN:
        instance.wrap = lambda: Key(instance)


def damaged_keys(user: Any) -> int:
    """How many of a user's keys cannot be used."""
    keys = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.WEBAUTHN)
    return sum(key.wrap().damaged for key in keys)


# ---- what a browser sends ----


@contextmanager
def refused(message: str) -> Iterator[None]:
    """Whatever goes wrong in this block, this is what the reader is told; that they tried too often, as it is."""
    try:
        yield
    except ValidationError as problem:
        if getattr(problem, "code", None) == "too_many_login_attempts":
            raise
        raise ValidationError(message, code="key_refused") from problem
    except Exception as problem:
        raise ValidationError(message, code="key_refused") from problem


class Answer(JSONField):
    """What a key answered, as the browser sends it. said: what is wrong when it makes no sense."""

    widget = HiddenInput

    def __init__(self, said: str) -> None:
        super().__init__(error_messages=dict.fromkeys(("required", "invalid"), said))

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (RecursionError, ValueError) as problem:  # too deep; a number of thousands of figures
            raise ValidationError(self.error_messages["invalid"], code="invalid") from problem

    def bound_data(self, data: Any, initial: Any) -> None:
        """It is good for one time, and is not drawn again."""


class AnswersByKey(forms.AuthenticateWebAuthnForm):
    """A key answers instead of a code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = Answer(self.said)

    @property
    def said(self) -> str:
        """What is said when it is not accepted."""
        return _("This key was not accepted. Try again, or use another way.")

    @property
    def damaged(self) -> int:
        """How many of the user's keys cannot be used, for the page to say so."""
        return damaged_keys(self.user)

    def clean_credential(self) -> Authenticator:
        with refused(self.said):
            key: Authenticator = super().clean_credential()
        return key


class AuthenticateKeyForm(AnswersByKey):
    """The second step of signing in."""


class ReauthenticateKeyForm(AnswersByKey, forms.ReauthenticateWebAuthnForm):
    """Once more, before something that matters."""


class PasskeyForm(AnswersByKey, forms.LoginWebAuthnForm):
    """Signing in without a password."""

    @property
    def said(self) -> str:
        return _("This passkey was not accepted. Try again, or sign in with your password.")


# ---- names ----


class NamesAKey(Form):
    """The name of a key: with a label (allauth gives none, which shows as the English name of the field), cleaned."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = TextField(
            label=_("Name of the key"),
            help_text=_("By which you will know it, such as 'Work telephone'."),
            required=self.fields["name"].required,
            max_length=LONGEST_NAME,
        )


class AddKeyForm(NamesAKey, forms.AddWebAuthnForm):
    """A new key or passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.said = _("The key was not added: what it answered could not be checked. Try again.")
        self.fields["credential"] = Answer(self.said)
        alone = self.fields["passwordless"]
        alone.label = _("Sign in with this key alone, without a password")
        alone.help_text = _("A key that signs in alone asks for your fingerprint, your face or a PIN.")

    def clean(self) -> dict[str, Any]:
        with refused(self.said):
            cleaned: dict[str, Any] = super().clean() or {}
        return cleaned


class RenameKeyForm(NamesAKey, forms.EditWebAuthnForm):
    """Another name for a key."""
