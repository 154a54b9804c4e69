"""What the packs say to the fictional city: decided for most, unknown for some, near for a few."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from kechuang.demo.city import City
from kechuang.engines.rulebook import (
    Answer,
    Fact,
    FactSheet,
    Pack,
    Verdict,
    evaluate_many,
    load_catalogue,
    load_folder,
)

PACKS = Path(__file__).parents[3] / "packs"
TODAY = date(2026, 11, 21)
FIRMS_ASKED = 400


@pytest.fixture(scope="module")
def packs() -> list[Pack]:
    """The packs in force in the city."""
    every = load_folder(PACKS, load_catalogue(PACKS / "facts.yaml"))
    return [pack for pack in every if pack.region in ("100000", "990100")]


@pytest.fixture(scope="module")
def sheets(city: City) -> dict[str, FactSheet]:
    told: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in city.facts:
        told[fact.credit_code].append(
            Fact(
                fact.name,
                fact.value,
                fact.period or None,
                fact.unit,
                fact.source,
                fact.as_of,
                fact.certified_by,
            )
        )
    return {code: FactSheet(code, facts) for code, facts in told.items()}


@pytest.fixture(scope="module")
def answers(city: City, packs: list[Pack], sheets: dict[str, FactSheet]) -> list[Answer]:
    asked = [sheets[firm.credit_code] for firm in city.enterprises[:FIRMS_ASKED]]
    return list(evaluate_many(packs, asked, on=TODAY))


@pytest.mark.parametrize(
    ("clause", "most_unknown"),
    [
        ("tech-sme", 0.22),
        ("voucher", 0.25),
        ("buyer", 0.2),
        ("registrant", 0.2),
        ("loan-cost", 0.22),
    ],
)
def test_what_a_bureau_can_look_up_is_seldom_unknown(
    answers: list[Answer], clause: str, most_unknown: float
) -> None:
    verdicts = Counter(answer.verdict for answer in answers if answer.clause_id == clause)

    assert 0.08 <= verdicts[Verdict.UNKNOWN] / FIRMS_ASKED <= most_unknown
    assert verdicts[Verdict.MET] >= 10


def test_a_firm_without_contracts_nearly_misses_nothing(answers: list[Answer]) -> None:
    near = [answer for answer in answers if answer.is_near_miss]
    by_clause = Counter(answer.clause_id for answer in near)

    assert {"hnte", "tech-sme", "buyer", "voucher"} <= set(by_clause)
    assert by_clause["buyer"] < FIRMS_ASKED / 10
    assert not by_clause["registrant"]


def test_the_enterprise_users_meet_much_nearly_meet_one_clause_and_seek_something(
    city: City, packs: list[Pack], sheets: dict[str, FactSheet]
) -> None:
    for user in city.cast[:2]:
        told = list(evaluate_many(packs, [sheets[user.party]], on=TODAY))

        assert sum(answer.verdict is Verdict.MET for answer in told) >= 2
        assert any(answer.is_near_miss for answer in told)
        assert sum(demand.enterprise == user.party for demand in city.demands) >= 2


def test_firms_that_seek_technology_often_seek_more_than_once(city: City) -> None:
    sought = Counter(demand.enterprise for demand in city.demands)

    assert sum(count >= 2 for count in sought.values()) >= len(sought) / 2
