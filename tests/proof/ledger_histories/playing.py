"""Playing histories with hypothesis, by a seed that repeats them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from kechuang.ledger.services import open_year
from tests.proof.ledger_histories.books import BUDGET, NEXT_YEAR, counted
from tests.proof.ledger_histories.machine import Histories
from tests.proof.ledger_histories.mutants import Mutant
from tests.rooms.ledger.town import APPROVER, AT, small_treasury

LONGEST, DEEP = 9, 50
HUNTS, PATIENCE = 4, 50


def played(seed: int, histories: int) -> tuple[int, int, int]:
    """Histories and commands played, and 1 if one of them broke a promise.

    The books are opened once; each history is rolled back to them.
    """
    try:
        with opened_books() as machine:
            play(machine, seed, histories, longest=LONGEST)
    except Exception as found:
        print(f"seed {seed}: {found!r}", file=sys.stderr, flush=True)
        return counted["histories"], counted["steps"], 1
    return counted["histories"], counted["steps"], 0


def is_killed(fault: Mutant, seed: int) -> bool:
    """Whether histories find the ``fault``, which came only after the books were opened.

    Hypothesis begins each hunt with its simplest histories, the more of them the longer it is.
    """
    with opened_books() as machine:
        return any(_is_found(fault, machine, seed + hunt) for hunt in range(HUNTS))


def _is_found(fault: Mutant, machine: type[Histories], seed: int) -> bool:
    try:
        with transaction.atomic(), fault():
            play(machine, seed, PATIENCE, longest=DEEP)
    except Exception:
        return True
    return False


@contextmanager
def opened_books() -> Iterator[type[Histories]]:
    counted.clear()
    with transaction.atomic():
        town = small_treasury(budget_fen=BUDGET)
        open_year(by=APPROVER, at=AT, book=town.book, year=NEXT_YEAR.year)
        yield type("Histories", (Histories,), {"opened": town})
        transaction.set_rollback(True)


def play(machine: type[Histories], seed: int, histories: int, *, longest: int) -> None:
    seeded = type("Histories", (machine,), {"_hypothesis_internal_use_seed": seed})
    profile = settings(
        max_examples=histories,
        stateful_step_count=longest,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    run_state_machine_as_test(seeded, settings=profile)
