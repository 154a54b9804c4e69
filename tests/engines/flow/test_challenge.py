"""The challenge programme, from a need to the closing of its item, by the shipped pack."""

from __future__ import annotations

from datetime import date

import pytest

from kechuang.engines.flow import (
    Actor,
    Extension,
    Reference,
    Terms,
    TermsError,
    begin,
    deadlines,
    fill,
    open_steps,
)
from kechuang.engines.flow.forms.storing import unfit
from tests.engines.flow.playing import CALENDAR, PROCEDURES, Case
from tests.engines.flow.samples import at

CHALLENGE = PROCEDURES["challenge"]
TERMS = Terms(CHALLENGE, CALENDAR)
NEED = {
    "is_legal_person": True, "is_local": True, "no_rd_two_years": False, "ordinary_purchase": False,
    "demander_unit": {"code": "91X", "name": "甲公司"}, "topic": "高温传感器",
    "list_class": "enterprise",
    "targets": [{"indicator": "温度", "present": "600", "wanted": "900", "proof": "第三方检测"}],
    "years": "2", "budget": "500", "own_funds": "350", "rd_last_year": "800",
    "contact": {"name": "张三"}, "is_consortium": False,
}  # fmt: skip
GOOD_FACTS = {
    "listable_points": 75, "is_duplicate": False, "bid_count": 3, "unchecked_count": 0,
    "eligible_count": 2, "fewest_reports": 3, "affiliation_found": False, "dishonesty_found": False,
    "leads_elsewhere": False, "funding_ratio_met": True, "gates_passed": 1, "listed_expense": 0,
    "extensions_taken": 0, "contracts_in_force": True, "winner": Reference("92Y", "乙大学"),
}  # fmt: skip


def filed(terms: Terms = TERMS) -> Case:
    case = Case(terms)
    filled = fill(CHALLENGE.forms["need"], NEED, terms.inquiry(GOOD_FACTS))
    assert filled.is_ready, (filled.problems, filled.missing)
    return case.do(
        "file_need",
        "demander",
        "2026-03-02T10:00",
        "need_commitment",
        **GOOD_FACTS,
        **filled.values,
    )


def bidding(terms: Terms = TERMS) -> Case:
    case = filed(terms).do("list_need", "officer", "2026-03-10T10:00")
    case.do("publish", "officer", "2026-03-11T10:00", bids_open_on=date(2026, 3, 16))
    return case.wait("2026-03-16T09:00")


def proposing() -> Case:
    case = bidding().wait("2026-04-15T17:00").do("unseal", "officer", "2026-04-16T09:00")
    case.do("finish_check", "officer", "2026-04-20T09:00")
    case.do("close_review", "officer", "2026-05-08T09:00", "review_record")
    return case.do("choose", "demander", "2026-05-11T09:00")


def publicity() -> Case:
    return proposing().do("propose", "officer:o1", "2026-05-12T09:00")


def executing() -> Case:
    case = publicity().wait("2026-05-20T00:00")
    case.do("approve", "approver:a1", "2026-05-20T09:00")
    case.do("approve", "approver:a2", "2026-05-21T09:00")
    contract = {
        "technical_chief": Reference("p1", "李四"), "finance_assistant": Reference("p2", "王五"),
        "grant": 150_000_000, "ends_on": date(2026, 11, 30),
        "milestones": ({"due_on": date(2026, 9, 1), "goal": "样机", "share": 60},),
    }  # fmt: skip
    return case.do("sign_contract", "leader", "2026-05-25T09:00", "task_book", **contract)


def test_without_a_contract_in_force_nothing_is_carried_out():
    case = publicity().wait("2026-05-20T00:00")
    case.do("approve", "approver:a1", "2026-05-20T09:00")
    case.do("approve", "approver:a2", "2026-05-21T09:00", contracts_in_force=False)

    why = case.reasons("sign_contract", "leader", "2026-05-25T09:00")

    assert "任务书须先由揭榜方签订、经复核生效" in why


def test_an_item_goes_from_need_to_closing():
    case = executing().do("apply_acceptance", "leader", "2026-10-20T09:00")

    case.do(
        "accept", "officer", "2026-11-10T09:00", "acceptance_record",
        acceptance_grade="good", demander_accepts=True,
    )  # fmt: skip

    assert case.now.state == "closed"
    assert case.effects == ["release_after_grant", "record_integrity"]
    assert [h.target for h in case.now.history] == [
        "filed", "listable", "published", "bidding", "sealed", "checking", "reviewing", "choosing",
        "proposing", "publicity", "approving", "contracting", "executing", "accepting", "closed",
    ]  # fmt: skip


