#!/usr/bin/env python
"""The Welsh catalogues: `update` them from the source, `check` that they are whole, `compile` them.

    scripts/catalogue.py update [ROOM ...]    take new texts in, take dead ones out
    scripts/catalogue.py check [ROOM ...]     fail on missing, fuzzy, stale or wrongly made units, and
                                              where two rooms say the same English differently in Welsh
    scripts/catalogue.py compile [ROOM ...]   write the .mo files that Django reads

A room is a folder under src/noddfa (protect, design, ...); `vendor` is the catalogue of the texts that
come from Django and allauth, which is kept by hand: `update vendor` only tidies it. Without a room, all
are taken. Babel does the work, so no gettext tools are needed. Texts are found in Python files
(gettext and its relatives) and in templates ({% translate %}, {% blocktranslate %}, _("...")).
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation.template import templatize

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from noddfa.design import welsh

PLURALS = "nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;"
HEADER = f"""\
# The Welsh of Noddfa. A unit that no translator has checked yet carries "# unchecked".
msgid ""
msgstr ""
"Project-Id-Version: Noddfa\\n"
"Language: cy\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {PLURALS}\\n"

"""
KEYWORDS: dict[str, tuple | None] = {
    **dict.fromkeys(("_", "now_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
TEMPLATES = {".html", ".txt", ".xml", ".svg"}
PLACEHOLDER = re.compile(
    r"%\((\w+)\)[#0 +-]*[\d.]*[diouxXeEfFgGcrs]|%[#0 +-]*[\d.]*[diouxXeEfFgGcrs](?!\w)|\{(\w*)\}"
)
TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
STRAIGHT = re.compile(r"\w'\w")


# ---- finding the texts ----


def sources(folder: Path) -> Iterator[Path]:
    """The files of a room that may hold texts, in a steady order."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if (
            path.is_file()
            and "migrations" not in inside
            and "static" not in inside
            and "locale" not in inside
        ) and (path.suffix == ".py" or (path.suffix in TEMPLATES and "templates" in inside)):
            yield path


def as_python(path: Path) -> bytes:
    """A source file as Python that Babel's extractor reads; templates go through Django's own templatize."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text.encode()
    # Blanked-out markup keeps its indentation, which Python's tokenizer would take for bad blocks.
    return "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines()).encode()


def extracted(room: str) -> Catalog:
    """All texts of a room as a catalogue without translations."""
    catalogue = empty()
    for path in sources(welsh.HOUSE / room):
        found = extract(
            "python", BytesIO(as_python(path)), KEYWORDS, ("Translators:",), {"encoding": "utf-8"}
        )
        for _line, text, comments, context in found:
            catalogue.add(text, auto_comments=comments, context=context)
    return catalogue


def empty() -> Catalog:
    """A catalogue with our header and Welsh's six plural forms."""
    return read_po(BytesIO(HEADER.encode()), locale="cy")


def key(message: Message) -> tuple[str, str]:
    """What a unit is looked up by: its context and its (singular) English."""
    return message.context or "", message.id[0] if message.pluralizable else message.id


def units(catalogue: Catalog) -> list[Message]:
    """The units of a catalogue without its header."""
    return [message for message in catalogue if message.id]


# ---- update ----


def merge(source: Catalog, present: Catalog | None) -> Catalog:
    """The source's texts with the translations we have; a text without one is marked unchecked."""
    known = {key(message): message for message in units(present)} if present is not None else {}
    merged = empty()
    for message in units(source):
        old = known.get(key(message))
        same_shape = old is not None and old.pluralizable == message.pluralizable
        merged.add(
            message.id,
            old.string if old is not None and same_shape else None,
            auto_comments=message.auto_comments,
            user_comments=old.user_comments if old is not None and same_shape else [welsh.UNCHECKED],
            flags=(old.flags if old is not None else message.flags) - {"fuzzy"},
            context=message.context,
        )
    return merged


