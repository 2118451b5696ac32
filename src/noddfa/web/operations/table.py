"""Every command: its name, what it does in one line, examples, and the module that holds it.

A module offers `add_arguments(parser)` and `run(args) -> int`. It is imported only when its command is called, so
`noddfa estimate` and `noddfa --help` start without Django.
"""

from __future__ import annotations

from dataclasses import dataclass

from noddfa.web.operations.language import gettext_noop as _


@dataclass(frozen=True)
class Command:
    """One command. `examples` are shown by its --help; `django` says whether the platform is loaded first."""

    name: str
    module: str
    summary: str
    examples: tuple[str, ...] = ()
    django: bool = True


_HERE = "noddfa.web.operations."

COMMANDS: tuple[Command, ...] = (
    Command(
        "demo",
        _HERE + "demo",
        _("Try it out: fill a new database with invented data and serve it on this machine"),
        ("noddfa demo", "noddfa demo --port 8123", "noddfa demo --reset"),
        django=False,  # chooses its surroundings first
    ),
    Command(
        "serve",
        _HERE + "serve",
        _("Serve the pages with gunicorn"),
        ("noddfa serve", "noddfa serve --port 8080 --workers 4"),
    ),
    Command(
        "worker",
        _HERE + "worker",
        _("Do the work behind the scenes: mail, imports, anything long"),
        ("noddfa worker", "noddfa worker --until-empty"),
    ),
    Command(
        "migrate",
        _HERE + "migrate",
        _("Make the database ready for this version"),
        ("noddfa migrate", "noddfa migrate --plan"),
    ),
    Command(
        "create-user",
        _HERE + "create_user",
        _("Make an account with a role at a body: the first administrator's, for instance"),
        (
            "noddfa create-user",
            "noddfa create-user --email a@b.example --name 'A B' --body W06000015 --role agency_administrator"
            " --password-file -",
        ),
    ),
    Command(
        "second-step-off",
        _HERE + "second_step_off",
        _("Take the second step of signing in off an account, for somebody who lost it"),
        ("noddfa second-step-off a@b.example",),
    ),
    Command(
        "check",
        _HERE + "check",
        _("Verify that records, keys and database are whole and as they should be"),
        ("noddfa check", "noddfa check --json", "noddfa check --heads heads-monday.json"),
    ),
    Command(
        "backup",
        _HERE + "backup.write",
        _("Write everything into one encrypted file, and verify it"),
        (
            "noddfa backup monday.noddfa",
            "noddfa backup monday.noddfa --passphrase-file /root/passphrase --with-keys",
        ),
    ),
    Command(
        "restore",
        _HERE + "backup.restore",
        _("Bring back what a backup holds, into SQLite or PostgreSQL"),
        ("noddfa restore monday.noddfa", "noddfa restore monday.noddfa --verify-only"),
    ),
    Command(
        "rotate-keys",
        _HERE + "rotate_keys",
        _("Make a new master key and wrap every data key with it"),
        ("noddfa rotate-keys", "noddfa rotate-keys --drop-old"),
    ),
    Command(
        "rebuild",
        _HERE + "rebuild",
        _("Make the lists, search and counts anew from the recorded events"),
        ("noddfa rebuild",),
    ),
    Command(
        "estimate",
        "noddfa.estimate.command",
        _("Estimate how many are unseen, from a file of lists and their overlaps"),
        ("noddfa estimate lists.csv", "noddfa estimate lists.csv --method all --html report.html"),
        django=False,
    ),
    Command(
        "check-models",
        "noddfa.estimate.command_models",
        _("Tell which log-linear models have no estimate on a file of lists and their overlaps"),
        ("noddfa check-models lists.csv", "noddfa check-models --dataset uk-2013-five-lists --order 5"),
        django=False,
    ),
    Command(
        "manage",
        _HERE + "manage",
        _("Call one of Django's own management commands"),
        ("noddfa manage showmigrations", "noddfa manage changepassword a@b.example"),
    ),
)


def find(name: str) -> Command | None:
    """The command of this name."""
    return next((command for command in COMMANDS if command.name == name), None)