def test_bidding_opens_and_closes_by_the_clock_alone():
    case = bidding()

    assert case.now.history[-1].at == at("2026-03-16T09:00")
    (deadline,) = deadlines(TERMS, case.now)
    assert deadline.at == at("2026-04-15T17:00")
    assert case.wait("2026-04-15T16:59").now.state == "bidding"
    assert case.wait("2026-04-15T17:00").now.state == "sealed"


def test_without_bids_the_item_stays_unanswered():
    case = bidding()
    case.now = case.now.with_values({"bid_count": 0})

    assert case.wait("2026-04-15T17:00").now.state == "unanswered"


def test_one_extension_moves_the_closing_of_all_bids():
    longer = TERMS.extended(Extension("bidding", at("2026-04-01T09:00"), "o1", "系统维护", days=7))

    assert bidding(longer).wait("2026-04-22T16:59").now.state == "bidding"
    assert bidding(longer).wait("2026-04-22T17:00").now.state == "sealed"


def test_a_poor_need_is_not_listed_and_a_good_one_not_refused():
    case = filed()
    assert "已符合入榜条件" in case.reasons("refuse_need", "officer", "2026-03-10T10:00")

    case.now = case.now.with_values({"listable_points": 40})
    assert "定榜评分应不低于“定榜最低分”" in case.reasons(
        "list_need", "officer", "2026-03-10T10:00"
    )
    assert case.do("refuse_need", "officer", "2026-03-10T10:00").now.state == "not_listed"


def test_who_is_ineligible_is_told_by_the_first_answers():
    filled = fill(CHALLENGE.forms["need"], {"no_rd_two_years": True}, TERMS.inquiry({}))

    assert [rule.id for rule in filled.stopped_by] == ["research"]


def test_an_affiliated_winner_cannot_be_proposed():
    case = proposing()
    case.now = case.now.with_values({"affiliation_found": True, "leads_elsewhere": True})

    why = case.reasons("propose", "officer", "2026-05-12T09:00")

    assert "揭榜方与发榜单位不得有关联关系" in why
    assert "同一负责人只能牵头一个榜单" in why


def test_an_unchecked_winner_cannot_be_proposed_either():
    case = proposing()
    case.now = type(case.now)(
        case.now.procedure, case.now.state, case.now.began_at,
        {k: v for k, v in case.now.values.items() if k != "dishonesty_found"},
        case.now.documents, case.now.clocks, (), case.now.history,
    )  # fmt: skip

    assert "尚不清楚" in case.reasons("propose", "officer", "2026-05-12T09:00")


def test_silence_of_the_demander_accepts_the_ranking():
    case = bidding().wait("2026-04-15T17:00").do("unseal", "officer", "2026-04-16T09:00")
    case.do("finish_check", "officer", "2026-04-20T09:00")
    case.do("close_review", "officer", "2026-05-08T09:00", "review_record")

    case.wait("2026-06-01T00:00")

    assert (case.now.state, case.now.history[-1].event) == ("proposing", "confirm_ranking")
    assert case.now.history[-1].persons == ()


def test_where_the_demander_does_not_choose_the_review_leads_on():
    terms = Terms(CHALLENGE, TERMS.calendar, {"demander_chooses": False})
    case = bidding(terms).wait("2026-04-15T17:00").do("unseal", "officer", "2026-04-16T09:00")
    case.do("finish_check", "officer", "2026-04-20T09:00")

    assert case.effects == ["start_review"]
    assert (
        case.do("close_review", "officer", "2026-05-08T09:00", "review_record").now.state
        == "proposing"
    )


def test_an_objection_stops_the_publicity_and_keeps_its_days():
    case = publicity()
    (before,) = deadlines(TERMS, case.now)
    case.do("object", "public:citizen", "2026-05-14T09:00")
    assert case.wait("2026-05-22T00:00").now.state == "objecting"

    case.do("settle_objection", "officer", "2026-05-25T09:00", objection_upheld=False)

    (after,) = deadlines(TERMS, case.now)
    assert (before.on, after.on) == (date(2026, 5, 19), date(2026, 5, 28))


def test_an_objection_that_stands_leads_back_to_the_proposal():
    case = publicity().do("object", "public:citizen", "2026-05-14T09:00")

    case.do("settle_objection", "officer", "2026-05-15T09:00", objection_upheld=True)

    assert case.now.state == "proposing"