def write(catalogue: Catalog, path: Path) -> None:
    """Write a catalogue sorted, without line numbers or dates, so that two people's changes merge."""
    body = BytesIO()
    write_po(
        body, catalogue, width=100, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(HEADER.encode() + body.getvalue())


def update(room: str) -> str:
    path = welsh.catalogue_path(room)
    present = welsh.read(path) if path.exists() else None
    source = (present if present is not None else empty()) if room == welsh.VENDOR else extracted(room)
    if not units(source) and present is None:
        return f"{room}: no texts"
    merged = merge(source, present)
    write(merged, path)
    missing = sum(1 for message in units(merged) if not whole(message))
    return f"{room}: {len(units(merged))} texts, {missing} without Welsh"


# ---- check ----


def whole(message: Message) -> bool:
    """Whether every form of a unit has its Welsh."""
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(forms) and (not message.pluralizable or len(forms) == 6)


def placeholders(text: str) -> list[str]:
    return sorted(match.group(1) or match.group(0) for match in PLACEHOLDER.finditer(text.replace("%%", "")))


def misfit(message: Message) -> str | None:
    """How a translation's placeholders or markup differ from the English, or None."""
    if message.pluralizable:
        allowed = set(placeholders(message.id[0])) | set(placeholders(message.id[1]))
        for form in message.string:
            if not set(placeholders(form)) <= allowed:
                return f"unknown placeholder in {form!r}"
        return None
    if placeholders(message.id) != placeholders(message.string):
        return f"placeholders {placeholders(message.id)} became {placeholders(message.string)}"
    if sorted(TAG.findall(message.id)) != sorted(TAG.findall(message.string)):
        return "HTML tags differ"
    return None


def faults(room: str) -> Iterator[str]:
    """Everything that is wrong with a room's catalogue, a line each."""
    path = welsh.catalogue_path(room)
    if not path.exists():
        if room == welsh.VENDOR or units(extracted(room)):
            yield f"{room}: has texts but no catalogue; run scripts/catalogue.py update {room}"
        return
    if f'"Plural-Forms: {PLURALS}\\n"' not in path.read_text(encoding="utf-8"):
        yield f"{room}: the plural-forms header must be: {PLURALS}"
        return
    try:
        catalogue = welsh.read(path)
    except PoFileError as problem:
        yield f"{room}: cannot be read: {problem}"
        return
    for message in units(catalogue):
        text = key(message)[1]
        if message.fuzzy:
            yield f"{room}: fuzzy: {text!r}"
        elif not whole(message):
            yield f"{room}: no Welsh for {text!r}"
        elif (fault := misfit(message)) is not None:
            yield f"{room}: {fault} in {text!r}"
        elif STRAIGHT.search("".join(message.string)):
            yield f"{room}: the apostrophe of the house is \N{RIGHT SINGLE QUOTATION MARK}: {message.string!r}"
    if room != welsh.VENDOR:
        have, need = ({key(m) for m in units(c)} for c in (catalogue, extracted(room)))
        for _context, text in sorted(need - have):
            yield f"{room}: not in the catalogue (run update): {text!r}"
        for _context, text in sorted(have - need):
            yield f"{room}: no longer in the source (run update): {text!r}"


def disagreements(rooms: Iterable[str]) -> Iterator[str]:
    """The same English with different Welsh in two rooms, of which one is asked about, a line each.

    Django lays the catalogues over each other, so only one of the two is ever shown, in both rooms. A word
    that means two things needs a context of its own (`pgettext`, `{% translate … context %}`).
    """
    said: dict[tuple[str, str, bool], dict[str, list[str]]] = {}
    for room in welsh.rooms():
        try:
            catalogue = welsh.read(welsh.catalogue_path(room))
        except (FileNotFoundError, PoFileError):
            continue  # faults() says so
        for message in units(catalogue):
            words = message.string if isinstance(message.string, str) else " | ".join(message.string)
            unit = (*key(message), bool(message.pluralizable))
            said.setdefault(unit, {}).setdefault(words, []).append(room)
    asked = set(rooms)
    for (_context, text, _plural), versions in sorted(said.items()):
        if len(versions) > 1 and asked.intersection(chain(*versions.values())):
            told = "; ".join(f"{words!r} in {', '.join(found)}" for words, found in versions.items())
            yield f"one English text, different Welsh: {text!r} is {told}"


# ---- compile ----


def compile_room(room: str) -> str:
    path = welsh.catalogue_path(room)
    if not path.exists():
        return f"{room}: no catalogue"
    compiled = BytesIO()
    write_mo(compiled, welsh.read(path))
    target = path.with_suffix(".mo")
    if not target.exists() or target.read_bytes() != compiled.getvalue():
        target.write_bytes(compiled.getvalue())
    return f"{room}: compiled"


def main(arguments: Iterable[str] | None = None) -> int:
    """Run a command; exit status 1 when a check fails, 2 for a room that is not there."""
    parser = argparse.ArgumentParser(description="Keep the Welsh catalogues.")
    parser.add_argument("command", choices=("update", "check", "compile"))
    parser.add_argument(
        "rooms", nargs="*", metavar="ROOM", help="a folder under src/noddfa, or 'vendor'; default all"
    )
    chosen = parser.parse_args(list(arguments) if arguments is not None else None)
    rooms = chosen.rooms or list(welsh.rooms())
    unknown = sorted(set(rooms) - set(welsh.rooms()))
    if unknown:
        print(f"no such room: {', '.join(unknown)}; rooms are {', '.join(welsh.rooms())}", file=sys.stderr)
        return 2
    if chosen.command == "check":
        wrong = [*(fault for room in rooms for fault in faults(room)), *disagreements(rooms)]
        print("\n".join(wrong) if wrong else f"Welsh whole in {len(rooms)} rooms")
        return 1 if wrong else 0
    work = update if chosen.command == "update" else compile_room
    for room in rooms:
        print(work(room))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
