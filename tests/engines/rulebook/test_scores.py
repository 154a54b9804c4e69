"""Scores of a points scheme: stages with weights, scales, ranks, deductions, vetoes, grades."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.rulebook import (
    Answer,
    Fact,
    FactSheet,
    PackError,
    Verdict,
    evaluate,
    gather_cohorts,
)
from kechuang.engines.rulebook.cases import walk_reasons
from kechuang.engines.rulebook.rules.scales import log_share
from tests.engines.rulebook.samples import TODAY, WAN

HEAD = "- id: points\n  article: 第一条\n  label: {zh: 积分, en: Points}\n  score:\n"


def score(pack_of, *lines):
    return pack_of(HEAD + "\n".join(f"    {line}" for line in lines))


def item(name, rest):
    return f"  - {{id: {name}, label: {{zh: {name}, en: {name}}}, {rest}}}"


def ask(pack, cohorts=None, **facts):
    yearly = {"sales_revenue", "rd_expense", "employees", "major_accident", "st_staff"}
    told = [Fact(name, value, "2025" if name in yearly else None) for name, value in facts.items()]
    (answer,) = evaluate(pack, FactSheet("firm", told), on=TODAY, cohorts=cohorts)
    assert Answer.from_dict(json.loads(answer.canonical_bytes())) == answer
    return answer


def reason_of(answer, name):
    return next(reason for reason in walk_reasons(answer.reason) if reason.id == name)


STAGED = (
    "most: 100",
    "decimals: 2",
    "stages:",
    "  - {id: start, zh: 初创期, en: Start, when: sales_revenue@last_year < 2000万元}",
    "  - {id: grown, zh: 成长期, en: Grown}",
    "items:",
    item("staff", "of: employees@last_year, bands: [{when: x < 10, points: 0}, "
         "{when: x >= 10, points: 7}], weight: {start: 40, grown: 10}"),
    item("rd", "of: rd_expense@last_year, linear: {from: 0元, to: 300万元, points: 100}, "
         "weight: {start: 60, grown: 90}"),
    "grades:",
    "  - {at_least: 0, zh: 合格, en: Fair}",
    "  - {at_least: 60, zh: 良好, en: Good}",
)  # fmt: skip


def test_each_stage_weighs_the_same_items_differently(pack_of):
    pack = score(pack_of, *STAGED)

    start = ask(pack, sales_revenue=WAN, employees=10, rd_expense=100 * WAN)
    grown = ask(pack, sales_revenue=2000 * WAN, employees=10, rd_expense=100 * WAN)

    third = Fraction(3333, 100)
    assert reason_of(start, "points").points == (60, 60)
    assert reason_of(start, "rd").points == (20, 20)
    assert reason_of(grown, "points").points == (40, 40)
    assert (start.reason.children[-1].grades[0].zh, third) == ("良好", third)
    assert "阶段：初创期；等级：良好" in reason_of(start, "points").detail.zh


def test_an_unknown_stage_leaves_every_stage_possible(pack_of):
    answer = ask(score(pack_of, *STAGED), employees=10, rd_expense=100 * WAN)
    points = reason_of(answer, "points")

    assert points.points == (30, 70)
    assert [grade.zh for grade in points.grades] == ["合格", "良好"]
    assert "初创期或成长期" in points.detail.zh


def test_points_with_decimals_are_exact_text_in_json(pack_of):
    answer = ask(score(pack_of, *STAGED), sales_revenue=WAN, employees=0, rd_expense=WAN)

    assert reason_of(answer, "rd").points == (Fraction(1, 5), Fraction(1, 5))
    assert reason_of(answer, "rd").as_dict()["points"] == ["0.2", "0.2"]


DEDUCTED = (
    "most: 100",
    "pass: 60",
    "items:",
    item("base", "cases: [{when: mainland_resident, points: 70}, {otherwise: 0}]"),
    "minus:",
    item("accident", "when: major_accident@last_year, points: 15"),
    "veto:",
    item("debtor", "test: dishonest_debtor"),
)


@pytest.mark.parametrize(
    ("accident", "debtor", "points", "verdict"),
    [
        (False, False, (70, 70), Verdict.MET),
        (True, False, (55, 55), Verdict.NOT_MET),
        (None, False, (55, 70), Verdict.UNKNOWN),
        (False, True, (0, 0), Verdict.NOT_MET),
        (False, None, (0, 70), Verdict.UNKNOWN),
        (True, None, (0, 55), Verdict.NOT_MET),
    ],
)
def test_deductions_and_vetoes(pack_of, accident, debtor, points, verdict):
    facts = {"mainland_resident": True, "major_accident": accident, "dishonest_debtor": debtor}

    answer = ask(
        score(pack_of, *DEDUCTED), **{key: one for key, one in facts.items() if one is not None}
    )

    assert (reason_of(answer, "points").points, answer.verdict) == (points, verdict)
    assert verdict is not Verdict.UNKNOWN or answer.missing


def test_a_deduction_shows_what_it_takes_and_never_goes_below_zero(pack_of):
    lines = [line.replace("points: 15", "points: 90") for line in DEDUCTED]

    answer = ask(
        score(pack_of, *lines), mainland_resident=True, major_accident=True, dishonest_debtor=False
    )

    assert reason_of(answer, "points").points == (0, 0)
    assert reason_of(answer, "accident").points == (-90, -90)
    assert reason_of(answer, "accident").verdict is Verdict.NOT_MET


def scaled(pack_of, form):
    line = item("rd", f"of: rd_expense@last_year, {form}")
    return score(pack_of, "most: 100", "decimals: 2", "items:", line)


@pytest.mark.parametrize(
    ("form", "fen", "points"),
    [
        ("linear: {from: 0元, to: 300万元, points: 30}", 100 * WAN, 10),
        ("linear: {from: 0元, to: 300万元, points: 30}", 400 * WAN, 30),
        ("linear: {from: 300万元, to: 0元, points: 30}", 100 * WAN, 20),
        ("log: {from: 1万元, to: 1亿元, points: 100}", 100 * WAN, 50),
        ("log: {from: 1万元, to: 1亿元, points: 100}", 1000 * WAN, 75),
        ("log: {from: 1万元, to: 1亿元, points: 100}", WAN - 1, 0),
        ("log: {from: 1万元, to: 1亿元, points: 100}", 20 * WAN, Fraction(3253, 100)),
    ],
)
def test_scales(pack_of, form, fen, points):
    assert reason_of(ask(scaled(pack_of, form), rd_expense=fen), "rd").points == (points, points)


@given(st.integers(1, 10**13), st.integers(1, 10**13))
def test_more_never_earns_less_on_a_logarithmic_scale(one, other):
    low, high = sorted((one, other))

    assert 0 <= log_share(low, 10**4, 10**9) <= log_share(high, 10**4, 10**9) <= 1


def firms(values):
    return [
        FactSheet(f"f{n}", [Fact("rd_expense", value, "2025"), Fact("industry_code", code)])
        for n, (value, code) in enumerate(values)
    ]


def test_a_rank_is_the_share_of_others_left_behind(pack_of):
    pack = scaled(pack_of, "percentile: {points: 100}")
    sheets = [*firms([(n * WAN, "C39") for n in (1, 2, 2, 4, 5)]), FactSheet("silent", [])]

    cohorts = gather_cohorts([pack], sheets, on=TODAY)

    ranks = [
        reason_of(ask(pack, cohorts, rd_expense=n * WAN), "rd").points[0] for n in (1, 2, 4, 5)
    ]
    assert ranks == [0, 25, 75, 100]


def test_a_rank_may_be_among_the_same_industry_only(pack_of):
    pack = scaled(pack_of, "percentile: {points: 100, same: industry_code, digits: 3}")
    sheets = firms([(1, "C3911"), (3, "C3912"), (9, "I6510")])

    cohorts = gather_cohorts([pack], sheets, on=TODAY)
    inside = ask(pack, cohorts, rd_expense=3, industry_code="C3999")
    alone = ask(pack, cohorts, rd_expense=9, industry_code="I6510")
    homeless = ask(pack, cohorts, rd_expense=9)

    assert reason_of(inside, "rd").points == (100, 100)
    assert reason_of(alone, "rd").points == (100, 100)
    assert reason_of(homeless, "rd").points == (0, 100)
    assert [one.name for one in homeless.missing] == ["industry_code"]


def test_a_rank_without_its_cohort_is_unknown_and_says_what_lacks(pack_of):
    answer = ask(scaled(pack_of, "percentile: {points: 100}"), rd_expense=1)

    assert reason_of(answer, "rd").points == (0, 100)
    assert [one.name for one in answer.missing] == ["rd"]
    assert "同组企业的数据" in reason_of(answer, "rd").detail.zh


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("{id: grown, zh: 成长期", "{id: start, zh: 成长期", "编号须不同"),
        ("en: Grown}", "en: Grown, when: hnte_holder}", "最后一个阶段"),
        ("weight: {start: 40, grown: 10}", "weight: {start: 40}", "各阶段"),
        ("x >= 10, points: 7", "x >= 10, points: 0", "无法加权"),
        ("at_least: 0", "at_least: 5", "从0分起"),
        ("at_least: 60", "at_least: 0", "从0分起"),
        ("decimals: 2", "decimals: 9", "小数位"),
        ("to: 300万元", "to: 0元", "两端"),
        ("to: 300万元", "to: 300人", "金额"),
    ],
)
def test_a_wrong_scheme_is_refused(pack_of, old, new, why):
    lines = [line.replace(old, new) for line in STAGED]
    assert lines != list(STAGED)

    with pytest.raises(PackError) as refused:
        score(pack_of, *lines)

    assert why in refused.value.why.zh


@pytest.mark.parametrize(
    "form",
    [
        "percentile: {points: 9, same: employees@last_year}",
        "percentile: {points: 9, digit: 2}",
        "log: {from: 0元, to: 5元, points: 1}",
    ],
)
def test_a_wrong_scale_is_refused(pack_of, form):
    with pytest.raises(PackError):
        scaled(pack_of, form)


SECTIONED = (
    "most: 100",
    "items:",
    "  - id: group",
    "    label: {zh: 组, en: Group}",
    "    most: 60",
    "    items:",
    "    " + item("a", "of: employees@last_year, weight: 60, bands: FIRST"),
    item("b", "of: st_staff@last_year, weight: 40, bands: SECOND"),
)
FIRST = "[{when: x < 5, points: 0}, {when: x >= 5, points: 3}]"
SECOND = "[{when: x < 5, points: 1}, {when: x >= 5, points: 4}]"


def sectioned(pack_of, old="", new=""):
    lines = [line.replace("FIRST", FIRST).replace("SECOND", SECOND) for line in SECTIONED]
    return score(pack_of, *[line.replace(old, new) if old else line for line in lines])


def test_weights_inside_sections_make_up_the_full_marks(pack_of):
    answer = ask(sectioned(pack_of), employees=5, st_staff=1)

    assert reason_of(answer, "points").points == (70, 70)
    with pytest.raises(PackError, match="权重合计90"):
        sectioned(pack_of, "weight: 40", "weight: 30")


def test_a_weight_without_decimals_is_rounded_half_up(pack_of):
    answer = ask(sectioned(pack_of, "points: 1}", "points: 3}"), employees=5, st_staff=1)

    assert reason_of(answer, "b").points == (30, 30)
    assert "满分4分中得3分" in reason_of(answer, "b").detail.zh
