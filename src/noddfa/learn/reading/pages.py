"""From a module to what its pages print: parts, contents, the way on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from noddfa.design.components import Link
from noddfa.design.language import lang
from noddfa.learn.reading.markdown import to_html
from noddfa.learn.reading.modules import Door
from noddfa.learn.reading.scenes import Scene, scene_of
from noddfa.practice.course import Module, Section

# The section every page of a module points to: where a reader finds help for themselves.
HELP = "help-for-you"


@dataclass(frozen=True)
class DrawnPart:
    """A stretch of a section: 'prose', 'note', 'reflect', or 'choice' (then it has a scene)."""

    kind: str
    anchor: str
    html: SafeString
    scene: Scene | None = None


@dataclass(frozen=True)
class Content:
    """A line of the contents."""

    number: int
    title: str
    url: str
    opened: bool
    current: bool


@dataclass(frozen=True)
class SectionPage:
    """A section, ready to print. before and after are None at the ends."""

    number: int
    count: int
    title: str
    parts: tuple[DrawnPart, ...]
    contents: tuple[Content, ...]
    before: Link | None
    after: Link | None
    help_url: str
    is_help: bool

    @property
    def form(self) -> object:
        """The scene that was sent without a choice, for the summary of errors."""
        scenes = (part.scene for part in self.parts if part.scene is not None)
        return next((scene.form for scene in scenes if scene.form.errors), None)


def section_page(
    module: Module, section: Section, door: Door, *, asked: Mapping[str, str], opened: Collection[str] = ()
) -> SectionPage:
    """A section in the language in force. asked: the query of the address; opened: anchors read before."""
    page = section.page(lang())
    pages = addresses(module, door)
    scenes = {part.anchor for part in page.parts if part.kind == "choice"}
    anchors = [each.anchor for each in module.sections]
    at = anchors.index(section.anchor)
    return SectionPage(
        number=at + 1,
        count=len(anchors),
        title=page.title,
        parts=tuple(
            DrawnPart(
                part.kind,
                part.anchor,
                to_html(part.markdown, pages),
                scene_of(part, asked, pages, scenes) if part.kind == "choice" else None,
            )
            for part in page.parts
        ),
        contents=contents(module, door, opened=opened, current=section.anchor),
        before=_neighbour(module, door, at - 1, _("Previous section")) if at else None,
        after=_neighbour(module, door, at + 1, _("Next section")) if at + 1 < len(anchors) else None,
        help_url=help_address(module, door),
        is_help=section.anchor == HELP,
    )


def contents(
    module: Module, door: Door, *, opened: Collection[str] = (), current: str = ""
) -> tuple[Content, ...]:
    """All sections in order."""
    return tuple(
        Content(
            number,
            section.page(lang()).title,
            door.section(module, section.anchor),
            section.anchor in opened,
            section.anchor == current,
        )
        for number, section in enumerate(module.sections, start=1)
    )


def content_note(module: Module, door: Door) -> SafeString | None:
    """What a reader should know before anything else; the first note of the module."""
    parts = (part for section in module.sections for part in section.page(lang()).parts)
    note = next((part for part in parts if part.kind == "note"), None)
    return to_html(note.markdown, addresses(module, door)) if note is not None else None


def help_address(module: Module, door: Door) -> str:
    """Where the module tells its readers of help for themselves; '' when it has no such section."""
    return door.section(module, HELP) if HELP in {section.anchor for section in module.sections} else ""


def addresses(module: Module, door: Door) -> dict[str, str]:
    """Anchor -> address of the page it stands on."""
    found = {}
    for section in module.sections:
        found[section.anchor] = door.section(module, section.anchor)
        for part in section.en.parts:
            if part.anchor:
                found[part.anchor] = f"{found[section.anchor]}#{part.anchor}"
    return found


def _neighbour(module: Module, door: Door, at: int, text: str) -> Link:
    section: Section = module.sections[at]
    return Link(text, door.section(module, section.anchor), section.page(lang()).title)
