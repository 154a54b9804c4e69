"""When a request counts as received: once it lies whole in the socket, before it gets its turn."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from kechuang.base.clock import RECEIVED_AT, now, received_at
from kechuang.site.receiving import PEEKED, peeked, size_of

HEAD = b"POST /seal HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n"
Ends = tuple[socket.socket, socket.socket]


@pytest.fixture
def ends() -> Iterator[Ends]:
    client, server = socket.socketpair()
    with client, server:
        yield client, server


def test_a_look_takes_nothing_out_of_the_socket(ends: Ends) -> None:
    client, server = ends

    assert peeked(server) == b""
    client.sendall(HEAD + b"k=abc")
    assert peeked(server) == HEAD + b"k=abc" == server.recv(9_999)


@pytest.mark.parametrize("whole", [HEAD + b"k=abc", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"])
def test_a_whole_request_is_as_long_as_it_says(whole: bytes) -> None:
    assert size_of(whole) == len(whole)
    assert size_of(whole[: whole.index(b"\r\n\r\n") + 4]) == len(whole)


@pytest.mark.parametrize("part", [b"", HEAD[:20], HEAD[:-2]])
def test_of_a_head_that_is_not_whole_more_is_awaited(part: bytes) -> None:
    assert size_of(part) == len(part) + 1


@pytest.mark.parametrize(
    "head",
    [
        HEAD.replace(b"Content-Length: 5", b"Transfer-Encoding: x"),
        HEAD.replace(b"Host: a", b"Expect: 100-continue"),
        HEAD.replace(b"Length: 5", b"Length: %d" % PEEKED),
        b"x" * PEEKED,
    ],
)
def test_what_comes_in_parts_or_is_too_large_is_not_waited_for(head: bytes) -> None:
    assert size_of(head) is None


def test_the_noted_instant_counts_and_no_header_sets_it() -> None:
    noted = datetime(2026, 4, 15, 8, 59, 59, tzinfo=UTC)

    assert received_at({RECEIVED_AT: noted.timestamp()}) == noted
    assert now() - received_at({f"HTTP_{RECEIVED_AT}": 1.0}) < timedelta(minutes=1)
    assert not RECEIVED_AT.startswith("HTTP_")
