"""The encrypted stream of backups: whole, unaltered, in order, with the right secret, or not at all."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noddfa.web.operations.backup import sealing
from noddfa.web.operations.backup.sealing import (
    Damaged,
    NewerFormat,
    NotABackup,
    SealedReader,
    SealedWriter,
    WrongSecret,
)
from noddfa.web.operations.backup.secret import Secret

pytestmark = pytest.mark.instrument
KEY = Secret("key", b"k" * 32)
CHUNK = 64


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "CHUNK", CHUNK)
    monkeypatch.setattr(sealing, "_SCRYPT", (1 << 4, 8, 1))


def sealed(plain: bytes, secret: Secret = KEY, pieces: int = 50) -> bytes:
    file = io.BytesIO()
    with SealedWriter(file, secret) as writer:
        for start in range(0, len(plain), pieces):
            writer.write(plain[start : start + pieces])
    return file.getvalue()


def opened(content: bytes, secret: Secret = KEY) -> bytes:
    return SealedReader(io.BytesIO(content), secret).read()


def body_of(content: bytes) -> int:
    """Where the chunks begin."""
    file = io.BytesIO(content)
    sealing.read_header(file)
    return file.tell()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 5])
def test_gives_back_what_was_put_in(size: int) -> None:
    plain = bytes(range(256)) * 2
    assert opened(sealed(plain[:size])) == plain[:size]


def test_opens_with_a_passphrase() -> None:
    secret = Secret("passphrase", b"cyfrinair hir iawn")
    assert opened(sealed(b"content", secret), secret) == b"content"


def test_two_sealings_of_the_same_share_nothing() -> None:
    first, second = sealed(b"a" * 500), sealed(b"a" * 500)
    assert first[body_of(first) :] != second[body_of(second) :]


@pytest.mark.parametrize("secret", [Secret("key", b"x" * 32), Secret("passphrase", b"k" * 32)])
def test_refuses_another_secret_before_anything_is_read(secret: Secret) -> None:
    with pytest.raises(WrongSecret):
        SealedReader(io.BytesIO(sealed(b"content")), secret)


@given(st.data())
def test_one_altered_byte_is_seen(data: st.DataObject) -> None:
    content = bytearray(sealed(b"words " * 40))
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises((Damaged, WrongSecret, NotABackup, NewerFormat)):
        opened(bytes(content))


@given(st.data())
def test_a_cut_is_seen_wherever_it_falls(data: st.DataObject) -> None:
    content = sealed(b"words " * 40)
    with pytest.raises((Damaged, NotABackup)):
        opened(content[: data.draw(st.integers(0, len(content) - 1))])


def test_chunks_that_changed_places_are_seen() -> None:
    content = sealed(b"a" * CHUNK + b"b" * CHUNK + b"c" * 10)
    start, length = body_of(content), CHUNK + 16
    first, second = content[start : start + length], content[start + length : start + 2 * length]
    with pytest.raises(Damaged):
        opened(content[:start] + second + first + content[start + 2 * length :])


def test_a_longer_stream_is_seen() -> None:
    with pytest.raises(Damaged):
        opened(sealed(b"words") + b"more")


def test_a_later_format_is_named_as_such() -> None:
    content = sealed(b"words").replace(b'"format": 1', b'"format": 2')
    with pytest.raises(NewerFormat):
        opened(content)


def test_a_forged_header_cannot_make_us_take_all_memory() -> None:
    secret = Secret("passphrase", b"a passphrase")
    content = sealed(b"words", secret).replace(b'"n": 16', b'"n": 99999999')
    # the header grew, so its length has to be set anew for the forgery to be read
    magic = len(sealing.MAGIC)
    size = int.from_bytes(content[magic : magic + 4]) + len("99999999") - len("16")
    with pytest.raises(Damaged):
        opened(content[:magic] + size.to_bytes(4) + content[magic + 4 :], secret)


def test_the_secret_does_not_show_itself() -> None:
    assert "kkk" not in repr(KEY)
