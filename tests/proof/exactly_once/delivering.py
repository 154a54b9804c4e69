"""Messages repeated and shuffled, delivered by two client processes, while something is killed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path
from random import Random
from typing import Generic, TypeVar

from django.db import connections

from tests.proof.kills.orders import note
from tests.proof.kills.writers import FORK

CLIENTS, MOST = 2, 5
GLANCE = 0.01
Message = TypeVar("Message")


def repeated(messages: Iterable[Message], chance: Random) -> list[Message]:
    """Each message one to five times, in no order."""
    copies = [[message] * chance.randint(1, MOST) for message in messages]
    deliveries = list(chain.from_iterable(copies))
    chance.shuffle(deliveries)
    return deliveries


class Clients(Generic[Message]):
    """Two processes that deliver by turns; a restarted one goes on with what it was at.

    ``deliver`` gives a receipt, which is noted; a process killed before the note delivers again.
    """

    def __init__(
        self, folder: Path, deliveries: Sequence[Message], deliver: Callable[[Message], str]
    ) -> None:
        folder.mkdir()
        self.shares = [deliveries[number::CLIENTS] for number in range(CLIENTS)]
        self.pages = [folder / f"client-{number}" for number in range(CLIENTS)]
        self.deliver = deliver
        for page in self.pages:
            page.touch()
        self.processes = [self._started(number) for number in range(CLIENTS)]

    def work(self, strike: Callable[[], None], *, strikes: int, chance: Random) -> int:
        """Strike while they work, at random places of it; returns when all is delivered."""
        total = sum(map(len, self.shares))
        places = sorted(chance.sample(range(total), strikes))
        while not self._are_done():
            if places and self._delivered() >= places[0]:
                places.pop(0)
                strike()
            time.sleep(GLANCE)
        return strikes - len(places)

    def kill_one(self, chance: Random) -> None:
        number = chance.randrange(CLIENTS)
        self.processes[number].kill()
        self.processes[number].join()
        self.processes[number] = self._started(number)

    def receipts(self) -> list[tuple[Message, str]]:
        """Every delivery with what its client was told."""
        lines = [page.read_text("utf-8").splitlines() for page in self.pages]
        told = (
            zip(share, said, strict=True) for share, said in zip(self.shares, lines, strict=True)
        )
        return list(chain.from_iterable(told))

    def _started(self, number: int) -> FORK.Process:
        connections.close_all()
        process = FORK.Process(target=self._deliver_rest, args=(number,), daemon=True)
        process.start()
        return process

    def _deliver_rest(self, number: int) -> None:
        share, page = self.shares[number], self.pages[number]
        for message in share[len(page.read_text("utf-8").splitlines()) :]:
            note(page, f"{self.deliver(message)}\n")

    def _delivered(self) -> int:
        return sum(page.read_bytes().count(b"\n") for page in self.pages)

    def _are_done(self) -> bool:
        for process in self.processes:
            if process.exitcode:
                raise ChildProcessError(f"a client ended with {process.exitcode}")
        return all(process.exitcode == 0 for process in self.processes)
