"""Read a module's page in one language: sections of prose, scenes with choices, pauses for thought.

The form, kept small so that a translator can work in it:

    ## Title of the section {#anchor}
    Markdown prose …

    ::: note            ::: reflect {#anchor}     ::: choice {#anchor}
    content note        something to think over   what happens, and the question
    :::                 :::                       + a good way to go on
                                                  = what it leads to
                                                  - another way
                                                  = what it leads to
                                                  :::
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

from noddfa.practice.errors import PracticeError
from noddfa.practice.files import name_of, read_text

KINDS: Final = ("note", "reflect", "choice")
_SECTION: Final = re.compile(r"## (?P<title>.+?) \{#(?P<anchor>[a-z0-9-]+)\}")
_BLOCK: Final = re.compile(r"::: (?P<kind>[a-z]+)(?: \{#(?P<anchor>[a-z0-9-]+)\})?")
_LINK: Final = re.compile(r"\]\(#([^)]*)\)")
_WORD: Final = re.compile(r"\w[\w'’-]*")


@dataclass(frozen=True, slots=True)
class Option:
    """A way to go on in a scene, and what it leads to."""

    text: str
    reply: str
    good: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a section: 'prose', 'note' (content note), 'reflect' or 'choice'.

    `markdown` is the text; for a choice it is the scene and its question. Only choices have options.
    """

    kind: str
    anchor: str
    markdown: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One section in one language."""

    anchor: str
    title: str
    parts: tuple[Part, ...]

    @property
    def words(self) -> int:
        """How many words there are to read, scenes and replies included, title and links' targets not."""
        texts = [part.markdown for part in self.parts]
        texts += [
            text for part in self.parts for option in part.options for text in (option.text, option.reply)
        ]
        return sum(len(_WORD.findall(re.sub(r"\]\([^)]*\)", "]", text))) for text in texts)


def read_pages(path: Path) -> tuple[Page, ...]:
    """All sections of one file. Raises PracticeError naming file and line."""
    return _Reader(path).pages()


def links(pages: tuple[Page, ...]) -> tuple[str, ...]:
    """The anchors that the texts link to, in order."""
    return tuple(
        target
        for page in pages
        for part in page.parts
        for text in (part.markdown, *(option.reply for option in part.options))
        for target in _LINK.findall(text)
    )


class _Reader:
    """Walks the lines once; knows where it is, so that every refusal names the line."""

    def __init__(self, path: Path) -> None:
        self.name = name_of(path)
        self.lines = read_text(path).splitlines()
        self.at = 0

    def pages(self) -> tuple[Page, ...]:
        found: list[Page] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.strip():
                self.at += 1
                continue
            heading = _SECTION.fullmatch(line.strip())
            if not heading:
                self.refuse("block", got=line, expected="## Title {#anchor}")
            self.at += 1
            found.append(Page(heading["anchor"], heading["title"], self.parts()))
        if not found:
            self.refuse("empty")
        return tuple(found)

    def parts(self) -> tuple[Part, ...]:
        found: list[Part] = []
        prose: list[str] = []
        while self.at < len(self.lines) and not self.lines[self.at].startswith("## "):
            line = self.lines[self.at]
            if line.startswith(":::"):
                self.end_prose(prose, found)
                found.append(self.block())
                continue
            prose.append(line)
            self.at += 1
        self.end_prose(prose, found)
        if not found:
            self.refuse("empty")
        return tuple(found)

    def end_prose(self, prose: list[str], found: list[Part]) -> None:
        text = "\n".join(prose).strip()
        prose.clear()
        if text:
            found.append(Part("prose", "", text))

    def block(self) -> Part:
        opened = self.at
        header = _BLOCK.fullmatch(self.lines[self.at].strip())
        if not header or header["kind"] not in KINDS:
            self.refuse("block", got=self.lines[self.at], expected=", ".join(f"::: {kind}" for kind in KINDS))
        self.at += 1
        inside: list[tuple[int, str]] = []
        while self.at < len(self.lines) and self.lines[self.at].strip() != ":::":
            inside.append((self.at, self.lines[self.at]))
            self.at += 1
        if self.at == len(self.lines):
            self.at = opened
            self.refuse("unclosed")
        self.at += 1
        anchor = header["anchor"] or ""
        if header["kind"] == "choice":
            return self.choice(anchor, inside, opened)
        text = "\n".join(line for _, line in inside).strip()
        if not text:
            self.at = opened
            self.refuse("empty")
        return Part(header["kind"], anchor, text)

    def choice(self, anchor: str, inside: list[tuple[int, str]], opened: int) -> Part:
        scene: list[str] = []
        options: list[Option] = []
        waiting: tuple[str, bool] | None = None
        for number, line in inside:
            sign, text = line[:2], line[2:].strip()
            if sign in ("+ ", "- ") and not waiting and text:
                waiting = (text, sign == "+ ")
            elif sign == "= " and waiting and text:
                options.append(Option(waiting[0], text, waiting[1]))
                waiting = None
            elif not options and not waiting:
                scene.append(line)
            elif line.strip():
                self.at = number
                self.refuse("block", got=line, expected="'= …'" if waiting else "'+ …', '- …', ':::'")
        if waiting or not anchor or len(options) < 2 or not any(option.good for option in options):
            self.at = opened
            self.refuse(
                "block", got=self.lines[opened], expected="::: choice {#anchor}, '+ …', '= …', '- …', '= …'"
            )
        return Part("choice", anchor, "\n".join(scene).strip(), tuple(options))

    def refuse(self, problem: str, **details: object) -> NoReturn:
        raise PracticeError(self.name, min(self.at + 1, len(self.lines)), "", problem, **details)
