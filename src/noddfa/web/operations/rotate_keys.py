"""`noddfa rotate-keys`: a new master key, and every data key wrapped by it. Servers need not stop."""

from __future__ import annotations

import argparse
import os

from django.conf import settings

from noddfa.envelope import KeyRing
from noddfa.people import keys
from noddfa.web.operations import console, key_holders
from noddfa.web.operations.language import ngettext
from noddfa.web.operations.language import translate as _
from noddfa.web.operations.trouble import Misuse, Trouble


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--drop-old",
        action="store_true",
        help=_("make no new key, but remove the old ones that nothing needs any more"),
    )
    parser.add_argument("--json", action="store_true", help=_("say the result as JSON"))


def run(args: argparse.Namespace) -> int:
    """Turn the master key over, or drop those that were.

    Raises Misuse when the keys come from the environment, where this cannot write them.
    """
    if os.environ.get("NODDFA_MASTER_KEYS"):
        raise Misuse(_("the master keys come from NODDFA_MASTER_KEYS; move them to a key file first"))
    ring = keys.ring()
    if args.drop_old:
        ring = _drop_old(ring)
        done = 0
    else:
        ring = ring.with_new_master()
        ring.save(settings.NODDFA_KEY_FILE)
        done = _rewrap()
    if args.json:
        console.say_json({"current": ring.current, "masters": list(ring.ids), "rewrapped": done})
    else:
        _say(ring, done, args.drop_old)
    return 0


def _rewrap() -> int:
    total = key_holders.count()
    with console.progress(_("Wrapping keys anew"), total) as step:
        key_holders.rewrap(step)
    return total


def _drop_old(ring: KeyRing) -> KeyRing:
    _rewrap()  # what a process wrote with the old key while the last rotation went on
    needed = key_holders.masters_in_use() - {ring.current}
    if needed:
        raise Trouble(_("still in use: {names}; try again").format(names=", ".join(sorted(needed))))
    for name in ring.ids[1:]:
        ring = ring.without(name)
    ring.save(settings.NODDFA_KEY_FILE)
    return ring


def _say(ring: KeyRing, done: int, dropped: bool) -> None:
    if dropped:
        console.say(_("Only master key {name} is left.").format(name=ring.current))
        console.say(
            _("Backups made earlier open only with the old key file: keep a copy of it as long as them.")
        )
        return
    console.say(
        ngettext(
            "{count} data key is now wrapped by master key {name}.",
            "{count} data keys are now wrapped by master key {name}.",
            done,
        ).format(count=done, name=ring.current)
    )
    console.say(
        _("Make a copy of the key file, apart from the backups: {file}").format(file=settings.NODDFA_KEY_FILE)
    )
