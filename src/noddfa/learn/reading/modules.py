"""The modules there are, and the two doors to them: signed in, or openly without an account."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa.design.language import lang
from noddfa.practice.course import Module, Section, modules

# What may be read without an account: general awareness. Later modules speak of casework and ask for one.
OPEN_TO_ALL = ("m1",)


@dataclass(frozen=True)
class Door:
    """The way by which a module is read. Through the open door nothing is kept, and only some modules stand there."""

    is_open: bool

    def home(self, module: Module) -> str:
        """The module's own page."""
        return reverse("learn:open_module" if self.is_open else "learn:module", args=[module.code])

    def section(self, module: Module, anchor: str) -> str:
        """A section's page."""
        name = "learn:open_section" if self.is_open else "learn:section"
        return reverse(name, args=[module.code, anchor])

    def check(self, module: Module) -> str:
        """The page of the questions."""
        return reverse("learn:open_check" if self.is_open else "learn:check", args=[module.code])

    def module(self, code: str) -> Module:
        """The module of a code. Raises Http404 when there is none behind this door."""
        found = shipped().get(code)
        if found is None or (self.is_open and code not in OPEN_TO_ALL):
            raise Http404
        return found


SIGNED_IN = Door(is_open=False)
OPEN = Door(is_open=True)


@cache
def shipped() -> dict[str, Module]:
    """The modules by code, in order."""
    return {module.code: module for module in modules()}


def section_of(module: Module, anchor: str) -> Section:
    """A section. Raises Http404 when the module has none of that anchor."""
    try:
        return module.section(anchor)
    except KeyError:
        raise Http404 from None


def place_of(module: Module, anchor: str) -> int:
    """The number of a section, from 1; 0 when this version of the module has none of that anchor."""
    anchors = [section.anchor for section in module.sections]
    return anchors.index(anchor) + 1 if anchor in anchors else 0


def title_of(module: Module) -> str:
    """'Module 1: What trafficking of children is', in the language in force."""
    return _("Module %(number)s: %(title)s") % {
        "number": module.code.removeprefix("m"),
        "title": module.say("title", lang()),
    }


def number_of(module: Module) -> str:
    """'Module 1': what may stand in the title of a window, where others may see it."""
    return _("Module %(number)s") % {"number": module.code.removeprefix("m")}
