"""Writer processes killed while they write, the next one goes on where the last one stopped."""

from __future__ import annotations

import multiprocessing
import time
from itertools import chain, islice
from random import Random
from signal import SIGKILL

from django.db import connections

from tests.proof.kills.harm import harm_to
from tests.proof.kills.measuring import Part
from tests.proof.kills.orders import Notebook, endless_orders
from tests.proof.kills.writing import Writer, acknowledge_after, acknowledge_before, write
from tests.proof.outcomes import Scene

FORK = multiprocessing.get_context("fork")
LONGEST_LIFE, PATIENCE = 0.15, 30.0


def kill_writers(scene: Scene, *, kills: int) -> Part:
    """Every other kill comes right after an acknowledgement, the rest at random moments."""
    notebook = Notebook(scene.folder / "writers")
    struck, retried = cut_short(notebook, scene.seed, kills, acknowledge_after)
    write(notebook.unanswered, notebook, acknowledge_after)
    return Part(struck, len(notebook.receipts), retried, harm_to(notebook))


def kill_hasty_writers(scene: Scene, *, kills: int) -> int:
    """How many acknowledged orders are lost when acknowledgement comes before the commit."""
    notebook = Notebook(scene.folder / "hasty-writers")
    cut_short(notebook, scene.seed + 1, kills, acknowledge_before)
    return harm_to(notebook).lost


def cut_short(notebook: Notebook, seed: int, kills: int, writer: Writer) -> tuple[int, int]:
    """How many writers died of the blow, and how many orders were interrupted by it, and so were
    asked for again."""
    chance, struck, retried = Random(seed), 0, 0
    is_hasty = writer is acknowledge_before
    for number in range(kills):
        unanswered = [] if is_hasty else notebook.unanswered
        retried += len(unanswered)
        orders = chain(unanswered, endless_orders(f"{seed}-{number}"))
        connections.close_all()
        process = FORK.Process(target=write, args=(islice(orders, 10_000), notebook, writer))
        process.start()
        notebook.wait_for_acknowledgement(PATIENCE)
        if not is_hasty and chance.random() < 0.5:
            time.sleep(chance.uniform(0.0, LONGEST_LIFE))
        process.kill()
        process.join()
        struck += process.exitcode == -SIGKILL
    return struck, retried
