"""免申即享 and the application under a clause, played from their first to their last step."""

from __future__ import annotations

import pytest

from kechuang.engines.flow import Terms
from tests.engines.flow.playing import CALENDAR, PROCEDURES, Case

OFFER, APPLICATION = PROCEDURES["entitlement-offer"], PROCEDURES["entitlement-application"]
FORM = {"clause": "技术受让方补助", "article": "第三条", "data_are_right": True}


def offer(**options: object) -> Case:
    return Case(Terms(OFFER, CALENDAR, options))


def told(**options: object) -> Case:
    return offer(**options).do("issue", "officer:clerk", "2026-03-03T09:00", grant=100_00)


def test_an_answer_in_time_leads_through_publicity_to_two_approvals() -> None:
    case = told().do("confirm", "firm", "2026-03-05T09:00")
    case.do("publicise", "officer:clerk", "2026-03-06T09:00").wait("2026-03-14T00:00")

    case.do("approve", "approver:one", "2026-03-16T09:00")
    assert case.now.state == "approving"
    case.do("approve", "approver:two", "2026-03-16T10:00")

    assert case.now.state == "granted"
    assert case.effects == ["promise_money", "write_letter"]


def test_silence_counts_after_ten_working_days_and_not_before() -> None:
    assert told().wait("2026-03-16T23:00").now.state == "offered"
    assert told().wait("2026-03-18T00:00").now.state == "agreed"


def test_silence_lapses_where_the_round_says_so() -> None:
    assert told(silence_is_consent=False).wait("2026-03-18T00:00").now.state == "lapsed"


def test_a_question_is_answered_and_the_firm_has_its_time_again() -> None:
    case = told().do("question", "firm", "2026-03-16T09:00")
    case.do("answer_question", "officer:clerk", "2026-03-17T09:00")

    assert case.wait("2026-03-30T23:00").now.state == "offered"
    assert case.wait("2026-04-01T00:00").now.state == "agreed"


@pytest.mark.parametrize("who", ["approver:clerk", "firm", "public"])
def test_who_prepared_it_or_has_no_office_does_not_approve(who: str) -> None:
    case = told().do("confirm", "firm", "2026-03-05T09:00")
    case.do("publicise", "officer:clerk", "2026-03-06T09:00").wait("2026-03-14T00:00")

    assert case.reasons("approve", who, "2026-03-16T09:00")


def test_an_objection_stops_publicity() -> None:
    case = told().do("confirm", "firm", "2026-03-05T09:00")
    case.do("publicise", "officer:clerk", "2026-03-06T09:00")
    case.do("object", "public", "2026-03-09T09:00")

    assert case.wait("2026-03-25T00:00").now.state == "objecting"


def test_an_application_is_filed_supplemented_and_decided_by_two() -> None:
    case = Case(Terms(APPLICATION, CALENDAR, {}))
    case.do("file", "firm", "2026-03-03T09:00", **FORM)
    case.do("ask_supplement", "officer:clerk", "2026-03-04T09:00")
    case.do("supplement", "firm", "2026-03-05T09:00", **FORM)
    case.do("propose", "officer:clerk", "2026-03-06T09:00")
    for name in ("one", "two"):
        case.do("approve", f"approver:{name}", "2026-03-09T09:00")

    assert case.now.state == "granted"
