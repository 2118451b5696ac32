"""How a command line is read: `noddfa [--lang en|cy] COMMAND ...`."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable, Sequence
from importlib.metadata import version
from types import ModuleType
from typing import NoReturn

from noddfa.web.operations import language, platform
from noddfa.web.operations.language import translate as _
from noddfa.web.operations.table import COMMANDS, Command, find
from noddfa.web.operations.trouble import Misuse

PASSED_ON = "manage"  # its arguments are Django's to read


class OneLineParser(argparse.ArgumentParser):
    """argparse, but a mistake is one line that says where help is."""

    def error(self, message: str) -> NoReturn:
        raise Misuse(_("{message} (see: {program} --help)").format(message=message, program=self.prog))


def read(arguments: Sequence[str]) -> Callable[[], int]:
    """What to run.

    Raises Misuse for an unknown command or arguments that cannot be; SystemExit(0) after --help and --version.
    """
    if arguments[:1] == [PASSED_ON]:
        return lambda: _module(find(PASSED_ON)).run(list(arguments[1:]))
    words = _without_language(arguments)
    if not words or words[0] in {"-h", "--help"}:
        _front_parser().parse_args(["--help"])
    if words[0] == "--version":
        _front_parser().parse_args(["--version"])
    command = find(words[0])
    if command is None:
        raise Misuse(_unknown(words[0]))
    module = _module(command)
    parser = _parser_of(command, module)
    parsed = parser.parse_args(words[1:])
    return lambda: module.run(parsed)


def _without_language(arguments: Sequence[str]) -> list[str]:
    """The arguments less `--lang`, which may stand anywhere. Raises Misuse for a language we do not speak."""
    reader = OneLineParser(prog="noddfa", add_help=False, allow_abbrev=False)
    reader.add_argument("--lang", choices=language.LANGUAGES)
    _known, rest = reader.parse_known_args(list(arguments))
    return rest


def _unknown(name: str) -> str:
    names = ", ".join(command.name for command in COMMANDS)
    return _("there is no command '{name}'; the commands are {names}").format(name=name, names=names)


def _module(command: Command | None) -> ModuleType:
    if command is None:
        raise LookupError("a command that the table does not hold")
    if command.django:
        platform.load()
    return importlib.import_module(command.module)


def _front_parser() -> OneLineParser:
    width = max(len(command.name) for command in COMMANDS) + 2
    lines = [f"  {command.name:<{width}}{_(command.summary)}" for command in COMMANDS]
    parser = OneLineParser(
        prog="noddfa",
        usage="noddfa [--lang en|cy] COMMAND ...",
        description=_("Noddfa: the working system of a national response to human trafficking."),
        epilog="\n".join([_("Commands:"), *lines, "", _("Help for one: noddfa COMMAND --help")]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"noddfa {version('noddfa')}")
    parser.add_argument("--lang", choices=language.LANGUAGES, help=_("speak English or Welsh"))
    return parser


def _parser_of(command: Command, module: ModuleType) -> OneLineParser:
    examples = [f"  {example}" for example in command.examples]
    parser = OneLineParser(
        prog=f"noddfa {command.name}",
        description=_(command.summary) + ".",
        epilog="\n".join([_("Examples:"), *examples]) if examples else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(lang=language.current())
    module.add_arguments(parser)
    return parser
