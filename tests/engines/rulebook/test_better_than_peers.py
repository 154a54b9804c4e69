"""What users of other tools asked for in vain; each test carries the request's number."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import partial

from kechuang.engines.rulebook import (
    Fact,
    FactSheet,
    Verdict,
    evaluate,
    evaluate_many,
    facts_needed,
    load_pack,
)
from kechuang.engines.rulebook.cases import walk_reasons
from kechuang.engines.rulebook.columns import Plan
from kechuang.engines.rulebook.columns.drawn import UNKNOWN, drawn_firms
from kechuang.engines.rulebook.columns.measuring import Asking, measured
from tests.engines.rulebook.samples import TODAY, leaf

STAFF, HOLDER = leaf("staff", "employees@last_year >= 10"), leaf("holder", "hnte_holder")
EITHER = "- id: either\n  article: 第一条\n  label: {zh: 之一, en: Either}\n  any:\n"
SCORE = """\
- id: score
  article: 第一条
  label: {zh: 评分, en: Score}
  score:
    pass: 6
    most: 10
    items:
      - {id: a, label: {zh: 甲, en: A}, of: employees@last_year, bands: BANDS}
      - {id: b, label: {zh: 乙, en: B}, of: ip_class1_count, bands: BANDS}
"""
BANDS = "[{when: x < 5, points: 0}, {when: x >= 5, points: 5}]"


def ask(pack, **facts):
    told = [Fact(key, one, "2025" if key == "employees" else None) for key, one in facts.items()]
    (answer,) = evaluate(pack, FactSheet("firm", told), on=TODAY)
    return answer


def either(pack_of):
    return pack_of(EITHER + "\n".join(f"    {line}" for line in (STAFF, HOLDER)))


def test_aides_jeunes_3607_one_policy_may_have_alternative_conditions(pack_of):
    pack = either(pack_of)

    assert ask(pack, employees=3, hnte_holder=True).verdict is Verdict.MET
    assert ask(pack, employees=10, hnte_holder=False).verdict is Verdict.MET
    assert ask(pack, employees=3, hnte_holder=False).verdict is Verdict.NOT_MET


def test_aides_jeunes_762_why_something_was_not_offered_is_told(pack_of):
    answer = ask(either(pack_of), employees=8, hnte_holder=False)

    assert [(gap.label.zh, gap.short_by.zh) for gap in answer.gaps] == [("staff", "还差2人")]
    assert all(reason.article.zh for reason in walk_reasons(answer.reason))


def test_conseillers_entreprises_a_missing_fact_is_unknown_and_not_ineligible(pack_of):
    answer = ask(either(pack_of), employees=3)

    assert answer.verdict is Verdict.UNKNOWN
    assert [one.name for one in answer.missing] == ["hnte_holder"]


def test_coinr_60_a_missing_indicator_is_never_skipped_or_filled_in(pack_of):
    pack = pack_of(SCORE.replace("BANDS", BANDS))

    answer = ask(pack, employees=9)
    (score,) = [reason for reason in answer.reason.children if reason.id == "score"]

    assert (answer.verdict, score.points) == (Verdict.UNKNOWN, (5, 10))
    assert [one.name for one in answer.missing] == ["ip_class1_count"]
    assert "Ⅰ类知识产权数" in score.children[1].detail.zh


def test_openspp_626_a_frozen_cycle_answers_the_same_years_later(pack_of, catalogue):
    """The pack's own text and the facts are the cycle; nothing else moves the answer."""
    pack = pack_of(STAFF)
    again = load_pack(pack.source, name="years-later.yaml", catalogue=catalogue)
    sheet = FactSheet("firm", [Fact("employees", 9, "2025", source="社保")])

    (first,), (later,) = (evaluate(one, sheet, on=TODAY) for one in (pack, again))

    assert first.canonical_bytes() == later.canonical_bytes()
    assert first.pack_digest == again.digest


def test_no_model_adjusts_a_score(packs, catalogue):
    """A total is its lines and nothing else; the same facts give the same bytes in any company."""
    asked = plenty(packs["enterprise-points"], catalogue)
    (alone,) = evaluate(packs["enterprise-points"], asked, on=TODAY)
    others = [FactSheet(f"other-{n}", [Fact("revenue", n, "2025")]) for n in range(5)]
    *_, among = evaluate_many([packs["enterprise-points"]], [*others, asked], on=TODAY)

    (score,) = [one for one in alone.reason.children if one.id == "score"]
    lines = [line for group in score.children for line in group.children]
    assert len(lines) == 18
    assert all(low == high for low, high in (line.points for line in lines))
    assert abs(sum(line.points[0] for line in lines) - score.points[0]) <= Fraction(1, 200)
    assert among.canonical_bytes() == alone.canonical_bytes()


def plenty(pack, catalogue):
    """A firm of which every fact of the pack is known."""
    values = {"date": date(2010, 1, 1), "flag": True, "code": "990101", "text": "x"}
    facts = [
        Fact(name, values.get(str(catalogue[name].type), 7), period)
        for name, period in facts_needed([pack], on=TODAY)
    ]
    return FactSheet("firm", facts)


def test_openfisca_core_862_fifty_thousand_firms_by_all_packs_twice(packs, catalogue):
    """Their bar is 15 s; a tenth of the firms here, by the same measure, on a shared machine."""
    plan = Plan(packs.values(), on=TODAY, catalogue=catalogue)
    made = partial(drawn_firms, plan)
    measured(Asking(plan, made, 64, UNKNOWN, near=False))

    figures = measured(Asking(plan, made, 5_000, UNKNOWN, near=False, times=2))

    assert (figures.firms, figures.times) == (5_000, 2)
    assert figures.policies == len(packs)
    assert figures.seconds < 15 / 10
