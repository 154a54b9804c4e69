"""A bid: sealed until the very deadline, checked by rules, never by hand."""

from __future__ import annotations

from datetime import date

from kechuang.engines.flow import Terms, fill
from tests.engines.flow.playing import CALENDAR, PROCEDURES, Case

BID = PROCEDURES["challenge-bid"]
BIDS = Terms(BID, CALENDAR)
ANSWERS = {
    "declares_affiliation": False,
    "lead_unit": {"name": "乙大学"},
    "project_leader": {"name": "李四"},
    "bids_with_partners": False,
    "bid_budget": "450",
    "grant_asked": "150",
    "months": "18",
    "answers": [{"target": "温度", "promised": "950", "means": "薄膜"}],
    "plan_file": {"digest": "b" * 64, "name": "plan.pdf", "size": 9},
}
CLEAN = {
    "affiliation_found": False, "dishonesty_found": False, "leads_elsewhere": False,
    "funding_ratio_met": True, "shares_add_up": True, "has_local_host": True, "appeals_taken": 0,
}  # fmt: skip


def sealed_bid() -> Case:
    case = Case(BIDS)
    case.now = case.now.with_values({"bids_close_on": date(2026, 4, 15)})
    filled = fill(BID.forms["bid"], ANSWERS, BIDS.inquiry(case.now.values))
    assert filled.is_ready, (filled.problems, filled.missing)
    return case.do("seal", "bidder", "2026-04-10T09:00", "bid_commitment", **filled.values)


def test_a_bid_is_sealed_with_a_receipt_until_the_very_deadline():
    case = sealed_bid()
    assert case.effects == ["give_receipt"]

    case.do("take_back", "bidder", "2026-04-15T16:00").do("seal", "bidder", "2026-04-15T16:59")

    assert case.do("take_back", "bidder", "2026-04-15T16:59").now.state == "drafting"
    assert "时限已于2026-04-15届满" in case.reasons("seal", "bidder", "2026-04-15T17:00")
    assert case.wait("2026-04-15T17:00").now.state == "not_filed"


def test_what_would_name_the_bidder_is_marked_for_blinding():
    named = {field.id for field in BID.forms["bid"].fields if field.is_identifying}

    contacts = {"contact_phone", "contact_address", "bank_account"}
    others = {"lead_unit", "project_leader", "members", "team", "team_file", "unsuitable_experts"}
    assert named == others | contacts


def test_a_bid_is_neither_admitted_nor_rejected_without_the_findings():
    case = sealed_bid().wait("2026-04-15T17:00")
    assert "尚不清楚" in case.reasons("admit", "officer", "2026-04-16T09:00")

    case.now = case.now.with_values(CLEAN)
    assert "不能判为不通过" in case.reasons("reject", "officer", "2026-04-16T09:00")
    assert case.do("admit", "officer", "2026-04-16T09:00").effects == ["make_blind_copy"]


def test_a_rejected_bid_may_appeal_once():
    case = sealed_bid().wait("2026-04-15T17:00")
    case.do("reject", "officer", "2026-04-16T09:00", **{**CLEAN, "affiliation_found": True})
    case.do("appeal", "bidder", "2026-04-17T09:00").do("reject", "officer", "2026-04-20T09:00")
    case.now = case.now.with_values({"appeals_taken": 1})

    assert "已申诉次数" in case.reasons("appeal", "bidder", "2026-04-21T09:00")
    assert case.wait("2026-05-06T00:00").now.state == "ineligible"
