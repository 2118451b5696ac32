"""`noddfa create-user`: the first administrator of an installation."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from noddfa import cli
from noddfa.access.bodies import take_in
from noddfa.access.models import Membership, Organisation, TrailEntry, User
from noddfa.access.roles import Role
from noddfa.web.operations import create_user, language
from tests.support import builders
from tests.support.server import Installations

pytestmark = pytest.mark.django_db

PASSWORD = "cyfrinair-dychmygol-hir-1"
GIVEN = {
    "email": "Gweinyddwr@Dychmygol.example",
    "name": "Gweinyddwr  Dychmygol",
    "body": "W06000015",
    "role": "agency_administrator",
    "password-file": "-",
}


@pytest.fixture(autouse=True)
def _bodies_and_english_afterwards() -> Iterator[None]:
    take_in()
    yield
    language.use("en")
    translation.activate("en")


class Terminal(io.StringIO):
    """Somebody who answers what is asked, line by line."""

    def isatty(self) -> bool:
        return True


def run(monkeypatch: pytest.MonkeyPatch, *more: str, password: str = PASSWORD, **changed: str | None) -> int:
    """The command with all it needs, some of it changed or (None) left out."""
    given = {**GIVEN, **{name.replace("_", "-"): value for name, value in changed.items()}}
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    options = [word for name, value in given.items() if value is not None for word in (f"--{name}", value)]
    return cli.main(["create-user", *options, *more])


def test_the_account_is_there_with_its_role_and_its_line_in_the_trail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], client: Client
) -> None:
    assert run(monkeypatch, "--language", "cy") == 0
    said = capsys.readouterr().out
    assert "Gweinyddwr Dychmygol can sign in as Agency administrator: Cardiff Council." in said
    assert PASSWORD not in said
    place = Membership.objects.get(user__email="gweinyddwr@dychmygol.example")
    assert (place.organisation_id, place.role, place.added_by, place.ends) == (
        "W06000015", Role.AGENCY_ADMINISTRATOR, None, None,
    )  # fmt: skip
    assert (place.user.name, place.user.language) == ("Gweinyddwr Dychmygol", "cy")
    line = TrailEntry.objects.get()
    assert (line.organisation_id, line.user_id, line.route) == ("W06000015", None, "create-user")
    client.post(reverse("account_login"), {"login": place.user.email, "password": PASSWORD})
    first = client.get("/en/", follow=True)
    assert first.redirect_chain[-1][0] == reverse("mfa_index"), "a second step comes before anything else"


def test_the_auditor_reads_in_the_trail_what_was_done_at_the_command_line(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    run(monkeypatch)
    council = Organisation.objects.get(pk="W06000015")
    builders.sign_in(client, builders.actor(Role.AUDITOR, council))
    for lang, words in (("en", "(at the command line)"), ("cy", "(ar y llinell orchymyn)")):
        assert words in client.get(f"/{lang}/access/trail").content.decode()


def test_a_machine_gets_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "--json") == 0
    made = json.loads(capsys.readouterr().out)
    user = User.objects.get()
    assert made == {
        "user": str(user.pk),
        "email": "gweinyddwr@dychmygol.example",
        "body": "W06000015",
        "role": "agency_administrator",
    }


def test_the_password_may_be_the_first_line_of_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\nnot this\n")
    assert run(monkeypatch, password_file=str(file)) == 0
    assert User.objects.get().check_password(PASSWORD)


# ---- what cannot be ----


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"password": "byr"}, "at least 12 characters"),
        ({"password": ""}, "at least 12 characters"),
        ({"password": "q1w2e3r4t5y6"}, "too common"),
        ({"password": "gweinyddwr@dychmygol.example"}, "too similar"),
        ({"email": "dim cyfeiriad"}, "'dim cyfeiriad' is not an e-mail address"),
        ({"name": "  "}, "a name has from 1 to 120 characters"),
        ({"body": "W99999999"}, "there is no body 'W99999999' here"),
        ({"body": ""}, "there is no body '' here"),
        ({"body": "University Health Board"}, "'University Health Board' may be "),
        ({"role": "coordinator"}, "the roles at Cardiff Council are practitioner, "),
        ({"role": "ruler"}, "invalid choice: 'ruler'"),
        ({"email": None, "password_file": None}, "give --email, --password-file"),
    ],
)
def test_what_cannot_be_is_one_line_and_status_2_and_nothing_is_made(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    changed: dict[str, str],
    words: str,
) -> None:
    assert run(monkeypatch, **changed) == 2
    said = capsys.readouterr()
    assert words in said.err and said.err.count("\n") == 1 and said.out == ""
    assert not User.objects.exists() and not TrailEntry.objects.exists()


def test_a_second_account_with_the_same_address_is_refused_with_status_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch)
    assert run(monkeypatch, email="GWEINYDDWR@dychmygol.example", body="Gwynedd") == 1
    assert "There is an account with this e-mail address already" in capsys.readouterr().err
    assert Membership.objects.count() == 1


def test_a_file_that_is_not_there_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, password_file="/nowhere/password") == 1
    assert "/nowhere/password: No such file" in capsys.readouterr().err


def test_it_is_said_in_welsh(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "--lang", "cy", password="byr") == 2
    assert "rhy fyr" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("W06000015", "W06000015"),
        ("british-transport-police", "british-transport-police"),
        ("Cardiff Council", "W06000015"),
        ("cyngor caerdydd", "W06000015"),
        ("  ynys   môn ", "W06000001"),
    ],
)
def test_a_body_is_found_by_code_or_name_in_either_language(text: str, body: str) -> None:
    assert create_user.find_body(text).pk == body


# ---- at a terminal ----


def test_what_is_missing_is_asked_for_until_it_can_be(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = ["dim cyfeiriad", "a@dychmygol.example", "Enw Dychmygol", "nowhere", "Gwynedd", ""]
    monkeypatch.setattr("sys.stdin", Terminal("\n".join(answers) + "\n"))
    typed = iter(["byr", "byr", PASSWORD, "another", PASSWORD, PASSWORD])
    monkeypatch.setattr("getpass.getpass", lambda _question: next(typed))
    assert cli.main(["create-user", "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["body"] == "W06000002", "questions stand beside the result, not in it"
    for words in ("is not an e-mail address", "there is no body", "12 characters", "passwords differ"):
        assert words in said.err
    assert User.objects.get().check_password(PASSWORD)
    assert Membership.objects.get().role == Role.AGENCY_ADMINISTRATOR


def test_leaving_off_in_the_middle_makes_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("a@dychmygol.example\n"))
    assert cli.main(["create-user"]) == 1
    assert "broken off: no account was made" in capsys.readouterr().err
    assert not User.objects.exists()


# ---- over a real installation ----


def test_on_an_empty_machine_it_says_what_comes_first_and_then_works(installations: Installations) -> None:
    options = [word for name, value in GIVEN.items() for word in (f"--{name}", value)]
    early = installations.empty("early").run("create-user", *options, input=PASSWORD + "\n")
    assert (early.returncode, early.stderr.splitlines()[-1]) == (
        1, "noddfa: the database is not ready for this version; run: noddfa migrate",
    )  # fmt: skip
    noddfa = installations.migrated("one")
    made = json.loads(noddfa.must("create-user", *options, "--json", input=PASSWORD + "\n"))
    again = noddfa.run("create-user", *options, input=PASSWORD + "\n")
    assert made["body"] == "W06000015"
    assert again.returncode == 1 and again.stderr.count("\n") == 1
