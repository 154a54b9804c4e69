"""The table itself: what counts, and what a wrong option answers."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import psycopg
import pytest

from tests.proof.__main__ import line, table
from tests.proof.engines import SERVER, MissingEngine, postgres_server
from tests.proof.injection.payloads import every_payload
from tests.proof.injection.planning import chunks
from tests.proof.outcomes import ROOT
from tests.proof.promises import PROMISES
from tests.proof.racer import Tally
from tests.proof.racer.tally import DONE
from tests.proof.races.money.budget import BudgetSpent
from tests.proof.races.money.closing import YearClosed
from tests.proof.races.proving import CLIENTS, Result, Size
from tests.proof.running import Row, enough

ROW = Row("R1", "账本", "0", 10, 7, "abc", "sqlite", True, "8 of 8", True, 1.5)


def test_a_green_figure_without_a_red_control_does_not_count() -> None:
    assert ROW.counts
    assert not replace(ROW, red_held=False).counts
    assert not replace(ROW, held=False).counts


@pytest.mark.parametrize(("n", "held"), [(9, False), (10, True), (11, True)])
def test_a_row_over_fewer_cases_than_its_floor_does_not_hold(n: int, held: bool) -> None:
    found = enough({"n": n, "held": True, "figure": "0 doubles"}, 10)

    assert found["held"] is held
    assert ("fewer than 10" in found["figure"]) is not held


def test_what_did_not_hold_is_not_mended_by_its_floor() -> None:
    assert not enough({"n": 99, "held": False, "figure": "1 double"}, 10)["held"]


def test_what_is_a_sample_has_a_floor_in_both_modes() -> None:
    for number, full in {"R1": 1_000, "R2": 100_000, "R3": 5_000, "R6": 10}.items():
        floor = PROMISES[number].floor
        assert floor.of(quick=False) >= full
        assert floor.of(quick=True) > 0


def test_a_thing_raced_for_too_seldom_does_not_hold() -> None:
    thing, done = BudgetSpent(), Tally(turns=1)
    done.answers[DONE] = 16

    assert not Result(thing, done, Tally(), least=16).wrong
    assert "fewer" in Result(thing, done, Tally(), least=17).wrong


def test_a_thorough_race_is_as_long_for_what_is_slow() -> None:
    slow, usual = YearClosed(), BudgetSpent()
    floor, thorough = Size([slow], 1, 1, False), Size([slow], 1, 1, False, is_thorough=True)

    assert floor.least(slow) < floor.least(usual) == thorough.least(slow) == thorough.least(usual)
    assert thorough.green_turns(slow) * CLIENTS >= thorough.least(slow)


def test_a_row_shows_figure_seed_commit_and_engine() -> None:
    assert line(ROW) == "| R1 账本 | 10 | 0 | 8 of 8 | 7 | abc | sqlite | 1.5 | ✓ |"
    assert len(table([ROW])) == 3


def test_an_unknown_promise_is_refused_in_both_languages() -> None:
    program = [sys.executable, "-m", "tests.proof", "--only", "R99"]

    told = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")

    assert told.returncode == 2
    assert "没有承诺 / no promise R99" in told.stderr


def test_a_server_of_its_own_is_started_where_none_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(SERVER, raising=False)
    try:
        with postgres_server(["postgresql"]), psycopg.connect(os.environ[SERVER]) as session:
            assert session.execute("SELECT 1").fetchone() == (1,)
    except MissingEngine as missing:
        pytest.skip(str(missing))
    assert SERVER not in os.environ


@pytest.mark.parametrize("limit", [150, 400, 2_500])
def test_every_payload_is_sent_and_every_formula_begins_a_text(limit: int) -> None:
    texts = chunks(limit, b" ")
    for payload in every_payload():
        assert any(payload.raw in text for text in texts)
        if payload.family == "formula":
            assert any(text.startswith(payload.raw) for text in texts)
