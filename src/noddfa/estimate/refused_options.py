"""An option of a method that is out of its bounds: the asker's slip, told apart from every mistake of ours."""

from __future__ import annotations


class BadOption(ValueError):
    """What was asked of a method is out of its bounds; the text says which option, what is allowed, what came.

    Raised only where options are checked, before any work. Any other ValueError out of a method is a fault of the
    method and is never told as the asker's.
    """
