"""A whole points scheme says what it must: stage, total, what a missing fact could change."""

from __future__ import annotations

from datetime import date

import pytest

from kechuang.engines.rulebook import Fact, FactSheet, Verdict, evaluate, load_pack, read_catalogue
from kechuang.engines.rulebook.cases import walk_reasons
from tests.engines.rulebook.points_scheme import CATALOGUE, LASTING, SECTIONS, YEARLY, scheme
from tests.engines.rulebook.samples import TODAY, WAN

FIRM = {
    **dict.fromkeys(YEARLY["money"], 1000 * WAN), "st_staff": 25, "employees": 100,
    "inventions": 5, "pct": 3, "masters": 30, "hired": 10, "accident": False,
    "blacklisted": False, "platforms": 3, "awards": 0, "projects": 5, "debtor": False,
    "established_on": date(2015, 1, 1),
}  # fmt: skip


@pytest.fixture(scope="module")
def pack():
    catalogue = read_catalogue(CATALOGUE, name="facts.yaml")
    return load_pack(scheme(), name="points.yaml", catalogue=catalogue)


def ask(pack, without=(), **changed):
    told = {**FIRM, **changed}
    lasting = {name for names in LASTING.values() for name in names}
    facts = [
        Fact(name, value, year)
        for name, value in told.items()
        for year in ([None] if name in lasting else ["2023", "2024", "2025"])
        if (name, year) not in without
    ]
    (answer,) = evaluate(pack, FactSheet("firm", facts), on=TODAY)
    return answer


def points(answer, name="points"):
    return next(reason for reason in walk_reasons(answer.reason) if reason.id == name)


def test_the_stage_is_told_and_its_weights_are_used(pack):
    start, growth, steady = (points(ask(pack, revenue=fen * WAN)) for fen in (1999, 2000, 40_000))

    told = [reason.detail.zh for reason in (start, growth, steady)]
    assert ["初创期" in told[0], "成长期" in told[1], "稳定期" in told[2]] == [True] * 3
    assert points(ask(pack, revenue=1999 * WAN), "i-staff").points == (4, 4)
    assert points(ask(pack, revenue=40_000 * WAN), "i-pct").points == (4, 4)


def test_every_weight_is_earned_by_a_firm_that_has_everything(pack):
    best = dict.fromkeys(YEARLY["money"], 200_000 * WAN) | {
        "st_staff": 100, "masters": 100, "inventions": 10, "hired": 20, "awards": 3,
    }  # fmt: skip
    answer = ask(pack, **best)
    whole = {name: points(answer, f"i-{name}").points for name in ("rd-growth", "revenue-growth")}

    assert whole == {"rd-growth": (0, 0), "revenue-growth": (0, 0)}
    assert points(answer).points == (90, 90)
    assert [grade.zh for grade in points(answer).grades] == ["A"]


@pytest.mark.parametrize(
    ("changed", "taken"),
    [({"accident": True}, 10), ({"debtor": True}, 10), ({"accident": True, "debtor": True}, 20)],
)
def test_what_is_taken_off_is_taken_off_the_total(pack, changed, taken):
    before, after = points(ask(pack)).points, points(ask(pack, **changed)).points

    assert before[0] - after[0] == before[1] - after[1] == taken


@pytest.mark.parametrize("section", SECTIONS)
def test_a_missing_fact_opens_the_total_by_the_weight_of_what_needs_it(pack, section):
    """Rank and weight sensitivity start here: how far can what nobody told move the firm."""
    alone = {"inventions": 10, "hired": 4, "pct": 4, "relief": 3, "contracts": 4, "venture": 8}
    for name in alone.keys() & {one.id for one in SECTIONS[section]}:
        answer = ask(pack, without={(name, "2025")})
        low, high = points(answer).points

        assert high - low == alone[name]
        assert answer.verdict is Verdict.UNKNOWN
        assert [one.name for one in answer.missing] == [name]
