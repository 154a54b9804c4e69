"""What clients want written, and the notebook in which they keep what was acknowledged."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import UUID


@dataclass(frozen=True)
class Order:
    """One write; ``request_id`` is made by the client, the content follows from it: half of the
    orders seal a bid, the others post a voucher with its paper."""

    request_id: UUID

    @property
    def is_seal(self) -> bool:
        return bool(self.request_id.node & 1)

    @property
    def amount_fen(self) -> int:
        return 100 + self.request_id.int % 9_900


def endless_orders(seed: str) -> Iterator[Order]:
    chance = Random(seed)
    while True:
        yield Order(UUID(int=chance.getrandbits(128), version=4))


class Notebook:
    """On disk and shared by all clients: an order is noted before it is sent, and its receipt
    when the acknowledgement came."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.wanted_page = folder / "wanted"
        self.acknowledged_page = folder / "acknowledged"
        self.wanted_page.touch()
        self.acknowledged_page.touch()

    def want(self, order: Order) -> None:
        note(self.wanted_page, f"{order.request_id}\n")

    def acknowledge(self, order: Order, receipt: str) -> None:
        note(self.acknowledged_page, f"{order.request_id} {receipt}\n")

    @property
    def wanted(self) -> set[UUID]:
        return {UUID(line) for line in self.wanted_page.read_text("ascii").splitlines()}

    @property
    def receipts(self) -> dict[UUID, str]:
        """What each acknowledged client was told."""
        lines = self.acknowledged_page.read_text("utf-8").splitlines()
        parts = (line.partition(" ") for line in lines)
        return {UUID(name): receipt for name, _, receipt in parts}

    @property
    def unanswered(self) -> list[Order]:
        return [Order(key) for key in sorted(self.wanted - self.receipts.keys())]

    def wait_for_acknowledgement(self, patience: float) -> None:
        """Return right after the next one was noted."""
        size = self.acknowledged_page.stat().st_size
        deadline = time.monotonic() + patience
        while self.acknowledged_page.stat().st_size == size and time.monotonic() < deadline:
            time.sleep(0.00005)


def note(page: Path, line: str) -> None:
    """Append in one system call: clients share the page and may be killed at any moment."""
    handle = os.open(page, os.O_WRONLY | os.O_APPEND)
    try:
        os.write(handle, line.encode())
    finally:
        os.close(handle)
