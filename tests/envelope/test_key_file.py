"""The key file: read, written whole, kept to ourselves; every fault named with its line."""

from __future__ import annotations

import base64
import os
import stat
import threading
from pathlib import Path

import pytest

from noddfa.envelope import KeyFileProblem, KeyRing

pytestmark = pytest.mark.instrument

A = base64.b64encode(bytes(32)).decode()
B = base64.b64encode(bytes(range(32))).decode()
SHORT = base64.b64encode(bytes(16)).decode()


def test_a_ring_reads_back_what_it_wrote() -> None:
    ring = KeyRing.new().with_new_master()
    again = KeyRing.parse(ring.dump())
    assert again.ids == ring.ids
    assert again.unwrap(ring.new_data_key("person:1")[1], "person:1") is not None
    assert again.blind("word", "enghraifft") == ring.blind("word", "enghraifft")


def test_comments_and_empty_lines_are_passed_over() -> None:
    ring = KeyRing.parse(f"# a comment\n\n  master k2 {B}  # the new one\nmaster k1 {A}\r\nindex {A}\n")
    assert ring.ids == ("k2", "k1") and ring.current == "k2"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"master k1 {A}\nindexx {A}\n", "line 2 of the master keys is neither"),
        (f"master k1\nindex {A}\n", "line 1 of the master keys is neither"),
        (f"# one\nmaster k1 {A} {A}\nindex {A}\n", "line 2 of the master keys is neither"),
        (f"master k1 {A}\nmaster k2 not-base64!\nindex {A}\n", "line 2 of the master keys is not base64"),
        (f"master k1 {A}\nmaster k2 ŵŷ\nindex {A}\n", "line 2 of the master keys is not base64"),
        (f"master k1 {SHORT}\nindex {A}\n", "line 1 of the master keys holds 16 bytes; it must hold 32"),
        (f"master k1 {A}\nindex {SHORT}\n", "line 2 of the master keys holds 16 bytes; it must hold 32"),
        (f"master k1 {A}\nmaster k1 {B}\nindex {A}\n", "line 2 of the master keys names 'k1' a second time"),
        (f"master k:1 {A}\nindex {A}\n", "line 1 of the master keys: an id must not hold a colon"),
        (f"master k1 {A}\nindex {A}\nindex {B}\n", "line 3 of the master keys is a second 'index' line"),
        (f"master k1 {A}\n", "need at least one 'master' line and one 'index' line"),
        (f"index {A}\n", "need at least one 'master' line and one 'index' line"),
        ("", "need at least one 'master' line and one 'index' line"),
    ],
)  # fmt: skip
def test_a_fault_is_said_with_its_line(text: str, said: str) -> None:
    with pytest.raises(KeyFileProblem, match=said):
        KeyRing.parse(text)


def test_a_fault_never_quotes_a_key() -> None:
    with pytest.raises(KeyFileProblem) as problem:
        KeyRing.parse(f"master k1 {A}\nmaster {B} extra words\nindex {A}")
    assert B not in str(problem.value)


# ---- the file ----


def test_a_new_file_is_for_us_alone_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "master.keys"
    first = KeyRing.open_or_create(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert KeyRing.open_or_create(path).ids == first.ids
    assert [each.name for each in path.parent.iterdir()] == ["master.keys"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o777])
def test_a_file_that_others_may_open_is_refused_with_what_to_do(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "master.keys"
    KeyRing.new().save(path)
    path.chmod(mode)
    with pytest.raises(KeyFileProblem, match=f"chmod 600 {path}"):
        KeyRing.open(path)


def test_a_missing_file_a_folder_and_letters_that_cannot_be(tmp_path: Path) -> None:
    odd = tmp_path / "odd.keys"
    odd.write_bytes(b"\xff\xfe master")
    odd.chmod(0o600)
    for path in (tmp_path / "none.keys", tmp_path, odd):
        with pytest.raises(KeyFileProblem, match="cannot be read"):
            KeyRing.open(path)


def test_saving_replaces_the_file_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "master.keys"
    ring = KeyRing.open_or_create(path)
    before = path.stat().st_ino
    ring.with_new_master().save(path)
    assert path.stat().st_ino != before, "written over in place: a reader could see half of it"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(KeyRing.open(path).ids) == 2
    assert [each.name for each in tmp_path.iterdir()] == ["master.keys"]


def test_a_save_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "master.keys"
    ring = KeyRing.open_or_create(path)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        ring.with_new_master().save(path)
    assert KeyRing.open(path).ids == ring.ids
    assert [each.name for each in tmp_path.iterdir()] == ["master.keys"]


def test_processes_that_start_at_once_agree_on_one_ring(tmp_path: Path) -> None:
    path = tmp_path / "master.keys"
    together = threading.Barrier(8)
    found: list[tuple[str, ...]] = []

    def start() -> None:
        together.wait()
        found.append(KeyRing.open_or_create(path).ids)

    threads = [threading.Thread(target=start) for _each in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8 and len(set(found)) == 1
