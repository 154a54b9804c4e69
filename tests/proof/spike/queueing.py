"""A queue that is certain: every thread of the server is held while seals arrive, and let go once
the deadline is over."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from socket import create_connection, socket
from uuid import UUID

from tests.proof.spike.laying import Applicant
from tests.proof.spike.talking import (
    CARELESS,
    HOLD,
    HOST,
    PATIENCE,
    RELEASED,
    Sealing,
    answer_of,
    request,
    sealing_request,
)

BETWEEN_PARTS = 0.03


class Waiting:
    """A seal that was sent and is not answered yet; of every other one the body follows its head,
    as from a browser far away."""

    def __init__(self, port: int, who: Applicant, key: UUID, *, is_careless: bool) -> None:
        self.key, self.digest = str(key), who.digest
        path = f"/cases/{who.number}/steps/seal/seal/" + (f"?{CARELESS}" if is_careless else "")
        sent = sealing_request(path, who.session, self.key, self.digest)
        head, end, body = sent.partition(b"\r\n\r\n")
        self.began = time.time()
        self.connection = create_connection((HOST, port), PATIENCE)
        self.connection.sendall(head + end)
        if key.int % 2:
            time.sleep(BETWEEN_PARTS)
        self.connection.sendall(body)
        self.ended = time.time()

    def answered(self) -> Sealing:
        with self.connection:
            answer = answer_of(read_all(self.connection), self.began, self.ended)
        times = (answer.began, answer.ended, answer.answered)
        return Sealing(self.key, self.digest, answer.receipt, *times)


@contextmanager
def every_thread_held(port: int, folder: Path, threads: int) -> Iterator[None]:
    """When the block begins ``threads`` of the server are busy, and no other is there."""
    holding: list[socket] = []
    deadline = time.monotonic() + PATIENCE
    while len(list(folder.iterdir())) < threads:
        if time.monotonic() > deadline:
            raise TimeoutError("not every thread of the web server could be held")
        connection = create_connection((HOST, port), PATIENCE)
        connection.sendall(request("GET", HOLD, ""))
        holding.append(connection)
        time.sleep(0.02)
    try:
        yield
    finally:
        (folder / RELEASED).touch()
        for connection in holding:
            with connection, suppress(OSError):
                read_all(connection)


def send_all(
    port: int, applicants: Sequence[Applicant], chance: Random, *, is_careless: bool = False
) -> list[Waiting]:
    keys = [UUID(int=chance.getrandbits(128), version=4) for _ in applicants]
    return [
        Waiting(port, who, key, is_careless=is_careless)
        for who, key in zip(applicants, keys, strict=True)
    ]


def read_all(connection: socket) -> bytes:
    parts = []
    while part := connection.recv(64 * 1024):
        parts.append(part)
    return b"".join(parts)
