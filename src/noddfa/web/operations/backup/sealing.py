"""An encrypted stream: a file that opens only with its secret, whole, unaltered and in order.

Layout: `NODDFA BACKUP\\n`, four bytes length of the header, the header (JSON), then chunks of AES-256-GCM. The nonce
of a chunk is a random prefix, its number and whether it is the last, so chunks cannot be swapped, dropped or added
(the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizar, CRYPTO 2015). The key comes from a passphrase by
scrypt (RFC 7914) or from a key file by HKDF; half of what they give proves the header and the secret.

Exceptions:
    NotABackup, WrongSecret, NewerFormat (Misuse)   this file, with this secret, by this version: no
    Damaged (Trouble)                               altered or cut short since it was written
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import os
import struct
from dataclasses import asdict, dataclass, replace
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from noddfa.web.operations.backup.secret import Secret
from noddfa.web.operations.language import translate as _
from noddfa.web.operations.trouble import Misuse, Trouble

MAGIC = b"NODDFA BACKUP\n"
FORMAT = 1
CHUNK = 1 << 20
_TAG = 16
_LONGEST_HEADER = 1 << 16
_SCRYPT = (1 << 17, 8, 1)  # 128 MiB, about half a second
_MOST_SCRYPT = 1 << 20  # a forged header must not make us take all the memory


class NotABackup(Misuse):
    """The file does not begin as a backup does."""

    def __init__(self) -> None:
        super().__init__(_("this is not a backup made by noddfa"))


class WrongSecret(Misuse):
    """The passphrase or key does not open it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "the passphrase or key is not the one this backup was made with, or its first bytes were altered"
            )
        )


class NewerFormat(Misuse):
    """A later version of Noddfa made it."""

    def __init__(self) -> None:
        super().__init__(_("this backup was made by a newer version of noddfa; restore it with that version"))


class Damaged(Trouble):
    """It was altered or cut short after it was written."""

    def __init__(self) -> None:
        super().__init__(_("this backup is damaged: it was altered or cut short after it was written"))


@dataclass(frozen=True)
class Header:
    """What is said in plain at the head of the file."""

    format: int
    secret: str  # 'passphrase' | 'key'
    salt: str
    n: int
    r: int
    p: int
    prefix: str
    proof: str = ""

    def derive(self, secret: Secret) -> tuple[bytes, bytes]:
        """The key of the chunks and the key of the proof."""
        salt = bytes.fromhex(self.salt)
        if secret.kind == "passphrase":
            both = Scrypt(salt=salt, length=64, n=self.n, r=self.r, p=self.p).derive(secret.value)
        else:
            both = HKDF(algorithm=SHA512(), length=64, salt=salt, info=b"noddfa backup 1").derive(
                secret.value
            )
        return both[:32], both[32:]

    def proven_by(self, key: bytes) -> str:
        facts = {name: value for name, value in asdict(self).items() if name != "proof"}
        return hmac.new(key, json.dumps(facts, sort_keys=True).encode(), hashlib.sha256).hexdigest()


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + struct.pack(">IB", number, last)


class SealedWriter(io.RawIOBase):
    """Writes an encrypted stream; it is whole only after `close`."""

    def __init__(self, file: BinaryIO, secret: Secret) -> None:
        n, r, p = _SCRYPT
        self._prefix = os.urandom(7)
        header = Header(
            format=FORMAT,
            secret=secret.kind,
            salt=os.urandom(32).hex(),
            n=n,
            r=r,
            p=p,
            prefix=self._prefix.hex(),
        )
        key, proof_key = header.derive(secret)
        text = _as_text(replace(header, proof=header.proven_by(proof_key)))
        self._file, self._cipher, self._number, self._held = file, AESGCM(key), 0, bytearray()
        file.write(MAGIC + struct.pack(">I", len(text)) + text)

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        """Take bytes; full chunks go to the file, keeping one back because the last is marked as such."""
        view = memoryview(data).cast("B")  # type: ignore[arg-type]
        self._held += view
        while len(self._held) > CHUNK:
            self._put(bytes(self._held[:CHUNK]), last=False)
            del self._held[:CHUNK]
        return len(view)

    def _put(self, plain: bytes, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._prefix, self._number, last), plain, None))
        self._number += 1

    def close(self) -> None:
        """Write the last chunk. The file below stays open."""
        if not self.closed:
            self._put(bytes(self._held), last=True)
        super().close()


class SealedReader(io.RawIOBase):
    """Reads an encrypted stream. Raises NotABackup, NewerFormat, WrongSecret at once, Damaged while reading."""

    def __init__(self, file: BinaryIO, secret: Secret) -> None:
        header = read_header(file)
        if secret.kind != header.secret:
            raise WrongSecret
        key, proof_key = header.derive(secret)
        if not hmac.compare_digest(header.proof, header.proven_by(proof_key)):
            raise WrongSecret
        self._file, self._cipher, self._number = file, AESGCM(key), 0
        self._prefix = bytes.fromhex(header.prefix)
        self._plain = memoryview(b"")
        self._next: bytes = file.read(CHUNK + _TAG)
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        """Fill the buffer with what comes next; 0 at the (proven) end."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        while not self._plain and not self._ended:
            self._open_next()
        count = min(len(view), len(self._plain))
        view[:count] = self._plain[:count]
        self._plain = self._plain[count:]
        return count

    def _open_next(self) -> None:
        sealed, self._next = self._next, self._file.read(CHUNK + _TAG)
        last = not self._next
        try:
            self._plain = memoryview(
                self._cipher.decrypt(_nonce(self._prefix, self._number, last), sealed, None)
            )
        except (InvalidTag, ValueError) as problem:
            raise Damaged from problem
        self._number += 1
        self._ended = last


def read_header(file: BinaryIO) -> Header:
    """The header of a backup. Raises NotABackup, NewerFormat, or Damaged when it ends too early."""
    if file.read(len(MAGIC)) != MAGIC:
        raise NotABackup
    length = file.read(4)
    size = struct.unpack(">I", length)[0] if len(length) == 4 else 0
    text = file.read(size) if 0 < size <= _LONGEST_HEADER else b""
    if not text or len(text) != size:
        raise Damaged
    try:
        facts = json.loads(text)
        if facts["format"] > FORMAT:
            raise NewerFormat
        header = Header(**facts)
        sound = _is_sound(header) and text == _as_text(header)
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Damaged from problem
    if not sound:
        raise Damaged
    return header


def _as_text(header: Header) -> bytes:
    """A header as it stands in the file: in one way only, so that not even a blank can be altered unseen."""
    return json.dumps(asdict(header)).encode()


def _is_sound(header: Header) -> bool:
    """Whether a header is one that we could have written; what it says is proven only afterwards.

    Raises ValueError or TypeError as well for what is not.
    """
    return (
        header.secret in {"passphrase", "key"}
        and len(bytes.fromhex(header.salt)) == 32
        and len(bytes.fromhex(header.prefix)) == 7
        and len(bytes.fromhex(header.proof)) == 32
        and header.n.bit_count() == 1
        and 1 < header.n <= _MOST_SCRYPT
        and 1 <= header.r <= 8
        and header.p == 1
    )
