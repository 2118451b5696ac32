"""Names that are fetched when first asked for, so that importing a package costs nothing of what it may not need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def fetch(package: str, names: Mapping[str, str]) -> Callable[[str], Any]:
    """A module's `__getattr__` that finds each of `names` in the module given for it, below `package`.

    No name may be that of a module of the package: Python would give the module once it is imported.
    """

    def getter(name: str) -> Any:
        if name not in names:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{names[name]}"), name)

    return getter
