"""Backup and restore: round trips, within a database and from one kind to the other, and every way to go wrong."""

from __future__ import annotations

import base64
import io
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from noddfa import cli
from noddfa.envelope import KeyRing
from noddfa.web.operations.backup import landing
from tests.support import surroundings
from tests.support.server import Installations, Noddfa, shared_folder

PASSPHRASE = "cyfrinair hir iawn"
KINDS = ["sqlite", "postgres"] if surroundings.DATABASE == "postgres" else ["sqlite"]


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
    media = noddfa.home / "media" / "deep"
    media.mkdir(parents=True)
    (media / "ffeil ŵ.pdf").write_bytes(os.urandom(3_000_000))
    file, with_keys = noddfa.home / "backup.noddfa", noddfa.home / "with-keys.noddfa"
    _wrote, backup, whole, content = noddfa.steps(
        ["write", "5"], ["backup", str(file)], ["backup", str(with_keys), "--with-keys"], ["read"]
    )
    assert "It holds the master keys" in whole.said
    yield Made(noddfa, file, backup.said, with_keys, content.json)
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
    restored, content, wrote, checked, more = target.steps(
        ["restore", str(made.file), "--json"],
        ["read"],
        ["write", "1"],  # counters of keys, triggers and the rest: work goes on
        ["check", "--json"],
        ["read"],
    )
    assert restored.json["check"]["ok"]
    assert content.json == made.content
    assert len(made.content) == 5
    assert wrote.status == 0
    assert checked.json["ok"]
    assert len(more.json) == 6
    name = Path("media", "deep", "ffeil ŵ.pdf")
    assert (target.home / name).read_bytes() == (made.noddfa.home / name).read_bytes()


if surroundings.DATABASE == "postgres":

    def test_from_sqlite_to_postgresql_and_back(installations: Installations) -> None:
        first = installations.empty("first", kind="sqlite")
        second = installations.empty("second", kind="postgres")
        third = installations.empty("third", kind="sqlite")
        one, two = str(first.home / "1.noddfa"), str(second.home / "2.noddfa")
        *_made, content = first.steps(["migrate"], ["write", "3"], ["backup", one], ["read"])
        with_keys_of(first, second).steps(["restore", one], ["backup", two])
        _restored, again = with_keys_of(first, third).steps(["restore", two], ["read"])
        assert len(content.json) == 3
        assert again.json == content.json


def test_signing_in_works_after_a_restore_and_nobody_stays_signed_in(
    made: Made, installations: Installations
) -> None:
    file = str(made.noddfa.home / "session.noddfa")
    begin = (
        "from django.contrib.sessions.backends.db import SessionStore\n"
        "session = SessionStore(); session['who'] = 1; session.create()"
    )
    made.noddfa.steps(["manage", "shell", "--no-imports", "-c", begin], ["backup", file])
    look = (
        "from django.contrib.sessions.models import Session; from noddfa.access.models import User\n"
        "from tests.support.invented import PASSWORD\n"
        "print(User.objects.first().check_password(PASSWORD), Session.objects.count())"
    )
    target = with_keys_of(made.noddfa, installations.empty("target"))
    *_restored, looked = target.steps(["restore", file], ["manage", "shell", "--no-imports", "-c", look])
    assert looked.said.split() == ["True", "0"]


def test_says_what_it_holds_and_that_the_keys_are_not_in_it(made: Made) -> None:
    assert "1 uploaded files, 5 records; written and read back whole" in made.said
    assert f"keep a copy of {made.noddfa.home}/keys/master.keys elsewhere" in made.said
    assert made.file.stat().st_mode & 0o777 == 0o600


def test_nothing_can_be_read_from_the_file_itself(made: Made) -> None:
    content = made.file.read_bytes()
    for word in ("Enghraifft", "Gwên", "school", "dychmygol", "chronicle_event", "ffeil ŵ", "master"):
        assert word.encode() not in content


