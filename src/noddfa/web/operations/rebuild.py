"""`noddfa rebuild`: make every read model anew from the recorded events."""

from __future__ import annotations

import argparse

from noddfa import chronicle
from noddfa.chronicle.models import Record
from noddfa.web.operations import console
from noddfa.web.operations.language import ngettext
from noddfa.web.operations.language import translate as _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("say the result as JSON"))


def run(args: argparse.Namespace) -> int:
    with console.progress(_("Rebuilding lists, search and counts"), Record.objects.count()) as step:
        done = chronicle.rebuild(lambda _seen: step(1))
    if args.json:
        console.say_json({"records": done})
    else:
        console.say(
            ngettext("{count} record gone through.", "{count} records gone through.", done).format(count=done)
        )
    return 0
