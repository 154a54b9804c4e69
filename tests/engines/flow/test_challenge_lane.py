"""One lane of a race: equal start, gates with evidence and scores, won, held back or out."""

from __future__ import annotations

import pytest

from kechuang.engines.flow import Terms, fill, may_see, simulate
from tests.engines.flow.playing import CALENDAR, PROCEDURES, Case
from tests.engines.flow.samples import at

LANE = PROCEDURES["challenge-lane"]
TERMS = Terms(LANE, CALENDAR)
REPORT = {
    "team_lead": {"name": "乙大学"},
    "stage_number": "1",
    "results": [{"target": "温度", "promised": "900", "measured": "950", "proof": "1"}],
    "spent": "120",
    "blind_report": {"digest": "c" * 64, "name": "stage.pdf", "size": 9},
}
ASSESSED = {"fewest_reports": 3, "gates_left": 1, "lanes_standing": 2, "listed_expense": 0}


def running(terms: Terms = TERMS) -> Case:
    case = Case(terms)
    return case.do("start_lane", "officer", "2026-03-02T09:00", "task_book", start_is_equal=True)


def at_gate(terms: Terms = TERMS, **facts: object) -> Case:
    case = running(terms)
    filled = fill(terms.procedure.forms["stage_report"], REPORT, terms.inquiry(case.now.values))
    assert filled.is_ready, (filled.problems, filled.missing)
    case.do("report_stage", "lane_team", "2026-05-06T09:00", "stage_evidence", **filled.values)
    case.now = case.now.with_values({**ASSESSED, **facts}).with_documents("gate_record")
    return case


def test_lanes_start_with_equal_money_or_not_at_all():
    case = Case(TERMS)
    assert "尚不清楚" in case.reasons("start_lane", "officer", "2026-03-02T09:00")

    case.now = case.now.with_values({"start_is_equal": False}).with_documents("task_book")
    assert "须相等" in case.reasons("start_lane", "officer", "2026-03-02T09:00")
    assert running().effects == ["pay_start"]


def test_a_stage_without_its_report_is_assessed_as_it_stands():
    assert running().wait("2026-09-01T00:00").now.state == "assessing"


def test_nobody_is_promoted_or_out_before_the_reports_are_in():
    case = at_gate(fewest_reports=2, gate_decision="eliminated")

    assert "应不低于" in case.reasons("eliminate", "officer", "2026-05-07T09:00")
    del case.now.values["gate_decision"]
    case.now = case.now.with_values({"fewest_reports": 3})
    assert "尚不清楚" in case.reasons("hold_back", "officer", "2026-05-07T09:00")


def test_a_promoted_lane_is_paid_and_runs_on_until_the_last_gate_is_won():
    case = at_gate(gate_decision="promoted").do("promote", "officer", "2026-05-08T09:00")
    assert (case.now.state, case.effects) == ("running", ["pay_gate", "write_letter"])

    case.do("report_stage", "lane_team", "2026-08-06T09:00")
    case.do("promote", "officer", "2026-08-10T09:00", gates_left=0)
    assert (case.now.state, case.effects) == ("won", ["pay_gate", "tell_item", "write_letter"])


def test_the_last_lane_standing_wins_early_only_where_the_round_says_so():
    alone = {"gate_decision": "promoted", "lanes_standing": 1}
    early = Terms(LANE, CALENDAR, {"ends_with": "last_standing"})

    assert at_gate(**alone).do("promote", "officer", "2026-05-08T09:00").now.state == "running"
    assert at_gate(early, **alone).do("promote", "officer", "2026-05-08T09:00").now.state == "won"


def test_spending_on_the_negative_list_stops_the_money_of_a_gate():
    case = at_gate(gate_decision="promoted", listed_expense=1)

    assert "负面清单支出" in case.reasons("promote", "officer", "2026-05-08T09:00")


def test_a_lane_is_held_back_once_and_then_out():
    case = at_gate(gate_decision="held_back", hold_backs=0)
    case.do("hold_back", "officer", "2026-05-08T09:00").wait("2026-07-08T00:00")
    case.now = case.now.with_values({"hold_backs": 1})

    assert "应低于" in case.reasons("hold_back", "officer", "2026-07-09T09:00")
    assert case.do("eliminate", "officer", "2026-07-09T09:00").now.state == "objected"


def test_who_is_out_may_appeal_once_and_leaves_with_its_exemption_file():
    case = at_gate(gate_decision="eliminated").do("eliminate", "officer", "2026-05-08T09:00")
    case.do("appeal", "lane_team", "2026-05-11T09:00", appeals_taken=0)
    case.do("eliminate", "officer", "2026-05-12T09:00", appeals_taken=1)
    assert "已申诉次数" in case.reasons("appeal", "lane_team", "2026-05-13T09:00")

    case.do("let_stand", "lane_team", "2026-05-13T09:00")
    assert (case.now.state, case.effects) == (
        "eliminated", ["settle_lane", "open_exemption_file"],
    )  # fmt: skip


@pytest.mark.parametrize("state", LANE.states)
def test_assessors_of_a_blind_gate_do_not_see_whose_lane_it_is(state):
    assert not may_see(LANE, state, "assessor", "team_lead")
    assert may_see(LANE, state, "assessor", "team_lead", options={"gates_are_blind": False})


@pytest.mark.parametrize(
    ("name", "option", "value"),
    [
        ("qinghai-lane", "lanes", 5),
        ("qinghai-lane", "has_equal_start", True),
        ("qinghai-lane", "stage_gates", 2),
        ("chengdu-lane", "lanes", 3),
    ],
)
def test_a_place_runs_lanes_by_its_own_options(name, option, value):
    procedure = PROCEDURES[name]

    assert procedure.adopted_from == "challenge-lane"
    assert Terms(procedure, CALENDAR).settled()[option] == value
    assert procedure.options[option].is_example == (name == "chengdu-lane")


@pytest.mark.parametrize("name", ["challenge-lane", "qinghai-lane", "chengdu-lane"])
def test_a_race_has_no_dead_end(name):
    report = simulate(Terms(PROCEDURES[name], CALENDAR), seed=5, runs=60, at=at("2024-01-02T09:00"))

    assert report.dead_ends == ()
    assert {"won", "eliminated"} <= set(report.ends)
