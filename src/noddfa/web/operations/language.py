"""The language of the command line, without Django: the web room's own catalogue, read by Python's gettext."""

from __future__ import annotations

import gettext
from collections.abc import Mapping, Sequence
from pathlib import Path

LANGUAGES = ("en", "cy")
_DOMAIN = "django"
_CATALOGUES = Path(__file__).resolve().parent.parent / "locale"
_texts: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def translate(text: str) -> str:
    """The text in the language in use. Imported as `_`."""
    return _texts.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """The text for a number of things in the language in use."""
    return _texts.ngettext(one, many, count)


def gettext_noop(text: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


def current() -> str:
    """`en` or `cy`."""
    return _language


def asked_for(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language of this run: `--lang`, else NODDFA_LANG, else the machine's own; English unless Welsh is meant.

    A value of --lang that is neither is left to the reading of the arguments, which refuses it.
    """
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and place + 1 < len(arguments):
            return arguments[place + 1]
    for name in ("NODDFA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "cy" if value.startswith("cy") else "en"
    return "en"


def use(language: str) -> None:
    """Speak this language from now on, argparse's own words included."""
    global _texts, _language
    _language = language if language in LANGUAGES else "en"
    _texts = gettext.translation(_DOMAIN, _CATALOGUES, [_language], fallback=True)
    _teach_argparse()


def _teach_argparse() -> None:
    """argparse asks the functions it imported from gettext; give it ours."""
    import argparse

    argparse._ = translate  # type: ignore[attr-defined]
    argparse.ngettext = ngettext  # type: ignore[attr-defined]


# argparse's words as Python writes them, so that the catalogue holds them.
ARGPARSE_WORDS = (
    gettext_noop("usage: "),
    gettext_noop("positional arguments"),
    gettext_noop("options"),
    gettext_noop("show this help message and exit"),
    gettext_noop("the following arguments are required: %s"),
    gettext_noop("unrecognized arguments: %s"),
    gettext_noop("expected one argument"),
    gettext_noop("expected at least one argument"),
    gettext_noop("ambiguous option: %(option)s could match %(matches)s"),
    gettext_noop("invalid %(type)s value: %(value)r"),
    gettext_noop("invalid choice: %(value)r (choose from %(choices)s)"),
    gettext_noop("not allowed with argument %s"),
    gettext_noop("argument %(argument_name)s: %(message)s"),
    gettext_noop("one of the arguments %s is required"),
    gettext_noop("ignored explicit argument %r"),
)
