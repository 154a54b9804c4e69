"""Gaps in words: points of a ratio, days of a certificate, and what no effort cures."""

from __future__ import annotations

from datetime import date

import pytest

from kechuang.engines.rulebook import Fact, FactSheet, Verdict, evaluate
from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.terms.grammar import parse_test

TODAY = date(2026, 11, 21)


def short_of(vocabulary, written, *facts):
    return parse_test(written, vocabulary).find(Inquiry(FactSheet("firm", facts), TODAY)).shortfall


def test_a_ratio_of_money_tells_money_and_percentage_points(vocabulary):
    facts = (Fact("rd_expense", 4_600_000, "2025"), Fact("revenue", 100_000_000, "2025"))

    short = short_of(vocabulary, "rd_expense@last_year / revenue@last_year >= 5%", *facts)

    assert (short.have.zh, short.need.zh) == ("4.6%", "≥ 5%")
    assert short.short_by.zh == "还差0.4万元（0.4个百分点）"
    assert short.short_by.en == "short by CNY 4,000 (0.4 percentage points)"


def test_a_ratio_of_people_tells_people_and_percentage_points(vocabulary):
    facts = (Fact("st_staff", 7, "2025"), Fact("employees", 100, "2025"))

    short = short_of(vocabulary, "st_staff@last_year / employees@last_year >= 10%", *facts)

    assert short.short_by.zh == "还差3人（3个百分点）"


def test_a_ratio_exactly_at_an_excluded_bound_has_no_points_to_tell(vocabulary):
    facts = (Fact("st_staff", 10, "2025"), Fact("employees", 100, "2025"))

    short = short_of(vocabulary, "st_staff@last_year / employees@last_year > 10%", *facts)

    assert short.short_by.zh == "恰在界上，界值不算"


def test_money_a_head_has_no_percentage_points(vocabulary):
    facts = (Fact("revenue", 100, "2025"), Fact("employees", 1, "2025"))

    short = short_of(vocabulary, "revenue@last_year / employees@last_year >= 2元", *facts)

    assert "百分点" not in short.short_by.zh


def test_a_density_has_no_percentage_points(vocabulary):
    facts = (Fact("ip_class1_count", 1), Fact("employees", 100, "2025"))

    short = short_of(vocabulary, "ip_class1_count / employees@last_year >= 2%", *facts)

    assert short.short_by.zh == "还差1件"


def test_a_certificate_that_ran_out_tells_the_days(vocabulary):
    facts = (Fact("hnte_holder", value=True), Fact("hnte_valid_until", date(2026, 11, 9)))

    short = short_of(vocabulary, "valid(hnte_holder, hnte_valid_until)", *facts)

    assert (short.have.zh, short.need.zh) == ("2026-11-09", "≥ 2026-11-21")
    assert short.short_by == ("已过期12天，须续期", "ran out 12 days ago; it must be renewed")


def test_a_certificate_never_held_has_no_days(vocabulary):
    facts = (Fact("hnte_holder", value=False), Fact("hnte_valid_until", date(2026, 11, 9)))

    short = short_of(vocabulary, "valid(hnte_holder, hnte_valid_until)", *facts)

    assert short.short_by.zh == "须先具备该情形"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("established_on <= on - 365天", "还差12天"),
        ("on - established_on >= 365天", "还差12天"),
        ("established_on <= 2025-11-21", "超出12天"),
        ("established_on >= 2025-12-15", "还差12天"),
        ("established_on between 2026-01-01 and 2026-12-31", "还差29天"),
    ],
)
def test_days_are_short_where_waiting_brings_them_and_over_where_it_does_not(
    vocabulary, written, told
):
    short = short_of(vocabulary, written, Fact("established_on", date(2025, 12, 3)))

    assert short.short_by.zh == told


def test_who_is_of_another_kind_is_not_nearly_there(pack_of):
    pack = pack_of(
        "- {id: who, label: {zh: 孵化机构, en: Incubators}, article: 一, "
        "test: party_kind under 孵化机构}"
    )

    (answer,) = evaluate(pack, FactSheet("firm", [Fact("party_kind", "企业")]), on=TODAY)

    assert answer.verdict is Verdict.NOT_MET
    assert not answer.is_near_miss


def test_who_is_elsewhere_is_not_nearly_there(pack_of):
    pack = pack_of(
        "- {id: where, label: {zh: 园区, en: Park}, article: 一, test: region_code under 310110}"
    )

    (answer,) = evaluate(pack, FactSheet("firm", [Fact("region_code", "990101")]), on=TODAY)

    assert answer.verdict is Verdict.NOT_MET
    assert not answer.is_near_miss


def test_who_lacks_another_code_is_nearly_there(pack_of):
    pack = pack_of(
        "- {id: where, label: {zh: 行业, en: Industry}, article: 一, test: industry_code under C39}"
    )

    (answer,) = evaluate(pack, FactSheet("firm", [Fact("industry_code", "5101")]), on=TODAY)

    assert answer.is_near_miss


def test_of_two_ways_the_one_that_can_be_gone_is_told(pack_of):
    pack = pack_of(
        """
- id: either
  label: {zh: 二者之一, en: Either}
  article: 一
  any:
    - {id: who, label: {zh: 高校, en: University}, test: party_kind under 高校}
    - {id: rule, label: {zh: 有规定, en: Rule}, test: audited_taxation}
"""
    )
    facts = [Fact("party_kind", "企业"), Fact("audited_taxation", value=False)]

    (answer,) = evaluate(pack, FactSheet("firm", facts), on=TODAY)

    assert [gap.reason_id for gap in answer.gaps] == ["rule"]
    assert answer.is_near_miss
