"""Simulation plays the real steps, the same for the same seed, and finds dead ends."""

from __future__ import annotations

import pytest

from kechuang.engines.flow import Terms, load_procedure, simulate
from tests.engines.flow.samples import at, swapped

BEGIN = at("2024-01-02T09:00")


def test_the_same_seed_gives_the_same_report(terms):
    first, again, other = (simulate(terms, seed=n, runs=20, at=BEGIN) for n in (7, 7, 8))

    assert first == again
    assert first != other


def test_every_case_ends_and_its_days_are_counted(terms):
    report = simulate(terms, seed=1, runs=40, at=BEGIN)

    assert sum(report.ends.values()) == 40
    assert set(report.ends) == {"granted", "refused"}
    assert report.dead_ends == ()
    assert report.never_taken == ()
    least, middle, most = report.days["granted"]
    assert 0 <= least <= middle <= most


def test_a_dead_end_is_found_and_told(calendar):
    text = swapped("{field: score, at_least: 60}", "{field: score, at_least: 101}")
    text = swapped("{field: score, less_than: 60}", "{field: score, less_than: 0}", text)
    text = swapped("  - {event: ask,", "  - {event: ask, guard: is_good,", text)
    terms = Terms(load_procedure(text, name="permit.yaml"), calendar)

    report = simulate(terms, seed=1, runs=20, at=BEGIN)

    (dead,) = report.dead_ends
    assert dead.state == "filed"
    assert any("评分" in reason.zh for reason in dead.reasons)


def test_a_case_that_outlives_the_calendar_is_counted_apart(terms):
    report = simulate(terms, seed=1, runs=10, at=at("2026-12-20T09:00"))

    assert report.beyond_calendar + sum(report.ends.values()) == 10
    assert report.beyond_calendar > 0
    assert report.dead_ends == ()


@pytest.mark.parametrize("choice", [True, False])
def test_the_challenge_has_no_dead_end(procedures, calendar, choice):
    options = {"demander_chooses": choice}
    terms = Terms(procedures["challenge"], calendar, options)

    report = simulate(terms, seed=3, runs=40, at=BEGIN)

    assert report.dead_ends == ()
    assert sum(report.ends.values()) + report.beyond_calendar == 40
