"""The command line: what it says, in both languages, and that a person's mistake is one line and never a traceback."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.utils import translation

from noddfa import cli
from noddfa.web.operations import language
from noddfa.web.operations.table import COMMANDS
from tests.support.server import Installations, Noddfa

NAMES = [command.name for command in COMMANDS]


@pytest.fixture(autouse=True)
def _speak_english_afterwards() -> Iterator[None]:
    yield
    language.use("en")
    translation.activate("en")


def run(*arguments: str) -> int:
    """As the script does it: SystemExit is an exit status."""
    try:
        return cli.main(list(arguments))
    except SystemExit as end:
        return int(end.code or 0)


# ---- what it says ----


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]])
def test_help_lists_every_command(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 0
    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown for name in NAMES)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "manage"])
def test_every_command_explains_itself_in_both_languages(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(name, "--help") == 0
    english = capsys.readouterr().out
    assert run("--lang", "cy", name, "--help") == 0
    welsh = capsys.readouterr().out
    summary = next(command.summary for command in COMMANDS if command.name == name)
    assert summary in " ".join(english.split())
    assert summary not in " ".join(welsh.split())
    assert f"  noddfa {name}" in english  # an example
    assert english.count("--") == welsh.count("--")  # the same options


@pytest.mark.parametrize("arguments", [["--lang", "cy", "--help"], ["--help", "--lang=cy"]])
def test_the_language_may_be_asked_for_anywhere(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run(*arguments)
    assert capsys.readouterr().out.startswith("defnydd: noddfa")


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, "en"),
        ({"LANG": "cy_GB.UTF-8"}, "cy"),
        ({"LANG": "cy_GB.UTF-8", "LC_ALL": "C"}, "en"),
        ({"NODDFA_LANG": "cy", "LC_ALL": "en_GB.UTF-8"}, "cy"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_without_asking_it_is_the_machine_s_language(variables: dict[str, str], expected: str) -> None:
    assert language.asked_for(["check"], variables) == expected


# ---- mistakes ----


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["frobnicate"], "there is no command 'frobnicate'; the commands are demo, serve,"),
        (["--frobnicate"], "there is no command '--frobnicate'"),
        (["check", "--frobnicate"], "unrecognized arguments: --frobnicate (see: noddfa check --help)"),
        (["serve", "--port", "http"], "must be a whole number from 1 to 65535; got 'http'"),
        (["serve", "--port", "70000"], "must be a whole number from 1 to 65535; got '70000'"),
        (["backup"], "the following arguments are required: FILE"),
        (["--lang", "fr", "check"], "argument --lang: invalid choice: 'fr' (choose from"),
        (["check", "--he", "x"], "unrecognized arguments"),  # no guessing of shortened options
    ],
)
def test_misuse_is_one_line_and_status_2(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("noddfa: ")
    assert words in said.err
    assert said.err.count("\n") == 1


def test_misuse_is_told_in_welsh(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--lang", "cy", "frobnicate") == 2
    assert "nid oes gorchymyn" in capsys.readouterr().err


@pytest.mark.once
@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"NODDFA_DEBUG": "maybe"}, "NODDFA_DEBUG must be yes or no"),
        ({"DATABASE_URL": "postgres://nobody@127.0.0.1:9/none"}, "the database cannot be used"),
        ({"NODDFA_DEMO": "1", "NODDFA_HOSTS": "noddfa.example"}, "NODDFA_HOSTS may only name"),
        ({"NODDFA_MASTER_KEYS": "master k1 AAAA"}, "master"),
    ],
)
def test_surroundings_that_cannot_be_are_one_line(
    installations: Installations, variables: dict[str, str], words: str
) -> None:
    noddfa = installations.empty("one", kind="sqlite")
    environment = {**noddfa.environment, **variables}
    done = subprocess.run(
        [sys.executable, "-m", "noddfa", "migrate"],
        env=environment,
        capture_output=True,
        text=True,
        cwd=noddfa.home,
    )
    assert done.returncode == 1
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.once
def test_a_key_file_open_to_others_is_named_with_its_cure(installations: Installations) -> None:
    noddfa = installations.migrated("one")
    key_file = noddfa.home / "keys" / "master.keys"
    key_file.chmod(0o644)
    done = noddfa.run("check")
    assert done.returncode == 1
    assert f"chmod 600 {key_file}" in done.stdout


def test_a_mistake_of_ours_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_arguments: list[str]) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "read", broken)
    with pytest.raises(ZeroDivisionError):
        cli.main(["check"])


# ---- estimate ----


@pytest.mark.once
def test_estimate_starts_without_django() -> None:
    program = (
        "import sys; from noddfa.cli import main\n"
        "status = main(['estimate', '--dataset', 'uk-2013-six-lists', '--method', 'chao'])\n"
        "assert not {name for name in sys.modules if name.split('.')[0] == 'django'}; sys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.once
def test_estimate_speaks_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run("estimate", "--lang", "cy", "--json", "--dataset", "uk-2013-six-lists", "--method", "chao") == 0
    )
    json.loads(capsys.readouterr().out)


# ---- serving ----


def test_serve_wants_a_database_that_is_ready(installations: Installations) -> None:
    done = installations.empty("one").run("serve", "--port", str(_free()))
    assert (done.returncode, done.stderr) == (
        1,
        "noddfa: the database is not ready for this version; run: noddfa migrate\n",
    )


@pytest.mark.once
@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_in_use_is_one_line(installations: Installations, command: str) -> None:
    noddfa = installations.empty("one", kind="sqlite")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = noddfa.run(command, "--port", str(port))
    assert done.returncode == 1
    assert done.stderr.startswith(f"noddfa: port {port} of 127.0.0.1 cannot be used")
    assert done.stderr.count("\n") == 1


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# ---- the demo ----


def left_of(family: int) -> list[str]:
    """The processes of a family that still run, as /proc has them."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended while we looked
            _name, _, rest = entry.read_text().rpartition(")")
            state, _parent, group = rest.split()[:3]
            if int(group) == family and state != "Z":
                found.append((entry.parent / "cmdline").read_text().replace("\0", " "))
    return found


