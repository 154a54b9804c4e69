"""The web server that ``serve`` starts, all of its threads held, and who has the next turn."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from socket import create_connection, socket

import pytest

from kechuang.cli.serve import THREADS
from tests.proof.kills.serving import HOST, PATIENCE, Server, served

PAGES = 3 * THREADS
LISTENING = "0A"
# Nothing tells that the server has looked at what it accepted, so it is given time to
LOOKED_AT_S = 1.0


@pytest.fixture
def turns(tmp_path: Path) -> Path:
    folder = tmp_path / "turns"
    folder.mkdir()
    return folder


@pytest.fixture
def server(tmp_path: Path, turns: Path) -> Iterator[Server]:
    application = "tests.site.turns_kept:application"
    with served(tmp_path / "log", workers=1, application=application, TURNS=str(turns)) as running:
        yield running


def test_a_seal_waits_for_no_page_that_came_before_it(server: Server, turns: Path) -> None:
    with ExitStack() as open_ones:
        for _ in range(THREADS):
            open_ones.enter_context(sent(server, "GET", "/hold/"))
        wait_for(turns, THREADS)
        waiting = [open_ones.enter_context(sent(server, "GET", "/page/")) for _ in range(PAGES)]
        seal = "/cases/SX2026-000001/steps/submit/seal/"
        waiting.append(open_ones.enter_context(sent(server, "POST", seal)))
        wait_until_accepted(server.port)
        time.sleep(LOOKED_AT_S)

        (turns / "released").touch()
        for one in waiting:
            assert one.recv(1024).startswith(b"HTTP/1.1 200")

    began = sorted(one.name for one in turns.iterdir() if one.name[0].isdigit())
    assert "seal" in {name[3:] for name in began[THREADS : 2 * THREADS]}
    assert len(began) == THREADS + PAGES + 1


def sent(server: Server, method: str, path: str) -> socket:
    connection = create_connection((HOST, server.port), PATIENCE)
    head = f"{method} {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    connection.sendall(head.encode())
    return connection


def wait_for(turns: Path, begun: int) -> None:
    patience = time.monotonic() + PATIENCE
    while len(list(turns.iterdir())) < begun:
        assert time.monotonic() < patience
        time.sleep(0.01)


def wait_until_accepted(port: int) -> None:
    """Until nobody waits at the listening socket."""
    patience = time.monotonic() + PATIENCE
    while waiting_at(port):
        assert time.monotonic() < patience
        time.sleep(0.01)


def waiting_at(port: int) -> int:
    rows = (line.split() for line in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:])
    (queues,) = (
        row[4] for row in rows if row[3] == LISTENING and int(row[1].split(":")[1], 16) == port
    )
    return int(queues.split(":")[1], 16)
