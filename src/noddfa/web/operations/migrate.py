"""`noddfa migrate`: bring the database to the state this version needs."""

from __future__ import annotations

import argparse

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration

from noddfa.people import keys
from noddfa.web.operations import console
from noddfa.web.operations.language import ngettext
from noddfa.web.operations.language import translate as _
from noddfa.web.operations.trouble import Trouble


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--plan", action="store_true", help=_("only say what would be done"))


def pending() -> list[Migration]:
    """The migrations this database still waits for, in order."""
    executor = MigrationExecutor(connection)
    return [migration for migration, _back in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def require_ready() -> None:
    """Everything that works with data starts with this: the tables are this version's, the keys can be read.

    Raises Trouble and KeyFileProblem.
    """
    keys.ring()
    if pending():
        raise Trouble(_("the database is not ready for this version; run: noddfa migrate"))


def bring_up_to_date() -> int:
    """Apply what is pending, and make the keys if there are none; how many migrations that were."""
    keys.ring()
    waiting = pending()
    with console.progress(_("Preparing the database"), total=None):
        call_command("migrate", interactive=False, verbosity=0)
    return len(waiting)


def run(args: argparse.Namespace) -> int:
    if args.plan:
        for migration in pending():
            console.say(str(migration))
        return 0
    done = bring_up_to_date()
    console.say(
        ngettext(
            "{count} migration applied; the database is ready.",
            "{count} migrations applied; the database is ready.",
            done,
        ).format(count=done)
    )
    return 0
