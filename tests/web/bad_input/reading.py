"""A page as a browser takes it in: which boxes hold what, which ids there are, what describes what."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"input", "img", "br", "hr", "meta", "link", "path", "use", "circle", "source", "wbr"})


@dataclass
class Element:
    """One element with its attributes; with all text within it where it has an id or is a box of text."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """A page read. What stands in a <template> is no part of it."""

    html: str
    elements: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[Element] = []
        self._hidden = 0
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag == "template"
        if self._hidden:
            return
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag == "template"
        if self._hidden or tag == "template":
            return
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            for element in self._open:
                if element.tag == "textarea" or "id" in element.attributes:
                    element.text += data

    def by_id(self, id_: str) -> Element | None:
        """The element of an id."""
        return next((one for one in self.elements if one.attributes.get("id") == id_), None)

    def described_by(self, id_: str) -> list[Element]:
        """What a screen reader reads an element's text with."""
        return [one for one in self.elements if id_ in one.attributes.get("aria-describedby", "").split()]

    def typed(self, name: str) -> list[str]:
        """What the boxes of a name hold: text as it stands, chosen values of choices."""
        held = []
        for one in self.elements:
            if one.attributes.get("name") != name:
                continue
            if one.tag == "textarea":
                held.append(one.text.removeprefix("\n"))
            elif one.attributes.get("type") in {"radio", "checkbox"}:
                held += [one.attributes.get("value", "on")] if "checked" in one.attributes else []
            elif one.tag == "input":
                held.append(one.attributes.get("value", ""))
        return held

    def summary(self) -> list[str]:
        """The ids that the links of the error summary lead to."""
        return [
            one.attributes["href"][1:]
            for one in self.elements
            if one.tag == "a" and one.attributes.get("href", "").startswith("#id_")
        ]
