"""`noddfa create-user`: an account with a role at a body, made by whoever runs the machine. The first administrator of
an installation comes to be in this way; that one invites the others on the screens."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from noddfa.access.members import commands
from noddfa.access.models import Organisation, User
from noddfa.access.roles import Role
from noddfa.web.operations import console, language, migrate
from noddfa.web.operations.language import translate as _
from noddfa.web.operations.trouble import Misuse, Trouble

Answer = TypeVar("Answer")
FIRST = Role.AGENCY_ADMINISTRATOR
MOST_LISTED = 10  # bodies that are spelt out when several fit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--email", metavar="ADDRESS", help=_("their e-mail address, with which they sign in"))
    parser.add_argument("--name", help=_("their name, as colleagues know them"))
    parser.add_argument("--body", help=_("the body they work for: its code, its name or part of its name"))
    parser.add_argument("--role", choices=[role.value for role in Role], help=_("their role there"))
    parser.add_argument(
        "--language", choices=language.LANGUAGES, help=_("the language in which letters are written to them")
    )
    parser.add_argument(
        "--password-file",
        metavar="FILE",
        help=_("file whose first line is the password; - reads it from standard input"),
    )
    parser.add_argument("--json", action="store_true", help=_("say the result as JSON"))


def run(args: argparse.Namespace) -> int:
    """Make the account. What is not given is asked for on the terminal.

    Raises Misuse for what cannot be; Trouble when there is an account with this address.
    """
    migrate.require_ready()
    _refuse_to_guess(args)
    email = _given(args.email, _("E-mail address: "), _email)
    name = _given(args.name, _("Name: "), _name)
    body = _given(args.body, _("Body (its code, its name or part of its name): "), find_body)
    role = _given(
        args.role, _("Role ({usual} unless you say another): ").format(usual=FIRST.value), _role(body)
    )
    password = _password(args.password_file, User(email=email, name=name))
    try:
        place = commands.make_account(
            email=email,
            name=name,
            language=args.language or language.current(),
            body=body,
            role=role,
            password=password,
            now=timezone.now(),
        )
    except commands.AccountThere as problem:
        raise Trouble(" ".join(problem.messages)) from problem
    if args.json:
        console.say_json({"user": str(place.user_id), "email": email, "body": body.pk, "role": role.value})
        return 0
    console.say(_("{name} can sign in as {role}: {body}.").format(name=name, role=role.label, body=body))
    console.say(_("The first time, they are asked to set up a second step."))
    return 0


# ---- asking ----


def _refuse_to_guess(args: argparse.Namespace) -> None:
    """Without a terminal nothing can be asked. Raises Misuse naming all that is missing."""
    if sys.stdin.isatty():
        return
    needed = ("email", "name", "body", "role", "password_file")
    missing = [f"--{name.replace('_', '-')}" for name in needed if getattr(args, name) is None]
    if missing:
        raise Misuse(_("nobody to ask at a terminal: give {options}").format(options=", ".join(missing)))


def _given(text: str | None, question: str, judge: Callable[[str], Answer]) -> Answer:
    """What the command line says, judged; else what is answered at the terminal, asked again until it can be."""
    if text is not None:
        return judge(text)
    return _asked(lambda: _line(question), judge)


def _asked(ask: Callable[[], str], judge: Callable[[str], Answer]) -> Answer:
    while True:
        try:
            return judge(ask())
        except Misuse as problem:
            console.remark(str(problem))


def _line(question: str) -> str:
    print(question, end="", file=sys.stderr, flush=True)  # noqa: T201
    line = sys.stdin.readline()
    if not line:
        raise Trouble(_("broken off: no account was made"))
    return line.strip()


def _password(file: str | None, user: User) -> str:
    def judge(text: str) -> str:
        try:
            validate_password(text, user)
        except ValidationError as problem:
            raise Misuse(" ".join(problem.messages)) from problem
        return text

    if file == "-":
        return judge(sys.stdin.readline().rstrip("\r\n"))
    if file is not None:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
        return judge(lines[0] if lines else "")
    return _asked(_twice, judge)


def _twice() -> str:
    typed = getpass.getpass(_("Password: "))
    if getpass.getpass(_("Once more: ")) != typed:
        raise Misuse(_("the two passwords differ"))
    return typed


# ---- judging ----


def _email(text: str) -> str:
    address = text.strip().lower()
    try:
        validate_email(address)
    except ValidationError as problem:
        raise Misuse(_("{text!r} is not an e-mail address").format(text=text)) from problem
    if User.objects.filter(email=address).exists():
        raise Trouble(" ".join(commands.AccountThere().messages))
    return address


def _name(text: str) -> str:
    name = " ".join(text.split())
    longest = User._meta.get_field("name").max_length or 0
    if not name or len(name) > longest:
        raise Misuse(_("a name has from 1 to {most} characters").format(most=longest))
    return name


def find_body(text: str) -> Organisation:
    """The body of a code, a name in either language, or a part of one that fits no other. Raises Misuse."""
    words = " ".join(text.split()).casefold()
    bodies = list(Organisation.objects.all())
    exact = [body for body in bodies if words in (body.pk.casefold(), *_names(body))]
    found = exact or [body for body in bodies if words and any(words in name for name in _names(body))]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Misuse(_("there is no body {text!r} here").format(text=text))
    listed = "; ".join(f"{body} ({body.pk})" for body in found[:MOST_LISTED])
    more = _(" and others") if len(found) > MOST_LISTED else ""
    raise Misuse(_("{text!r} may be {bodies}").format(text=text, bodies=listed + more))


def _names(body: Organisation) -> tuple[str, str]:
    return body.name_en.casefold(), body.name_cy.casefold()


def _role(body: Organisation) -> Callable[[str], Role]:
    def judge(text: str) -> Role:
        offered = commands.roles_for(body)
        named = text.strip() or FIRST.value
        if named not in [role.value for role in offered]:
            roles = ", ".join(role.value for role in offered)
            raise Misuse(
                _("the roles at {body} are {roles}; got {text!r}").format(body=body, roles=roles, text=text)
            )
        return Role(named)

    return judge
