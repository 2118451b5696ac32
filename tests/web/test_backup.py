"""Backup and restore: round trips, within a database and from one kind to the other, and every way to go wrong."""

from __future__ import annotations

import base64
import io
import itertools
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from noddfa import cli
from noddfa.web.operations.backup import landing
from tests.support import surroundings
from tests.support.server import Installations, Noddfa, shared_folder

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "cyfrinair hir iawn"
KINDS = ["sqlite", "postgres"] if surroundings.DATABASE == "postgres" else ["sqlite"]


def python(noddfa: Noddfa, *arguments: str) -> str:
    """Run a module of the tests over an installation; what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        env={**noddfa.environment, "PYTHONPATH": str(ROOT)},
        cwd=noddfa.home,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def readable(noddfa: Noddfa) -> list[dict[str, object]]:
    """Everything recorded there, decrypted."""
    found: list[dict[str, object]] = json.loads(python(noddfa, "tests.support.writer", "read"))
    return found


@dataclass
class Made:
    """An installation with something in it, a backup of it, and what could be read there when it was made."""

    noddfa: Noddfa
    file: Path
    said: str
    with_keys: Path  # another, of the same moment, with the master keys in it
    content: list[dict[str, object]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Made]:
    """Made once; tests may add to the installation, but leave the file alone."""
    several = Installations(
        tmp_path_factory.mktemp("backup"), shared_folder(tmp_path_factory, worker_id), worker_id
    )
    noddfa = several.migrated("source")
    noddfa.extra["NODDFA_BACKUP_PASSPHRASE"] = PASSPHRASE
    python(noddfa, "tests.support.writer", "write", "5")
    media = noddfa.home / "media" / "deep"
    media.mkdir(parents=True)
    (media / "ffeil ŵ.pdf").write_bytes(os.urandom(3_000_000))
    file = noddfa.home / "backup.noddfa"
    said = noddfa.must("backup", str(file))
    with_keys = noddfa.home / "with-keys.noddfa"
    assert "It holds the master keys" in noddfa.must("backup", str(with_keys), "--with-keys")
    yield Made(noddfa, file, said, with_keys, readable(noddfa))
    several.end()


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NODDFA_BACKUP_PASSPHRASE", PASSPHRASE)


def with_keys_of(source: Noddfa, target: Noddfa) -> Noddfa:
    (target.home / "keys").mkdir(mode=0o700, exist_ok=True)
    key_file = target.home / "keys" / "master.keys"
    key_file.write_bytes((source.home / "keys" / "master.keys").read_bytes())
    key_file.chmod(0o600)
    return target


# ---- the round trip ----


@pytest.mark.parametrize("kind", KINDS)
def test_brings_back_everything_on_either_database(
    made: Made, installations: Installations, kind: str
) -> None:
    target = with_keys_of(made.noddfa, installations.empty("target", kind=kind))
    said = json.loads(target.must("restore", str(made.file), "--json"))
    assert said["check"]["ok"]
    assert readable(target) == made.content
    assert len(made.content) == 5
    name = Path("media", "deep", "ffeil ŵ.pdf")
    assert (target.home / name).read_bytes() == (made.noddfa.home / name).read_bytes()
    python(
        target, "tests.support.writer", "write", "1"
    )  # counters of keys, triggers and the rest: work goes on
    assert json.loads(target.must("check", "--json"))["ok"]
    assert len(readable(target)) == 6


if surroundings.DATABASE == "postgres":

    def test_from_sqlite_to_postgresql_and_back(
        installations: Installations, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = installations.empty("first", kind="sqlite")
        first.must("migrate")
        python(first, "tests.support.writer", "write", "3")
        chain = [
            first,
            installations.empty("second", kind="postgres"),
            installations.empty("third", kind="sqlite"),
        ]
        for source, target in itertools.pairwise(chain):
            source.must("backup", str(source.home / "b"))
            with_keys_of(source, target).must("restore", str(source.home / "b"))
        assert readable(chain[2]) == readable(chain[0])


def test_signing_in_works_after_a_restore_and_nobody_stays_signed_in(
    made: Made, installations: Installations
) -> None:
    python(
        made.noddfa,
        "noddfa",
        "manage",
        "shell",
        "--no-imports",
        "-c",
        "from django.contrib.sessions.backends.db import SessionStore as S; s = S(); s['who'] = 1; s.create()",
    )
    again = made.noddfa.home / "again.noddfa"
    made.noddfa.must("backup", str(again))
    target = with_keys_of(made.noddfa, installations.empty("target"))
    target.must("restore", str(again))
    said = python(
        target,
        "noddfa",
        "manage",
        "shell",
        "--no-imports",
        "-c",
        "from django.contrib.sessions.models import Session; from noddfa.access.models import User;"
        "from tests.support.invented import PASSWORD;"
        "print(User.objects.first().check_password(PASSWORD), Session.objects.count())",
    )
    assert said.split() == ["True", "0"]


def test_says_what_it_holds_and_that_the_keys_are_not_in_it(made: Made) -> None:
    assert "1 uploaded files, 5 records; written and read back whole" in made.said
    assert f"keep a copy of {made.noddfa.home}/keys/master.keys elsewhere" in made.said
    assert made.file.stat().st_mode & 0o777 == 0o600


def test_nothing_can_be_read_from_the_file_itself(made: Made) -> None:
    content = made.file.read_bytes()
    for word in ("Enghraifft", "Gwên", "school", "dychmygol", "chronicle_event", "pdf", "master"):
        assert word.encode() not in content


def test_people_go_on_working_while_it_is_written(made: Made) -> None:
    """What is in the backup is one moment: as many chains as heads, each whole, though others are being added."""
    writer = threading.Thread(target=lambda: python(made.noddfa, "tests.support.writer", "write", "60"))
    writer.start()
    said = [
        json.loads(made.noddfa.must("backup", str(made.noddfa.home / f"{number}.noddfa"), "--json"))
        for number in range(3)
    ]
    writer.join()
    assert all(each["records"] == each["tables"]["chronicle_record"] for each in said)
    assert all(each["tables"]["chronicle_event"] == 2 * each["records"] for each in said)
    assert said[0]["records"] <= said[1]["records"] <= said[2]["records"]


# ---- keys ----


def test_refuses_data_it_could_not_read(made: Made, installations: Installations) -> None:
    target = installations.migrated("target")
    (target.home / "keys" / "master.keys").unlink()
    done = target.run("restore", str(made.file))
    assert done.returncode == 1
    assert "the master keys that sealed these records are not in" in done.stderr
    assert done.stderr.count("\n") == 1


def test_with_keys_the_file_is_enough(made: Made, installations: Installations) -> None:
    target = installations.empty("target")
    target.must("restore", str(made.with_keys))
    assert readable(target) == made.content
    assert (target.home / "keys" / "master.keys").stat().st_mode & 0o777 == 0o600


def test_keys_that_have_to_give_way_are_kept(made: Made, installations: Installations) -> None:
    target = installations.migrated("target")
    key_file = target.home / "keys" / "master.keys"
    key_file.write_text("\n".join(line for line in _other_keys()))
    old = key_file.read_text()
    target.must("restore", str(made.with_keys))
    kept = list(key_file.parent.glob("master.keys.before-*"))
    assert [path.read_text() for path in kept] == [old]
    assert readable(target) == made.content


def _other_keys() -> list[str]:
    from noddfa.envelope import KeyRing

    return KeyRing.new().dump().splitlines()


def test_a_key_file_can_stand_in_for_the_passphrase(made: Made, tmp_path: Path) -> None:
    key, other = tmp_path / "key", tmp_path / "other"
    key.write_bytes(base64.b64encode(os.urandom(32)) + b"\n")
    other.write_bytes(base64.b64encode(os.urandom(32)))
    file = made.noddfa.home / "keyed.noddfa"
    made.noddfa.must("backup", str(file), "--key-file", str(key))
    made.noddfa.must("restore", str(file), "--verify-only", "--key-file", str(key))
    done = made.noddfa.run("restore", str(file), "--verify-only", "--key-file", str(other))
    assert (done.returncode, done.stderr[:8]) == (2, "noddfa: ")


# ---- what is there already ----


def test_data_that_are_there_are_replaced_only_when_asked_and_then_whole(
    made: Made, installations: Installations
) -> None:
    target = with_keys_of(made.noddfa, installations.migrated("target"))
    python(target, "tests.support.writer", "write", "2")
    (target.home / "media").mkdir()
    (target.home / "media" / "old.pdf").write_text("old")
    before = readable(target)
    done = target.run("restore", str(made.file))
    assert done.returncode == 2
    assert "--replace" in done.stderr
    assert readable(target) == before
    target.must("restore", str(made.file), "--replace")
    assert readable(target) == made.content
    assert [path.read_text() for path in target.home.glob("media.before-*/old.pdf")] == ["old"]
    assert not (target.home / "media" / "old.pdf").exists()


def test_a_restore_that_fails_half_way_changes_nothing(made: Made, installations: Installations) -> None:
    """The program is made to fail after the rows have been brought back."""
    target = with_keys_of(made.noddfa, installations.migrated("target"))
    python(target, "tests.support.writer", "write", "2")
    before = readable(target)
    program = (
        "import sys\n"
        "from noddfa.web.operations import platform; platform.load()\n"
        "from noddfa.web.operations.backup import landing\n"
        "from noddfa.cli import main\n"
        "def fail(): raise OSError(28, 'No space left on device', 'the disk')\n"
        "landing.bring_up_to_date = fail\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "restore", str(made.file), "--replace"],
        env=target.environment,
        cwd=target.home,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (1, "noddfa: the disk: No space left on device\n")
    assert readable(target) == before
    target.must("check")
    assert not list(target.home.glob("*.restoring"))


def test_not_while_a_server_runs(made: Made, installations: Installations) -> None:
    target = with_keys_of(made.noddfa, installations.migrated("target"))
    target.start("serve")
    done = target.run("restore", str(made.file))
    assert done.returncode == 1
    assert "stop it first" in done.stderr
    target.stop()
    target.must("restore", str(made.file))


def test_a_file_that_is_there_is_not_written_over(made: Made) -> None:
    file = made.noddfa.home / "there.noddfa"
    file.write_text("precious")
    assert made.noddfa.run("backup", str(file)).returncode == 2
    assert file.read_text() == "precious"
    made.noddfa.must("backup", str(file), "--force")
    assert file.stat().st_size > 1000


# ---- files that are not what they should be ----


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def altered(content: bytes) -> bytes:
    place = len(content) - 1000
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def complaint(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """The exit status and what was said of it, which has to be one line."""
    status = cli.main(list(arguments))
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    return status, said


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        (cut, 1, "this backup is damaged"),
        (altered, 1, "this backup is damaged"),
        (lambda _content: b"", 2, "this is not a backup"),
        (lambda _content: b"PK\x03\x04 something else", 2, "this is not a backup"),
        (lambda content: content.replace(b'"format": 1', b'"format": 9'), 2, "made by a newer version"),
    ],
)
def test_what_is_damaged_or_no_backup_is_one_line(
    made: Made,
    tmp_path: Path,
    change: Callable[[bytes], bytes],
    status: int,
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "changed.noddfa"
    file.write_bytes(change(made.file.read_bytes()))
    got, said = complaint(capsys, "restore", str(file), "--verify-only")
    assert (got, words in said) == (status, True)


def test_a_damaged_backup_replaces_nothing(made: Made, installations: Installations, tmp_path: Path) -> None:
    file = tmp_path / "changed.noddfa"
    file.write_bytes(altered(made.file.read_bytes()))
    target = installations.migrated("target")
    python(target, "tests.support.writer", "write", "1")
    assert target.run("restore", str(file), "--replace").returncode == 1
    assert len(readable(target)) == 1


def test_a_wrong_passphrase_is_one_line(
    made: Made, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NODDFA_BACKUP_PASSPHRASE", "cyfrinair arall hir")
    status, said = complaint(capsys, "restore", str(made.file), "--verify-only")
    assert status == 2
    assert said.startswith("noddfa: the passphrase or key is not the one")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "the passphrase must have 12 characters or more"),
        ("byr", "the passphrase must have 12 characters or more"),
        (None, "No such file or directory"),
    ],
)
@pytest.mark.django_db
def test_a_passphrase_that_cannot_be_is_one_line(
    tmp_path: Path, content: str | None, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "passphrase"
    if content is not None:
        file.write_text(content)
    command = ("backup", str(tmp_path / "b"), "--passphrase-file", str(file))
    assert words in complaint(capsys, *command)[1]
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize("content", ["not base64!", "c2hvcnQ="])
@pytest.mark.django_db
def test_a_key_file_that_cannot_be_is_one_line(
    tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "key").write_text(content)
    assert complaint(capsys, "backup", str(tmp_path / "b"), "--key-file", str(tmp_path / "key"))[0] == 2


@pytest.mark.django_db
def test_without_a_passphrase_it_says_how_to_give_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("NODDFA_BACKUP_PASSPHRASE")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    status, said = complaint(capsys, "backup", str(tmp_path / "b"))
    assert status == 2
    assert "give --passphrase-file, --key-file or NODDFA_BACKUP_PASSPHRASE" in said


@pytest.mark.django_db
def test_a_backup_with_unknown_tables_is_of_a_newer_version() -> None:
    with pytest.raises(landing.NewerTables):
        landing.make_tables({"people": ["0001_initial", "0099_later"]})
