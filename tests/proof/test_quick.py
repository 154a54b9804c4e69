"""The quick form of every promise, on the database of this test run."""

from __future__ import annotations

import os

import pytest

from tests.proof.promises import PROMISES, PURE
from tests.proof.running import prove

SEED = 20261121
ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")
ENGINE = "postgresql" if ON_POSTGRES else "sqlite"
NEEDS_BROWSER = {"R13"}
# Slow when small, and the same commands on both; `run.py proof` has both databases
ON_SQLITE_ONLY = {"R1", "R3", "R7", "R8", "R11", "R13", "R15", "R16"}
HERE = [
    pytest.param(number, marks=[pytest.mark.browser] if number in NEEDS_BROWSER else [])
    for number, promise in PROMISES.items()
    if ENGINE in promise.engines or (promise.engines == PURE and not ON_POSTGRES)
    if not (ON_POSTGRES and number in ON_SQLITE_ONLY)
]


@pytest.mark.slow
@pytest.mark.parametrize("number", HERE)
def test_a_small_sample_holds_and_its_red_control_is_red(number: str) -> None:
    engine = "none" if PROMISES[number].engines == PURE else ENGINE

    row = prove((number, engine), seed=SEED, quick=True, commit="test")

    assert row.held, row.figure
    assert row.red_held, row.red_control
