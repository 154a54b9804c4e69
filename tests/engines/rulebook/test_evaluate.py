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

    assert ask(pack, employees=50, mainland_resident=True).is_near_miss
    assert not ask(pack, employees=50).is_near_miss


@pytest.mark.parametrize(("employees", "is_near"), [(50, True), (49, False), (0, False)])
def test_a_single_number_is_near_within_half_of_what_is_needed(pack_of, employees, is_near):
    assert ask(pack_of(STAFF), employees=employees).is_near_miss is is_near


def test_nothing_at_all_is_no_near_miss_of_anything(pack_of):
    """Failing ``> 0`` by exactly nothing is the whole of it, not a gap of zero."""
    pack = pack_of(leaf("some", "total_assets@last_year > 0元"))

    assert not ask(pack, total_assets=0).is_near_miss


@pytest.mark.parametrize(
    ("valid_until", "is_near"), [(date(2025, 11, 21), True), (date(2025, 11, 20), False)]
)
def test_a_single_date_is_near_within_a_year(pack_of, valid_until, is_near):
    pack = pack_of(leaf("valid", "hnte_valid_until >= on"))

    assert ask(pack, hnte_valid_until=valid_until).is_near_miss is is_near


@pytest.mark.parametrize(
    ("test", "facts"),
    [
        ("mainland_resident", {"mainland_resident": False}),
        ("industry_code under C39", {"industry_code": "I6510"}),
    ],
)
def test_a_single_failure_without_size_is_near(pack_of, test, facts):
    assert ask(pack_of(leaf("only-one", test)), **facts).is_near_miss


def test_a_pack_may_say_what_is_near(catalogue, pack_of):
    source = pack_of(f"{STAFF}\n{ASSETS}").source.replace(
        "clauses:", "near_miss: {gap: 5%, single_gap: 20%}\nclauses:"
    )
    pack = load_pack(source, name="sample.yaml", catalogue=catalogue)

    both = [ask(pack, employees=n, total_assets=950_000).is_near_miss for n in (95, 94)]
    single = [ask(pack, employees=n, total_assets=WAN).is_near_miss for n in (80, 79)]

    assert (both, single) == ([True, False], [True, False])


def test_any_asks_for_the_certificate_that_lapsed_yesterday_before_half_of_the_staff(pack_of):
    lapsed = leaf("lapsed", "hnte_valid_until >= on")
    body = "- id: either\n  article: 第一条\n  label: {zh: 之一, en: Either}\n  any:\n"
    pack = pack_of(body + "\n".join(f"    {line}" for line in (STAFF, lapsed)))

    soon = ask(pack, employees=50, hnte_valid_until=date(2026, 11, 20))
    long_ago = ask(pack, employees=50, hnte_valid_until=date(2024, 11, 20))

    assert [gap.reason_id for gap in soon.gaps] == ["lapsed"]
    assert [gap.reason_id for gap in long_ago.gaps] == ["staff"]


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
    assert research.detail.zh == "40分：实际5%，还差50万元（1个百分点）可得50分"


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
    assert size.article == ("第六条（二）", "Art. 6(2)")


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
