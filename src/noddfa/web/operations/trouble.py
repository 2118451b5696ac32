"""What can go wrong for a person at the command line, said in one line.

Exceptions:
    Trouble             what happened and what to do; exit status 1
    └── Misuse          the command was asked for in a way that cannot be done; exit status 2
"""

from __future__ import annotations

import sys

from noddfa.envelope import KeyFileProblem
from noddfa.web.operations.language import translate as _


class Trouble(Exception):
    """A problem the person can act upon; its text is the one line they read."""

    status = 1


class Misuse(Trouble):
    """The command cannot be done as asked."""

    status = 2


def first_line(problem: BaseException) -> str:
    """The first line of an exception's text, without a full stop; its name when it says nothing."""
    lines = str(problem).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(problem).__name__


def as_trouble(problem: Exception) -> Trouble | None:
    """Say what befell us as a Trouble; None for what is a mistake of ours and deserves a traceback."""
    if isinstance(problem, Trouble):
        return problem
    if isinstance(problem, KeyFileProblem):
        return Trouble(str(problem))
    if isinstance(problem, OSError) and problem.filename is not None:
        return Trouble(_("{file}: {reason}").format(file=problem.filename, reason=problem.strerror))
    return _from_django(problem) if "django.db" in sys.modules else None


def _from_django(problem: Exception) -> Trouble | None:
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management.base import CommandError
    from django.db.utils import InterfaceError, OperationalError

    if isinstance(problem, (OperationalError, InterfaceError)):
        return Trouble(_("the database cannot be used: {reason}").format(reason=first_line(problem)))
    if isinstance(problem, (ImproperlyConfigured, CommandError)):
        return Trouble(first_line(problem))
    return None
