"""Answers as a whole: near misses, validity, region, missing facts, monotonicity, determinism."""

from __future__ import annotations

import json
import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.rulebook import (
    Answer,
    Fact,
    FactSheet,
    Verdict,
    evaluate,
    evaluate_many,
    load_pack,
)
from kechuang.engines.rulebook.cases import walk_reasons
from tests.engines.rulebook.samples import TODAY, WAN, good_facts, leaf

FACTS = good_facts()
DECIDED = {Verdict.MET, Verdict.NOT_MET}


STAFF = leaf("staff", "employees@last_year >= 100")
ASSETS = leaf("assets", "total_assets@last_year >= 1万元")
FLAG = leaf("flag", "mainland_resident")


def ask(pack, **facts):
    yearly = {"employees", "total_assets"}
    told = [Fact(name, value, "2025" if name in yearly else None) for name, value in facts.items()]
    (answer,) = evaluate(pack, FactSheet("firm", told), on=TODAY)
    return answer


@given(st.sets(st.integers(0, len(FACTS) - 1)))
def test_removing_facts_never_decides_otherwise(packs, removed):
    """Unknown is not zero: less knowledge may only turn a decision into an open question."""
    pack = packs["tech-sme"]
    kept = [fact for index, fact in enumerate(FACTS) if index not in removed]

    (full,) = evaluate(pack, FactSheet("firm", FACTS), on=TODAY)
    (less,) = evaluate(pack, FactSheet("firm", kept), on=TODAY)

    assert less.verdict in (full.verdict, Verdict.UNKNOWN)
    assert less.verdict is not Verdict.UNKNOWN or less.missing


@given(st.data())
def test_adding_a_fact_never_overturns_a_decision(packs, data):
    """Monotone knowledge over random, not only favourable, facts."""
    pack = packs["tech-sme"]
    facts = [fact._replace(value=data.draw(_like(fact.value))) for fact in FACTS]
    known = data.draw(st.sets(st.integers(0, len(facts) - 1)))

    (full,) = evaluate(pack, FactSheet("firm", facts), on=TODAY)
    (part,) = evaluate(pack, FactSheet("firm", [facts[i] for i in known]), on=TODAY)

    assert part.verdict not in DECIDED or part.verdict is full.verdict


def _like(value):
    if isinstance(value, bool):
        return st.booleans()
    if isinstance(value, date):
        return st.dates(date(2020, 1, 1), date(2030, 1, 1))
    return st.integers(0, 2 * value + 2)


def test_a_gap_of_a_tenth_is_near_and_more_is_not(pack_of):
    pack = pack_of(f"{STAFF}\n{ASSETS}\n{FLAG}")

    near = ask(pack, employees=90, total_assets=900_000, mainland_resident=True)
    far = ask(pack, employees=89, total_assets=900_000, mainland_resident=True)

    assert [gap.reason_id for gap in near.gaps] == ["staff", "assets"]
    assert (near.is_near_miss, far.is_near_miss) == (True, False)


def test_a_single_failure_is_near_unless_something_else_is_unknown(pack_of):
    pack = pack_of(f"{STAFF}\n{FLAG}")

    assert ask(pack, employees=1, mainland_resident=True).is_near_miss
    assert not ask(pack, employees=1).is_near_miss


def test_a_pack_may_narrow_what_is_near(catalogue, pack_of):
    source = pack_of(STAFF).source.replace(
        "clauses:", "near_miss: {gap: 5%, single: false}\nclauses:"
    )
    pack = load_pack(source, name="sample.yaml", catalogue=catalogue)

    assert ask(pack, employees=95).is_near_miss
    assert not ask(pack, employees=94).is_near_miss


def test_any_asks_for_its_nearest_alternative_only(pack_of):
    body = "- id: either\n  article: 第一条\n  label: {zh: 之一, en: Either}\n  any:\n"
    pack = pack_of(body + "\n".join(f"    {line}" for line in (FLAG, STAFF)))

    answer = ask(pack, employees=99, mainland_resident=False)

    assert [gap.reason_id for gap in answer.gaps] == ["staff"]
    assert answer.gaps[0].short_by.zh == "还差1人"


def test_at_least_two_asks_for_the_missing_one(pack_of):
    body = "- id: two\n  article: 第一条\n  label: {zh: 两项, en: Two}\n  at_least: 2\n  of:\n"
    pack = pack_of(body + "\n".join(f"    {line}" for line in (FLAG, STAFF, ASSETS)))

    answer = ask(pack, employees=99, mainland_resident=True, total_assets=0)

    assert answer.verdict is Verdict.NOT_MET
    assert [gap.reason_id for gap in answer.gaps] == ["staff"]


