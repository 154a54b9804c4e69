"""No payload makes the platform open a connection to elsewhere."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

HOME = {"127.0.0.1", "::1", "localhost", "0.0.0.0"}
_connect, _getaddrinfo = socket.socket.connect, socket.getaddrinfo


@contextmanager
def outward_calls() -> Iterator[list[str]]:
    """What was tried to be reached, or looked up, beyond this machine; none of it is let out."""
    tried: list[str] = []

    def connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in HOME:
            tried.append(f"connection to {address[0]}")
            raise OSError("kept in")
        _connect(self, address)

    def getaddrinfo(host: Any, *given: Any, **options: Any) -> Any:
        if host is not None and str(host) not in HOME:
            tried.append(f"lookup of {host}")
            raise OSError("kept in")
        return _getaddrinfo(host, *given, **options)

    with (
        patch.object(socket.socket, "connect", connect),
        patch.object(socket, "getaddrinfo", getaddrinfo),
    ):
        yield tried
