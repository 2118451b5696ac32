"""The command line, `noddfa`: finds the command, runs it, and says what went wrong in one line.

The commands themselves stand in web/operations/, one module each. Only those that need Django load it.
"""

from __future__ import annotations

import os
import sys

from noddfa.web.operations import language
from noddfa.web.operations.command_line import read
from noddfa.web.operations.trouble import Trouble, as_trouble


def main(arguments: list[str] | None = None) -> int:
    """Run one command.

    Returns the exit status: 0 done, 1 done but something is wrong, 2 asked in a way that cannot be done,
    130 broken off by Ctrl-C.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        language.use(language.asked_for(arguments, os.environ))
        run = read(arguments)
        return run()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read our output has enough: `noddfa check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as problem:
        trouble = as_trouble(problem)
        if trouble is None:
            raise
        return complain(trouble)


def complain(trouble: Trouble) -> int:
    """One line on stderr; the exit status."""
    print(f"noddfa: {trouble}", file=sys.stderr)  # noqa: T201
    return trouble.status