def test_people_go_on_working_while_it_is_written(made: Made) -> None:
    """What is in the backup is one moment: of every concern all its rows or none, though more are being added."""
    writer = threading.Thread(target=lambda: made.noddfa.steps(["write", "60"]))
    writer.start()
    files = [made.noddfa.home / f"meanwhile-{number}.noddfa" for number in range(3)]
    taken = [step.json for step in made.noddfa.steps(*(["backup", str(file), "--json"] for file in files))]
    writer.join()
    assert all(each["records"] == each["tables"]["chronicle_record"] for each in taken)
    rows = [each["tables"] for each in taken]
    assert all(each["chronicle_event"] == each["chronicle_record"] + each["people_person"] for each in rows)
    assert taken[0]["records"] <= taken[1]["records"] <= taken[2]["records"]


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
    restored, content = target.steps(["restore", str(made.with_keys)], ["read"])
    assert restored.status == 0
    assert content.json == made.content
    assert (target.home / "keys" / "master.keys").stat().st_mode & 0o777 == 0o600


def test_keys_that_have_to_give_way_are_kept(made: Made, installations: Installations) -> None:
    target = installations.migrated("target")
    key_file = target.home / "keys" / "master.keys"
    old = KeyRing.new().dump()
    key_file.write_text(old)
    _restored, content = target.steps(["restore", str(made.with_keys)], ["read"])
    assert [path.read_text() for path in key_file.parent.glob("master.keys.before-*")] == [old]
    assert content.json == made.content


def test_a_key_file_can_stand_in_for_the_passphrase(made: Made, tmp_path: Path) -> None:
    key, other = str(tmp_path / "key"), str(tmp_path / "other")
    for path in (key, other):
        Path(path).write_bytes(base64.b64encode(os.urandom(32)) + b"\n")
    file = str(made.noddfa.home / "keyed.noddfa")
    backup, right, wrong = made.noddfa.steps(
        ["backup", file, "--key-file", key],
        ["restore", file, "--verify-only", "--key-file", key],
        ["restore", file, "--verify-only", "--key-file", other],
    )
    assert (backup.status, right.status, wrong.status) == (0, 0, 2)


# ---- what is there already ----


def test_data_that_are_there_are_replaced_only_when_asked_and_then_whole(
    made: Made, installations: Installations
) -> None:
    target = with_keys_of(made.noddfa, installations.migrated("target"))
    (target.home / "media").mkdir()
    (target.home / "media" / "old.pdf").write_text("old")
    _wrote, before, refused, after, replaced, content = target.steps(
        ["write", "2"],
        ["read"],
        ["restore", str(made.file)],
        ["read"],
        ["restore", str(made.file), "--replace"],
        ["read"],
    )
    assert (refused.status, "--replace" in refused.complaint) == (2, True)
    assert len(before.json) == 2
    assert after.json == before.json
    assert replaced.status == 0
    assert content.json == made.content
    assert [path.read_text() for path in target.home.glob("media.before-*/old.pdf")] == ["old"]
    assert not (target.home / "media" / "old.pdf").exists()


def test_a_restore_that_fails_half_way_changes_nothing(made: Made, installations: Installations) -> None:
    """The program is made to fail after the rows have been brought back."""
    target = with_keys_of(made.noddfa, installations.migrated("target"))
    _wrote, before = target.steps(["write", "2"], ["read"])
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
    after, checked = target.steps(["read"], ["check"])
    assert after.json == before.json
    assert checked.status == 0
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
    refused, forced = made.noddfa.steps(["backup", str(file)], ["backup", str(file), "--force"])
    assert (refused.status, forced.status) == (2, 0)
    assert "is there already" in refused.complaint


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
    _wrote, refused, content = target.steps(["write", "1"], ["restore", str(file), "--replace"], ["read"])
    assert (refused.status, len(content.json)) == (1, 1)


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
