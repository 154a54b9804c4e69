"""Scorecards: the lines of a score add up to what the rulebook itself says."""

from __future__ import annotations

import pytest

from kechuang.engines.rulebook import FactSheet, Reason, ScorecardError, evaluate, read_scorecard
from kechuang.engines.rulebook.cases import read_cases
from tests.engines.rulebook.samples import PACKS, TODAY

SCHEMES = {"enterprise-points": (18, 0), "sichuan-points": (23, 2), "chengdu-points": (55, 0)}


def total_of(reason: Reason) -> tuple | None:
    if reason.points is not None:
        return reason.points
    found = (total_of(child) for child in reason.children)
    return next((points for points in found if points is not None), None)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_shipped_schemes_have_their_indicators_and_weigh_a_hundred_in_each_stage(packs, scheme):
    card = read_scorecard(packs[scheme])

    indicators = [line for line in card.lines if not line.is_deduction]
    assert (len(indicators), len(card.lines) - len(indicators)) == SCHEMES[scheme]
    for place, _ in enumerate(card.stages):
        assert sum(line.weights[place] for line in indicators) == 100


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_lines_add_up_to_the_score_of_the_answer(packs, catalogue, scheme):
    pack, card = packs[scheme], read_scorecard(packs[scheme])
    (path,) = PACKS.rglob(f"policies/{scheme}.test.yaml")
    cases = read_cases(path.read_text("utf-8"), name=path.name, catalogue=catalogue)

    for sheet, on in [(case.sheet, case.on) for case in cases] + [(FactSheet("", []), TODAY)]:
        (answer,) = evaluate(pack, sheet, on=on)
        score = card.score(sheet, on=on)
        assert score.total == total_of(answer.reason)
        if len(score.stages) == 1:
            lines = (sum(line.points[end] for line in score.lines) for end in (0, 1))
            assert tuple(max(end, 0) for end in lines) == score.total


def test_facts_that_leave_the_stage_open_are_named(packs):
    score = read_scorecard(packs["enterprise-points"]).score(FactSheet("", []), on=TODAY)

    assert score.stages == (0, 1, 2)
    assert [fact.name for fact in score.unclear] == ["revenue"]


def test_a_pack_without_one_score_is_no_scheme(packs):
    with pytest.raises(ScorecardError, match="0 scores"):
        read_scorecard(packs["shanghai-voucher"])
