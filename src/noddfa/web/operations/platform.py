"""Load Django and what stands in it, once, for the commands that need it."""

from __future__ import annotations

import os

from noddfa.web.operations import language


def load() -> None:
    """Read the settings and set Django up, speaking the language of the command line.

    What is written from now on (database, keys, uploads, logs) is for this user alone.

    Raises EnvironmentProblem (a SystemExit with its one line) and KeyFileProblem.
    """
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "noddfa.web.settings")
    import django
    from django.utils import translation

    django.setup()
    translation.activate(language.current())
