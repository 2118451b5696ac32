"""`noddfa manage`: Django's own management commands, with our settings."""

from __future__ import annotations

from django.core.management import execute_from_command_line


def run(arguments: list[str]) -> int:
    """Hand everything on to Django, which reads its arguments itself and says its own errors."""
    execute_from_command_line(["noddfa manage", *arguments])
    return 0
