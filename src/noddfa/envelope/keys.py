"""The key ring (master keys and the index key) and the data keys it wraps.

Exceptions:
    EnvelopeProblem
    ├── KeyFileProblem   the key file cannot be read or is not what it should be
    ├── KeyUnknown       the master key that wrapped this is not on the ring
    └── SealBroken       the bytes were altered, moved to another place, or sealed by another key
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from noddfa.envelope import files

_KEY_BYTES = 32
_NONCE_BYTES = 12
_SEAL_VERSION = b"\x01"
_FILE_HEADING = (
    "# Noddfa master keys. Whoever holds this file can read every record: keep it apart from backups."
)


class EnvelopeProblem(Exception):
    """Base of what can go wrong with keys and seals."""


class KeyFileProblem(EnvelopeProblem):
    """The key file is missing, unreadable, open to others, or damaged; the message says which line."""


class KeyUnknown(EnvelopeProblem):
    """A data key was wrapped by a master key that is not on this ring."""


class SealBroken(EnvelopeProblem):
    """Sealed bytes do not open here: altered, moved from their place, or sealed by another key."""


def _seal(key: bytes, plain: bytes, context: str) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return _SEAL_VERSION + nonce + AESGCM(key).encrypt(nonce, plain, context.encode())


def _open(key: bytes, sealed: bytes, context: str) -> bytes:
    if sealed[:1] != _SEAL_VERSION:
        raise SealBroken("unknown seal version")
    nonce, body = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, body, context.encode())
    except (InvalidTag, ValueError) as problem:
        raise SealBroken("the seal does not open in this place with this key") from problem


@dataclass(frozen=True)
class DataKey:
    """The key of one person or one case. Its text form never shows the key."""

    _key: bytes = field(repr=False)

    def seal(self, plain: bytes, context: str) -> bytes:
        """Seal bytes for one place: `context` names it, and only the same context opens them again."""
        return _seal(self._key, plain, context)

    def open(self, sealed: bytes | memoryview, context: str) -> bytes:
        """Open what `seal` made. Raises SealBroken."""
        return _open(self._key, bytes(sealed), context)


@dataclass(frozen=True)
class KeyRing:
    """Master keys, newest first, and the key of the blind indexes.

    Wrapped keys are text: `<master id>:<base64>`; the id says which master key opens them.
    """

    _masters: dict[str, bytes] = field(repr=False)
    _index: bytes = field(repr=False)

    # ---- making and reading ----

    @classmethod
    def new(cls) -> KeyRing:
        """A ring with one fresh master key and a fresh index key."""
        return cls({_new_id(): os.urandom(_KEY_BYTES)}, os.urandom(_KEY_BYTES))

    @classmethod
    def parse(cls, text: str) -> KeyRing:
        """Read the text of a key file: lines `master <id> <base64>` (newest first) and one `index <base64>`.

        Raises KeyFileProblem naming the line.
        """
        masters: dict[str, bytes] = {}
        index: bytes | None = None
        for number, raw in enumerate(text.splitlines(), start=1):
            match raw.split("#", 1)[0].split():
                case []:
                    continue
                case ["master", name, key]:
                    masters[_free_name(name, masters, number)] = _decoded(key, number)
                case ["index", key] if index is None:
                    index = _decoded(key, number)
                case ["index", _]:
                    raise KeyFileProblem(f"line {number} of the master keys is a second 'index' line")
                case _:
                    raise KeyFileProblem(
                        f"line {number} of the master keys is neither 'master <id> <key>' nor 'index <key>'"
                    )
        if not masters or index is None:
            raise KeyFileProblem("the master keys need at least one 'master' line and one 'index' line")
        return cls(masters, index)

    @classmethod
    def open(cls, path: Path) -> KeyRing:
        """Read a key file. Raises KeyFileProblem when it is missing, damaged, or readable by others."""
        try:
            mode = path.stat().st_mode
            text = path.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError) as problem:
            raise KeyFileProblem(f"the key file {path} cannot be read: {problem}") from problem
        if mode & 0o077:
            raise KeyFileProblem(f"the key file {path} is open to other users; run: chmod 600 {path}")
        return cls.parse(text)

    @classmethod
    def open_or_create(cls, path: Path) -> KeyRing:
        """Read the key file, or make one (mode 600) where there is none yet."""
        if not path.exists():
            files.put_new(path, cls.new().dump())
        return cls.open(path)

    def dump(self) -> str:
        """The text of the key file."""
        lines = [_FILE_HEADING]
        lines += [f"master {name} {base64.b64encode(key).decode()}" for name, key in self._masters.items()]
        lines += [f"index {base64.b64encode(self._index).decode()}", ""]
        return "\n".join(lines)

    def save(self, path: Path) -> None:
        """Write the key file whole or not at all (mode 600)."""
        files.replace(path, self.dump())

    # ---- turning keys over ----

    @property
    def current(self) -> str:
        """The id of the master key that wraps from now on."""
        return next(iter(self._masters))

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of all master keys, newest first."""
        return tuple(self._masters)

    def with_new_master(self) -> KeyRing:
        """A ring whose newest master key is fresh; older ones stay, to open what they wrapped."""
        return KeyRing({_new_id(): os.urandom(_KEY_BYTES), **self._masters}, self._index)

    def without(self, name: str) -> KeyRing:
        """A ring without one old master key. Raises KeyUnknown; refuses to drop the current one."""
        if name not in self._masters:
            raise KeyUnknown(name)
        if name == self.current:
            raise KeyFileProblem("the current master key cannot be dropped; make a new one first")
        return KeyRing({k: v for k, v in self._masters.items() if k != name}, self._index)

    # ---- data keys ----

    def new_data_key(self, context: str) -> tuple[DataKey, str]:
        """A fresh data key and its wrapped form for storage; `context` names its owner, e.g. 'person:…'."""
        key = os.urandom(_KEY_BYTES)
        return DataKey(key), self._wrap(key, context)

    def unwrap(self, wrapped: str, context: str) -> DataKey:
        """The data key behind its wrapped form. Raises KeyUnknown or SealBroken."""
        return DataKey(self._unwrap(wrapped, context))

    def rewrap(self, wrapped: str, context: str) -> str:
        """The same data key wrapped by the current master key."""
        if self.wrapped_by(wrapped) == self.current:
            return wrapped
        return self._wrap(self._unwrap(wrapped, context), context)

    @staticmethod
    def wrapped_by(wrapped: str) -> str:
        """The id of the master key that wrapped this."""
        return wrapped.partition(":")[0]

    def _wrap(self, key: bytes, context: str) -> str:
        sealed = _seal(self._masters[self.current], key, "key:" + context)
        return f"{self.current}:{base64.b64encode(sealed).decode()}"

    def _unwrap(self, wrapped: str, context: str) -> bytes:
        name, _, body = wrapped.partition(":")
        if name not in self._masters:
            raise KeyUnknown(f"master key {name!r} is not on the ring")
        return _open(self._masters[name], _unwritten(body), "key:" + context)

    # ---- finding without reading ----

    def blind(self, purpose: str, token: str) -> str:
        """A keyed fingerprint of a search token: equal tokens of one purpose give equal fingerprints.

        128 bits of HMAC-SHA-256, as 32 hexadecimal digits. Without the index key nobody can try words against it.
        """
        return hmac.new(self._index, f"{purpose}\x1f{token}".encode(), hashlib.sha256).hexdigest()[:32]


def _new_id() -> str:
    return "k" + secrets.token_hex(4)


def _free_name(name: str, taken: dict[str, bytes], line: int) -> str:
    if name in taken:
        raise KeyFileProblem(f"line {line} of the master keys names {name!r} a second time")
    if ":" in name:
        raise KeyFileProblem(f"line {line} of the master keys: an id must not hold a colon; got {name!r}")
    return name


def _decoded(text: str, line: int) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError as problem:  # binascii.Error, or letters beyond ASCII
        raise KeyFileProblem(f"line {line} of the master keys is not base64") from problem
    if len(key) != _KEY_BYTES:
        raise KeyFileProblem(
            f"line {line} of the master keys holds {len(key)} bytes; it must hold {_KEY_BYTES}"
        )
    return key


def _unwritten(text: str) -> bytes:
    """The bytes of a wrapped key. Only the one spelling that `_wrap` writes is taken. Raises SealBroken."""
    try:
        sealed = base64.b64decode(text, validate=True)
    except ValueError as problem:
        raise SealBroken("the wrapped key is not base64") from problem
    if base64.b64encode(sealed).decode() != text:
        raise SealBroken("the wrapped key is not spelt as it was written")
    return sealed
