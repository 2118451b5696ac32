"""The network is shut: a test may talk to this machine only (loopback and Unix sockets)."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any


class NetworkIsShut(AssertionError):
    """Something under test tried to reach another machine."""


def check(address: Any) -> None:
    """Refuse an address that is not on this machine. Raises NetworkIsShut."""
    if isinstance(address, (str, bytes)):  # a Unix socket's path
        return
    host = str(address[0])
    try:
        if ipaddress.ip_address(host.partition("%")[0]).is_loopback:
            return
    except ValueError:
        if host in {"localhost", ""}:
            return
    raise NetworkIsShut(f"a test tried to reach {host!r}; only 127.0.0.1, ::1 and localhost are open")


def shut() -> None:
    """Guard every connection and name look-up that this process makes from now on."""
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        check(address)
        return connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        check(address)
        return connect_ex(self, address)

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host is not None:
            check((host.decode() if isinstance(host, bytes) else host,))
        return look_up(host, *args, **kwargs)

    socket.socket.connect = guarded_connect  # type: ignore[method-assign]
    socket.socket.connect_ex = guarded_connect_ex  # type: ignore[method-assign]
    socket.getaddrinfo = guarded_look_up
