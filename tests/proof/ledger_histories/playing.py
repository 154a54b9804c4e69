"""Playing histories with hypothesis, by a seed that repeats them."""

from __future__ import annotations

import sys

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.proof.ledger_histories.machine import BUDGET, Histories, counted
from tests.rooms.ledger.town import small_treasury

LONGEST, DEEP = 20, 50


def played(
    seed: int, histories: int, *, longest: int = LONGEST, is_quiet: bool = False
) -> tuple[int, int, int]:
    """Histories and commands played, and 1 if one of them broke a promise.

    The books are opened once; each history is rolled back to them.
    """
    counted.clear()
    profile = settings(
        max_examples=histories,
        stateful_step_count=longest,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    try:
        with transaction.atomic():
            opened = {"opened": small_treasury(budget_fen=BUDGET)}
            seeded = {"_hypothesis_internal_use_seed": seed}
            machine = type("Histories", (Histories,), opened | seeded)
            run_state_machine_as_test(machine, settings=profile)
            transaction.set_rollback(True)
    except Exception as found:
        if not is_quiet:
            print(f"seed {seed}: {found!r}", file=sys.stderr, flush=True)
        return counted["histories"], counted["steps"], 1
    return counted["histories"], counted["steps"], 0
