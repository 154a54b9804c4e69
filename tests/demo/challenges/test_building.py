"""There is one challenge in each phase, as the guide promises, and all of it is sound."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from kechuang.audit.models import Event
from kechuang.base.invariants import every_invariant, examine
from kechuang.cases.models import Case, Objection
from kechuang.cases.services import run_clocks
from kechuang.demo.accounts import PASSWORD
from kechuang.demo.challenges import load_challenges
from kechuang.demo.challenges.days import TODAY, at
from kechuang.demo.challenges.stories import story
from kechuang.demo.challenges.units import code_of
from kechuang.demo.city import City
from kechuang.demo.guide import guided_stops
from kechuang.programmes.models import Bid, DuplicateCandidate, Need
from kechuang.programmes.models.execution import (
    Contract,
    ExemptionFile,
    Expense,
    FollowUp,
    LaneRuling,
    Milestone,
    PerformanceEvaluation,
    StageInvitation,
)
from kechuang.programmes.selectors.bids import latest_checks
from kechuang.programmes.states import CheckKind, Verdict
from kechuang.reviews.models import Assignment
from kechuang.reviews.states import AssignmentState, Phase

pytestmark = pytest.mark.django_db
PHASES = {
    "splash-zone": "drafting",
    "tower-again": "filed",
    "line-lidar": "bidding",
    "void-inspection": "checking",
    "silicon-carbide": "reviewing",
    "ballast-tank": "objecting",
    "wind-tower": "executing",
    "swarm-inspection": "executing",
    "insulator-defects": "closed",
    "shark-skin": "terminated",
}


@pytest.fixture(autouse=True)
def built(town: City) -> City:
    return town


def need(name: str) -> Need:
    return Need.objects.get(case__title=story(name).title)


def contracts(name: str) -> list[Contract]:
    return list(Contract.objects.filter(title=story(name).title).order_by("lane"))


@pytest.mark.parametrize(("name", "state"), PHASES.items())
def test_each_phase_has_its_challenge(name: str, state: str) -> None:
    assert need(name).case.state == state


def test_the_search_finds_the_running_project() -> None:
    found = DuplicateCandidate.objects.filter(search__need=need("tower-again"))

    assert story("wind-tower").title in set(found.values_list("title", flat=True))


def test_one_bid_of_the_open_list_is_written_and_one_is_sealed() -> None:
    bids = Bid.objects.filter(item__need=need("line-lidar"))

    assert {bid.case.state for bid in bids} == {"drafting", "sealed"}


def test_the_rule_finds_the_planted_affiliation_by_its_path() -> None:
    bid = Bid.objects.get(item__need=need("void-inspection"), party__credit_code=code_of("yanxi"))

    check = next(one for one in latest_checks(bid) if one.kind == CheckKind.AFFILIATION)

    assert check.verdict == Verdict.NOT_MET
    assert "24.00%" in check.texts[0].zh
    assert "控股母公司" in check.texts[0].zh


def test_the_other_bidder_passes_every_check() -> None:
    bid = Bid.objects.get(item__need=need("void-inspection"), party__credit_code=code_of("lanling"))

    assert {one.verdict for one in latest_checks(bid)} == {Verdict.MET}


def test_every_expert_has_a_part_in_the_running_review() -> None:
    seats = Assignment.objects.filter(submission__round__phase=Phase.SCORING)

    states = list(seats.values_list("state", flat=True))
    assert seats.values("expert").distinct().count() == 6
    assert states.count(AssignmentState.RECUSED) == 1
    assert states.count(AssignmentState.REPORTED) == 3


def test_the_objection_waits_for_its_answer() -> None:
    objection = Objection.objects.get(publicity__case=need("ballast-tank").case)

    assert objection.answered_at is None


def test_the_running_project_is_paid_twice_and_waits_for_evidence() -> None:
    (row,) = contracts("wind-tower")

    states = list(row.milestones.values_list("state", flat=True))
    assert states == ["accepted", "accepted", "planned", "planned"]
    assert set(Expense.objects.filter(contract=row).values_list("state", flat=True)) == {
        "allowed",
        "refused",
        "doubtful",
    }


def test_the_race_goes_on_with_one_lane_promoted_and_one_held_back() -> None:
    lanes = contracts("swarm-inspection")

    outcomes = LaneRuling.objects.filter(contract__in=lanes).order_by("contract__lane")
    assert [lane.state for lane in lanes] == ["running", "running"]
    assert list(outcomes.values_list("outcome", flat=True)) == ["promoted", "held_back"]
    assert [Milestone.objects.get(contract=lane, position=2).state for lane in lanes] == [
        "accepted",
        "planned",
    ]


def test_the_lanes_run_as_cases_and_were_judged_by_invited_experts() -> None:
    lanes = contracts("swarm-inspection")

    cases = [lane.case for lane in lanes if lane.case]
    assert [(case.round.version.procedure_id, case.state) for case in cases] == [
        ("challenge-lane", "running"),
        ("challenge-lane", "improving"),
    ]
    gate = lanes[0].item.gates.get()
    asked = StageInvitation.objects.filter(gate=gate)
    assert set(asked.values_list("state", flat=True)) == {"opened"}
    assert asked.count() == 3


def test_the_closed_project_was_evaluated_and_used() -> None:
    (row,) = contracts("insulator-defects")

    assert PerformanceEvaluation.objects.get(contract=row).grade == "good"
    assert FollowUp.objects.filter(contract=row).count() == 2


def test_the_failed_project_has_its_file_of_diligence() -> None:
    (row,) = contracts("shark-skin")

    assert "第六十八条" in ExemptionFile.objects.get(contract=row).text


def test_nothing_is_dated_after_today() -> None:
    assert Event.objects.latest("at").at.date() <= TODAY


def test_no_clock_has_run_out_today() -> None:
    report = run_clocks(at=at("11-21T18:00"))

    assert (report.steps, report.failures) == (0, [])


def test_bids_are_taken_until_the_first_of_december() -> None:
    item = need("line-lidar").item

    assert item.announced_close_on == date(2026, 12, 1)


def test_everything_that_must_hold_holds() -> None:
    broken = [examined for examined in map(examine, every_invariant()) if not examined.holds]

    assert [(each.invariant.name, each.findings) for each in broken] == []


def test_a_second_start_changes_nothing(town: City) -> None:
    before = Event.objects.count(), Case.objects.count()

    load_challenges(town)

    assert (Event.objects.count(), Case.objects.count()) == before


def test_every_guided_person_can_open_what_the_guide_names(client: Client) -> None:
    stops = list(guided_stops())

    assert len(stops) == 16
    for stop in stops:
        client.logout()
        assert client.login(username=stop.username, password="yunlan-demo-2026")
        assert client.get(stop.url).status_code == 200, stop


def test_the_guide_tells_everybody_and_the_password(client: Client) -> None:
    page = client.get("/demo/").content.decode()

    assert PASSWORD in page
    assert all(stop.look.zh in page for stop in guided_stops())
