"""Two processes that post vouchers with their papers, and note what was acknowledged."""

from __future__ import annotations

import multiprocessing
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from pathlib import Path

from django.db import connections

from tests.proof.kills.orders import Notebook, endless_orders
from tests.proof.kills.posting import carry_out

FORK = multiprocessing.get_context("fork")
WRITERS, FIRST_WRITES, PAUSE, PATIENCE = 2, 5, 0.02, 60.0


@contextmanager
def committing(notebook: Notebook, seed: str) -> Iterator[None]:
    """Both are at work when the block begins, and finish their last order when it ends."""
    connections.close_all()
    ending = FORK.Event()
    writers = [
        FORK.Process(target=commit, args=(notebook, f"{seed}-{number}", ending))
        for number in range(WRITERS)
    ]
    known = len(notebook.receipts)
    for writer in writers:
        writer.start()
    try:
        deadline = time.monotonic() + PATIENCE
        while len(notebook.receipts) < known + FIRST_WRITES and time.monotonic() < deadline:
            time.sleep(PAUSE)
        yield
    finally:
        ending.set()
        for writer in writers:
            writer.join()


def commit(notebook: Notebook, seed: str, ending: Event) -> None:
    for order in (one for one in endless_orders(seed) if not one.is_seal):
        if ending.is_set():
            return
        notebook.want(order)
        notebook.acknowledge(order, carry_out(order))
        time.sleep(PAUSE)


def as_of_now(notebook: Notebook, folder: Path) -> Notebook:
    """A copy of what is acknowledged at this moment."""
    earlier = Notebook(folder)
    shutil.copy(notebook.acknowledged_page, earlier.acknowledged_page)
    return earlier


def with_wishes(earlier: Notebook, notebook: Notebook) -> Notebook:
    """The copy, and every order that may have been at work since."""
    shutil.copy(notebook.wanted_page, earlier.wanted_page)
    return earlier
