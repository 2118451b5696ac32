"""What a backup is sealed with: a passphrase, or a file of random bytes."""

from __future__ import annotations

import argparse
import base64
import binascii
import getpass
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from noddfa.web.operations.language import translate as _
from noddfa.web.operations.trouble import Misuse

SHORTEST = 12  # characters of a passphrase
KEY_BYTES = 32
VARIABLE = "NODDFA_BACKUP_PASSPHRASE"


@dataclass(frozen=True)
class Secret:
    """kind: 'passphrase' or 'key'. Its text form never shows the value."""

    kind: str
    value: bytes = field(repr=False)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--passphrase-file and --key-file; without them NODDFA_BACKUP_PASSPHRASE, else the terminal is asked."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help=_("file whose first line is the passphrase")
    )
    group.add_argument(
        "--key-file",
        type=Path,
        metavar="FILE",
        help=_("file with 32 random bytes in base64, as made by: openssl rand -base64 32"),
    )


def read(args: argparse.Namespace, *, new: bool) -> Secret:
    """The secret given by file, environment or terminal; a new one typed on the terminal is asked for twice.

    Raises Misuse when there is none or it is too weak.
    """
    if args.key_file:
        return Secret("key", _key(args.key_file))
    if args.passphrase_file:
        lines = args.passphrase_file.read_text(encoding="utf-8").splitlines()
        return _passphrase(lines[0] if lines else "", new)
    if typed := os.environ.get(VARIABLE):
        return _passphrase(typed, new)
    if not sys.stdin.isatty():
        raise Misuse(_("no passphrase: give --passphrase-file, --key-file or {name}").format(name=VARIABLE))
    typed = getpass.getpass(_("Passphrase of the backup: "))
    if new and getpass.getpass(_("Once more: ")) != typed:
        raise Misuse(_("the two passphrases differ"))
    return _passphrase(typed, new)


def _passphrase(text: str, new: bool) -> Secret:
    text = text.strip()
    if new and len(text) < SHORTEST:
        raise Misuse(_("the passphrase must have {count} characters or more").format(count=SHORTEST))
    if not text:
        raise Misuse(_("the passphrase is empty"))
    return Secret("passphrase", text.encode())


def _key(path: Path) -> bytes:
    try:
        key = base64.b64decode(path.read_bytes().strip(), validate=True)
    except binascii.Error as problem:
        raise Misuse(_("{file} is not base64").format(file=path)) from problem
    if len(key) != KEY_BYTES:
        raise Misuse(
            _("{file} holds {count} bytes; it must hold {wanted}").format(
                file=path, count=len(key), wanted=KEY_BYTES
            )
        )
    return key