def test_two_people_approve_and_neither_proposed_it():
    case = publicity().wait("2026-05-20T00:00")

    assert "自己经办" in case.reasons("approve", "approver:o1", "2026-05-20T09:00")
    case.do("approve", "approver:a1", "2026-05-20T09:00")
    assert case.now.state == "approving"
    assert "另一人" in case.reasons("approve", "approver:a1", "2026-05-20T10:00")
    assert case.do("approve", "approver:a2", "2026-05-21T09:00").now.state == "contracting"


def test_one_extension_of_the_contract_and_no_second():
    case = executing().do("extend", "officer", "2026-09-01T09:00")
    case.now = case.now.with_values({"extensions_taken": 1})

    assert "已延期次数应低于" in case.reasons("extend", "officer", "2026-10-01T09:00")


def test_money_spent_on_the_negative_list_stops_acceptance():
    case = executing().do("apply_acceptance", "leader", "2026-10-20T09:00")
    case.now = case.now.with_values(
        {"listed_expense": 1, "acceptance_grade": "good", "demander_accepts": True}
    ).with_documents("acceptance_record")

    assert "负面清单支出" in case.reasons("accept", "officer", "2026-11-10T09:00")


def test_an_honest_failure_ends_with_its_exemption_file():
    case = executing()
    assert "勤勉尽责说明" in case.reasons("terminate", "officer", "2026-09-01T09:00")

    case.do("terminate", "officer", "2026-09-01T09:00", "honest_failure_file")

    assert (case.now.state, case.effects) == (
        "terminated", ["open_exemption_file", "record_integrity"],
    )  # fmt: skip


@pytest.mark.parametrize("name", sorted(PROCEDURES))
def test_every_variant_states_its_basis_or_that_it_is_an_example(name):
    procedure = PROCEDURES[name]

    for option in procedure.options.values():
        assert option.is_example or all(b.source in procedure.sources for b in option.basis)


@pytest.mark.parametrize(
    ("name", "option", "value"),
    [
        ("jinan-challenge", "expert_place", "other_city"),
        ("jinan-challenge", "has_threshold", False),
        ("qingdao-challenge", "only_contested", True),
        ("chengdu-challenge", "is_scenario_led", True),
        ("yinchuan-challenge", "is_rolling", True),
        ("xiamen-challenge", "awards", "institute"),
        ("changzhou-challenge", "listed_amount", 3_715_000_000),
        ("guangdong-challenge", "posed_by", "government"),
        ("zhengzhou-challenge", "topics_wanted", 8),
        ("qinghai-race", "lanes", 5),
        ("qinghai-race", "has_equal_start", True),
        ("hunan-challenge", "own_per_grant_enterprise", 2),
        ("ganzhou-challenge", "budget_per_grant", 4),
        ("ganzhou-challenge", "paid_to_bidder_share", 40),
    ],
)
def test_each_place_runs_the_same_engine_by_its_own_options(name, option, value):
    procedure = PROCEDURES[name]

    assert Terms(procedure, TERMS.calendar).settled()[option] == value
    assert procedure.adopted_from == "challenge"
    assert unfit(procedure.options[option].field, value) is None
    assert procedure.steps == CHALLENGE.steps


@pytest.mark.parametrize(
    ("option", "value"),
    [("lanes", 99), ("expert_place", "moon"), ("is_blind", 1), ("funding_shares", ({"who": 1},))],
)
def test_a_round_cannot_set_what_an_option_does_not_allow(option, value):
    with pytest.raises(TermsError):
        Terms(CHALLENGE, TERMS.calendar, {option: value})


def test_in_qingdao_only_contested_projects_are_listed():
    terms = Terms(PROCEDURES["qingdao-challenge"], TERMS.calendar)
    values = {**GOOD_FACTS, "own_funds": 1, "ordinary_purchase": False, "is_market_driven": True}
    case = begin(terms, at=at("2026-03-02T09:00"), values=values)
    judge = terms.inquiry(case.values).judge_named

    assert judge("is_listable").missing == ("is_contested",)
    calm = terms.inquiry({**values, "is_contested": False}).judge_named("is_listable")
    assert calm.truth is False
    assert terms.inquiry({**values, "is_contested": True}).judge_named("is_listable").truth


def test_everybody_sees_why_the_next_step_is_not_theirs():
    case = filed()

    offers = open_steps(
        TERMS, case.now, by=Actor("x", frozenset({"supervisor"})), at=at("2026-03-03T09:00")
    )

    assert all(offer.reasons for offer in offers)
