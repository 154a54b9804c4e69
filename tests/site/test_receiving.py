"""When a request counts as received: once it lies whole in the socket, before it gets its turn."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from kechuang.base.clock import RECEIVED_AT, now, received_at
from kechuang.site.receiving import has_whole_request

HEAD = b"POST /seal HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n"


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    client, server = socket.socketpair()
    with client, server:
        yield client, server


@pytest.mark.parametrize("sent", [HEAD + b"k=abc", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"])
def test_a_whole_request_has_arrived_and_is_left_to_be_read(ends, sent: bytes) -> None:
    client, server = ends
    client.sendall(sent)

    assert has_whole_request(server)
    assert server.recv(9_999) == sent


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        HEAD[:-2],
        HEAD,
        HEAD + b"k=ab",
        HEAD.replace(b"Content-Length: 5", b"Transfer-Encoding: x"),
    ],
)
def test_what_is_not_whole_yet_has_not_arrived(ends, sent: bytes) -> None:
    client, server = ends
    client.sendall(sent)

    assert not has_whole_request(server)


def test_the_noted_instant_counts_and_no_header_sets_it() -> None:
    noted = datetime(2026, 4, 15, 8, 59, 59, tzinfo=UTC)

    assert received_at({RECEIVED_AT: noted.timestamp()}) == noted
    assert now() - received_at({f"HTTP_{RECEIVED_AT}": 1.0}) < timedelta(minutes=1)
    assert not RECEIVED_AT.startswith("HTTP_")
