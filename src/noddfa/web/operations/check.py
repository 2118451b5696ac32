"""`noddfa check`: says whether everything recorded here is whole. 0 it is, 1 something is wrong."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from noddfa.web.operations import console
from noddfa.web.operations.examinations import Examined, examine
from noddfa.web.operations.language import translate as _
from noddfa.web.operations.trouble import Misuse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("say the result as JSON"))
    parser.add_argument(
        "--heads",
        type=Path,
        metavar="FILE",
        help=_(
            "note the newest event of every record in FILE; if FILE is there, verify that nothing it notes was changed"
        ),
    )


def run(args: argparse.Namespace) -> int:
    """Look at everything, say it, and note the heads when asked. Raises Misuse for a file of heads that is not one."""
    known = read_heads(args.heads) if args.heads and args.heads.exists() else None
    examined = examine(known)
    if args.heads and known is None and examined.ok:
        write_heads(args.heads, examined)
    if args.json:
        console.say_json(as_json(examined))
    else:
        say(examined)
    return 0 if examined.ok else 1


def read_heads(path: Path) -> dict[str, str]:
    """The heads noted by an earlier check. Raises Misuse."""
    try:
        heads = json.loads(path.read_text(encoding="utf-8"))["heads"]
        if not all(isinstance(name, str) and isinstance(value, str) for name, value in heads.items()):
            raise TypeError("names and hashes must be text")
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Misuse(_("{file} is not a file of heads made by this command").format(file=path)) from problem
    return dict(heads)


def write_heads(path: Path, examined: Examined) -> None:
    temporary = path.with_name(path.name + ".new")
    temporary.write_text(json.dumps({"heads": dict(examined.heads)}, indent=1), encoding="utf-8")
    temporary.replace(path)


def as_json(examined: Examined) -> dict[str, object]:
    return {
        "ok": examined.ok,
        "findings": [
            {"name": f.name, "ok": f.ok, "said": f.said, "problems": list(f.problems)}
            for f in examined.findings
        ],
        "heads": dict(examined.heads),
    }


def say(examined: Examined) -> None:
    """One line for each examination, and under it what is wrong."""
    for finding in examined.findings:
        console.say(f"{'✓' if finding.ok else '✗'} {finding.said}")
        for problem in finding.problems:
            console.say(f"    {problem}")
    console.say(_("Everything is as it should be.") if examined.ok else _("Something is wrong: see above."))
