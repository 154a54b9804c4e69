"""What users of other tools asked for in vain; each test carries the request's number."""

from __future__ import annotations

from kechuang.engines.rulebook import Fact, FactSheet, Verdict, evaluate, load_pack
from kechuang.engines.rulebook.cases import walk_reasons
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
