"""Playing histories with hypothesis, by a seed that repeats them."""

from __future__ import annotations

import sys

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.proof.ledger_histories.machine import Histories, counted

LONGEST, DEEP = 20, 50


def played(
    seed: int, histories: int, *, longest: int = LONGEST, is_quiet: bool = False
) -> tuple[int, int, int]:
    """Histories and commands played, and 1 if one of them broke a promise."""
    counted.clear()
    machine = type("Histories", (Histories,), {"_hypothesis_internal_use_seed": seed})
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
        run_state_machine_as_test(machine, settings=profile)
    except Exception as found:
        if not is_quiet:
            print(f"seed {seed}: {found!r}", file=sys.stderr, flush=True)
        return counted["histories"], counted["steps"], 1
    return counted["histories"], counted["steps"], 0
