"""The secrets of authenticator apps and recovery codes: sealed by the user's own key, and opened for that user alone.

allauth keeps them in the rows of its `Authenticator` and asks our adapter (accounts.py) to seal and open them, without
saying whose they are. So each is told its owner as its row is read (`tell_owner`): one that was moved into another
user's row does not open there.

Exception: SecretDamaged, a sealed secret does not open.
"""

from __future__ import annotations

import base64
import uuid
from typing import Any

from django.conf import settings

from noddfa.access.models import SignInKey
from noddfa.envelope import DataKey, KeyRing, KeyUnknown, SealBroken

FIELDS = ("secret", "seed")  # of an authenticator app; of recovery codes
_MARK = "sealed:"
_WHOLE: dict[str, dict[str, type]] = {
    "totp": {"secret": str},
    "recovery_codes": {"seed": str, "used_mask": int},
}


class SecretDamaged(Exception):
    """A secret was altered, moved to another user, stored in plain, or its key is gone."""

    # A template that asks for what hangs on it draws nothing there, and goes on to offer a new one.
    silent_variable_failure = True


class Stored(str):
    """A sealed secret that knows in whose row it stands."""

    owner: uuid.UUID

    @classmethod
    def of(cls, text: str, owner: uuid.UUID) -> Stored:
        stored = cls(text)
        stored.owner = owner
        return stored


def tell_owner(instance: Any, **_signal: Any) -> None:
    """Mark the secrets of an `Authenticator` that was just made or read with its user.

    Where something is missing of them or of another sort, what was read is passed over for a secret that does not open.
    """
    data, owner = instance.__dict__.get("data"), instance.__dict__.get("user_id")
    wanted = _WHOLE.get(instance.__dict__.get("type", ""))
    if wanted is None or owner is None:
        return
    whole = isinstance(data, dict) and all(isinstance(data.get(name), sort) for name, sort in wanted.items())
    if not isinstance(data, dict) or not whole:
        data = instance.data = {name: sort() for name, sort in wanted.items()}
    data.update({name: Stored.of(data[name], owner) for name in FIELDS if name in wanted})


def seal(plain: str, owner: uuid.UUID) -> str:
    """A secret as it is stored, for one user."""
    context = _context(owner)
    fresh, wrapped = _ring().new_data_key(context)
    row, made = SignInKey.objects.get_or_create(user_id=owner, defaults={"wrapped_key": wrapped})
    key = fresh if made else _ring().unwrap(row.wrapped_key, context)
    return _MARK + base64.b64encode(key.seal(plain.encode(), f"second factor:{owner}")).decode()


def opened(stored: str) -> str:
    """What a sealed secret says. Raises SecretDamaged."""
    if not isinstance(stored, Stored) or not stored.startswith(_MARK):
        raise SecretDamaged("it is not sealed")
    try:
        sealed = base64.b64decode(stored.removeprefix(_MARK), validate=True)
        return _key_of(stored.owner).open(sealed, f"second factor:{stored.owner}").decode()
    except (ValueError, KeyUnknown, SealBroken, SignInKey.DoesNotExist) as problem:
        raise SecretDamaged("it does not open") from problem


def is_sealed(text: object) -> bool:
    """Whether this looks like what `seal` made."""
    return isinstance(text, str) and text.startswith(_MARK)


def _key_of(owner: uuid.UUID) -> DataKey:
    return _ring().unwrap(SignInKey.objects.get(user_id=owner).wrapped_key, _context(owner))


def _context(owner: uuid.UUID) -> str:
    # As every table of wrapped keys has it, so that turning the master key over finds this one too.
    return f"{SignInKey._meta.model_name}:{owner}"


def _ring() -> KeyRing:
    ring: KeyRing = settings.NODDFA_KEY_RING()
    return ring