def test_the_demo_keeps_its_hands_off_data_it_did_not_make(installations: Installations) -> None:
    noddfa = installations.migrated("one")
    done = noddfa.run("demo", "--prepare")
    assert done.returncode == 1
    assert "this database was not made by the demo" in done.stderr


def test_the_demo_does_not_listen_beyond_this_machine(installations: Installations) -> None:
    noddfa = installations.migrated("one")
    noddfa.extra["NODDFA_DEMO"] = "1"
    done = noddfa.run("serve", "--host", "0.0.0.0", "--port", str(_free()))
    assert done.returncode == 2
    assert "only listens on 127.0.0.1" in done.stderr


@pytest.mark.once
def test_a_broken_filling_starts_again_and_a_reset_removes_what_was_made_and_nothing_else(
    tmp_path: Path,
) -> None:
    (tmp_path / "mine.txt").write_text("kept")
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "mine.pdf").write_text("kept")
    noddfa = Noddfa(tmp_path, "", demo=True)
    assert "nothing to remove" in noddfa.must("demo", "--reset")
    process = subprocess.Popen(
        [sys.executable, "-m", "noddfa", "demo", "--prepare"], env=noddfa.environment, cwd=tmp_path
    )
    end = time.monotonic() + 120
    while not (tmp_path / "static" / "staticfiles.json").exists():  # the filling comes next
        assert time.monotonic() < end
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    noddfa.must("demo", "--prepare")
    assert json.loads((tmp_path / "demo.json").read_text())["filled"]
    checked, reset = noddfa.steps(["check"], ["demo", "--reset"])
    assert (checked.status, reset.status) == (0, 0)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["media", "mine.txt"]
    assert (tmp_path / "media" / "mine.pdf").read_text() == "kept"


@pytest.mark.once
def test_the_demo_ends_cleanly_leaves_nobody_behind_and_starts_again(installations: Installations) -> None:
    noddfa = installations.demo()
    for number in (signal.SIGTERM, signal.SIGINT):
        assert noddfa.start().process is not None
        family = noddfa.process.pid
        if number == signal.SIGINT:  # Ctrl-C reaches all of them
            os.killpg(family, number)
        else:
            noddfa.process.send_signal(number)
        assert noddfa.process.wait(timeout=30) == 0
        end = time.monotonic() + 20  # the last may still be taking its leave on a busy machine
        while (left := left_of(family)) and time.monotonic() < end:
            time.sleep(0.05)
        assert not left
        said = noddfa.log.read_text()
        assert f"Noddfa is running at {noddfa.url}/" in said
        assert "Traceback" not in said


# ---- keys ----


def test_the_master_key_can_be_turned_over_and_the_old_one_dropped(installations: Installations) -> None:
    _wrote, turned, checked, dropped, checked_again, content = installations.migrated("one").steps(
        ["write", "6"],
        ["rotate-keys", "--json"],
        ["check"],
        ["rotate-keys", "--drop-old", "--json"],
        ["check"],
        ["read"],
    )
    before, after = turned.json, dropped.json
    assert (len(before["masters"]), before["rewrapped"]) == (2, 8)  # six records and two people
    assert after["masters"] == [before["current"]]
    assert (checked.status, checked_again.status) == (0, 0)
    assert len(content.json) == 6


@pytest.mark.once
def test_keys_from_the_environment_cannot_be_turned_over(installations: Installations) -> None:
    noddfa = installations.migrated("one")
    noddfa.extra["NODDFA_MASTER_KEYS"] = (noddfa.home / "keys" / "master.keys").read_text()
    done = noddfa.run("rotate-keys")
    assert done.returncode == 2
    assert "move them to a key file first" in done.stderr
