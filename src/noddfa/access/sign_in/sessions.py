"""Sessions, sealed. A thief of the database finds neither what is in one (a secret being set up, who signed in) nor a
cookie to come back with: a row is named by the keyed fingerprint of its cookie."""

from __future__ import annotations

import base64
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.utils import timezone

from noddfa.envelope import KeyRing, KeyUnknown, SealBroken


def row_of(cookie: str | None) -> str:
    """The name under which the session of a cookie is stored."""
    return _ring().blind("session", cookie or "")


class SessionStore(db.SessionStore):
    """Django's sessions in the database, each sealed by a key of its own for as long as it stays unchanged.

    One that does not open (after `rotate-keys --drop-old`, say) is an empty one: its user signs in again.
    """

    def encode(self, session_dict: dict[str, Any]) -> str:
        row = row_of(self.session_key)
        key, wrapped = _ring().new_data_key(f"session:{row}")
        sealed = key.seal(super().encode(session_dict).encode(), f"session:{row}")
        return f"{wrapped} {base64.b64encode(sealed).decode()}"

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        row = row_of(self.session_key)
        wrapped, _space, body = str(session_data).partition(" ")
        try:
            key = _ring().unwrap(wrapped, f"session:{row}")
            plain = key.open(base64.b64decode(body), f"session:{row}").decode()
        except (KeyUnknown, SealBroken, ValueError):
            return {}
        return super().decode(plain)

    # ---- the cookie itself stands nowhere ----

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        found = self.model.objects.filter(
            session_key=row_of(self.session_key), expire_date__gt=timezone.now()
        )
        row = found.first()
        if row is None:
            self._session_key = None
        return row

    def exists(self, session_key: str) -> bool:
        return bool(self.model.objects.filter(session_key=row_of(session_key)).exists())

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        row = super().create_model_instance(data)
        row.session_key = row_of(self.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        cookie = session_key or self.session_key
        if cookie is not None:
            self.model.objects.filter(session_key=row_of(cookie)).delete()


def _ring() -> KeyRing:
    ring: KeyRing = settings.NODDFA_KEY_RING()
    return ring