def test_a_scored_item_tells_what_the_next_band_asks_for(packs, good_firm):
    (answer,) = evaluate(packs["tech-sme"], good_firm, on=TODAY)
    research = next(r for r in walk_reasons(answer.reason) if r.id == "score-rd")

    assert research.points == (40, 40)
    assert research.detail.zh == "40分：实际5%，还差50.0万元可得50分"


def test_a_judged_failure_is_possible(pack_of):
    pack = pack_of(leaf("flag", "mainland_resident", ", if_failed: possible"))

    assert ask(pack, mainland_resident=False).verdict is Verdict.POSSIBLE


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        (date(2022, 5, 31), Verdict.NOT_MET),
        (date(2022, 6, 1), Verdict.UNKNOWN),
        (date(2023, 5, 31), Verdict.UNKNOWN),
        (date(2023, 6, 1), Verdict.NOT_MET),
    ],
)
def test_validity_includes_both_ends(packs, on, verdict):
    (answer,) = evaluate(packs["tianfu-loan"], FactSheet("firm", []), on=on)

    assert answer.verdict is verdict


def test_reasons_carry_the_facts_with_their_sources(packs, good_firm):
    (answer,) = evaluate(packs["tech-sme"], good_firm, on=TODAY)
    size = next(reason for reason in walk_reasons(answer.reason) if reason.id == "size-staff")

    assert [(fact.name, fact.value, fact.source) for fact in size.facts] == [
        ("employees", 80, "申报")
    ]
    assert size.article == "第六条（二）"


def test_every_reason_rests_on_an_article_in_both_languages(packs, good_firm):
    for answer in evaluate_many(packs.values(), [good_firm], on=TODAY):
        for reason in walk_reasons(answer.reason):
            assert reason.article
            assert reason.label.zh
            assert reason.label.en


def test_a_missing_fact_names_its_usual_source(packs):
    (answer,) = evaluate(packs["yunlan-voucher"], FactSheet("firm", []), on=TODAY)

    assert (answer.missing[0].name, answer.missing[0].source) == (
        "region_code",
        "市场监管登记",
    )


def test_the_same_question_gives_the_same_bytes_whatever_the_order_of_facts(packs):
    forward, backward = FactSheet("firm", FACTS), FactSheet("firm", FACTS[::-1])

    for pack in packs.values():
        for one, other in zip(
            evaluate(pack, forward, on=TODAY), evaluate(pack, backward, on=TODAY), strict=True
        ):
            assert one.canonical_bytes() == other.canonical_bytes()


def test_an_answer_survives_json_and_the_process_pool(packs, good_firm):
    for answer in evaluate_many(packs.values(), [good_firm], on=TODAY):
        told = json.loads(answer.canonical_bytes())

        assert Answer.from_dict(told) == answer
        assert pickle.loads(pickle.dumps(answer)) == answer


def test_a_pickled_pack_answers_the_same(packs, good_firm):
    for pack in packs.values():
        copy = pickle.loads(pickle.dumps(pack))

        assert evaluate(copy, good_firm, on=TODAY) == evaluate(pack, good_firm, on=TODAY)


def test_money_in_a_ceiling_text_is_no_entitlement(pack_of):
    amount = """
amount:
  label: {zh: 补助, en: Subsidy}
  items:
    - id: half
      article: 第二条
      label: {zh: 一半, en: Half}
      compute: total_assets@last_year * 50%
      least: 1万元
  cap: 10万元
"""
    pack = pack_of(FLAG + amount, text_kind="ceiling")

    answer = ask(pack, mainland_resident=True, total_assets=100 * WAN)

    assert (answer.amount.kind, answer.amount.low_fen, answer.amount.high_fen) == (
        "ceiling",
        0,
        10 * WAN,
    )


def test_a_sum_below_the_least_payment_is_not_paid(pack_of):
    amount = """
amount:
  label: {zh: 补助, en: Subsidy}
  items:
    - id: half
      article: 第二条
      label: {zh: 一半, en: Half}
      compute: total_assets@last_year * 50%
      least: 1万元
"""
    pack = pack_of(FLAG + amount)

    paid = ask(pack, mainland_resident=True, total_assets=2 * WAN).amount
    unpaid = ask(pack, mainland_resident=True, total_assets=2 * WAN - 1).amount

    assert (paid.low_fen, unpaid.low_fen) == (WAN, 0)
