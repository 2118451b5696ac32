"""Numbers of the command line, and whether a port is free."""

from __future__ import annotations

import argparse
import socket

from noddfa.web.operations.language import translate as _
from noddfa.web.operations.trouble import Trouble


def port(text: str) -> int:
    """A port number, for argparse."""
    return _number(text, 1, 65535)


def positive(text: str) -> int:
    """A number of processes or threads, for argparse."""
    return _number(text, 1, 256)


def _number(text: str, least: int, most: int) -> int:
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(
            _("must be a whole number from {least} to {most}; got {text!r}").format(
                least=least, most=most, text=text
            )
        )
    return int(text)


def check_free(host: str, number: int) -> None:
    """Raises Trouble when something listens there already, or the address is not this machine's."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, number))
        except OSError as problem:
            raise Trouble(
                _("port {port} of {host} cannot be used ({reason}); choose another with --port").format(
                    port=number, host=host, reason=problem.strerror
                )
            ) from problem
