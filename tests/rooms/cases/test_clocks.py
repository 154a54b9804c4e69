"""Clocks: reminders, escalations and ends, each once, one case at a time."""

from __future__ import annotations

import logging

import pytest

from kechuang.audit.models import Event
from kechuang.cases import connections
from kechuang.cases.models import Case, CaseNotice
from kechuang.cases.refusals import StepRefused
from kechuang.cases.services import begin_case, run_clocks
from tests.rooms.cases.scene import GRACE, at, do, fresh, need, opened, wait

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(facts, alice, yunlan) -> Case:
    return need(alice.actor, yunlan, opened())


@pytest.fixture
def published(case, alice, clerk) -> Case:
    case = do(case, "file_need", alice.actor, "2026-03-02T10:00")
    case = do(case, "list_need", clerk.actor, "2026-03-10T10:00")
    day = at("2026-03-16").date()
    return do(case, "publish", clerk.actor, "2026-03-11T10:00", bids_open_on=day)


def test_a_case_says_when_it_is_due_next(case):
    assert case.next_due_at == at("2026-05-25T00:00")


def test_what_nobody_did_lapses_at_the_instant_its_clock_ended(case):
    report = run_clocks(at=at("2026-06-10T09:00"))

    step = fresh(case).steps.get()
    assert (report.cases, report.steps, report.reminders) == (1, 1, 1)
    assert (step.event, step.at, step.persons) == ("lapse", at("2026-06-02T00:00"), [])
    assert step.recorded_at == at("2026-06-10T09:00")
    assert Event.objects.filter(command="take_step", is_system=True).count() == 1


def test_once_more_brings_nothing_more(case, alice):
    do(case, "file_need", alice.actor, "2026-03-02T10:00")
    first = run_clocks(at=at("2026-04-10T09:00"))
    events = Event.objects.count()

    again = run_clocks(at=at("2026-04-10T09:00"))

    assert (first.reminders, first.escalations) == (2, 1)
    assert (again.cases, Event.objects.count()) == (0, events)


def test_asked_often_or_once_it_brings_the_same(published):
    for day in range(12, 32):
        run_clocks(at=at(f"2026-03-{day}T08:00"))
    often = fresh(published)

    assert (often.state, often.steps.last().at) == ("bidding", at("2026-03-16T09:00"))


def test_a_reminder_goes_to_those_who_can_act(case):
    wait(case, "2026-05-25T00:00")

    notice = CaseNotice.objects.get()

    assert (notice.kind, notice.roles, notice.days_left) == ("reminder", ["demander"], 5)


def test_the_supervisor_learns_what_is_overdue(case, alice):
    wait(do(case, "file_need", alice.actor, "2026-03-02T10:00"), "2026-04-01T00:00")

    escalation = CaseNotice.objects.get(kind="escalation")

    assert (escalation.roles, fresh(case).state) == (["supervisor"], "filed")


def test_a_failing_case_does_not_stop_the_rest(facts, alice, yunlan, caplog):
    of_round = opened()
    cases = [need(alice.actor, yunlan, of_round, title) for title in ("甲", "乙", "丙")]

    def fail(case, when):
        if case.title == "乙":
            raise RuntimeError("the register is away")
        return {}

    connections.provide_facts("challenge", fail)
    with caplog.at_level(logging.CRITICAL):
        report = run_clocks(at=at("2026-06-10T09:00"))

    assert [fresh(case).state for case in cases] == ["withdrawn", "drafting", "withdrawn"]
    (failure,) = report.failures
    assert (failure.number, failure.why) == (cases[1].number, "the register is away")
    assert run_clocks(at=at("2026-06-10T10:00")).failures[0].number == cases[1].number


def test_an_end_that_cannot_be_taken_is_told_and_tried_again(published, facts):
    del facts["bid_count"]
    case = wait(published, "2026-03-16T09:00")

    case = wait(case, "2026-04-15T17:00")

    stuck = CaseNotice.objects.get(kind="stuck")
    assert (case.state, stuck.roles) == ("bidding", ["supervisor"])
    assert "已封存方案数" in stuck.why
    facts["bid_count"] = 2
    assert wait(case, "2026-04-15T18:10").state == "sealed"
    assert case.steps.last().at == at("2026-04-15T17:00")
    assert CaseNotice.objects.filter(kind="stuck").count() == 1


def test_an_unknown_end_is_told_once_and_looked_at_daily(case, alice, clerk):
    """2027 has no notice of holidays yet: nobody guesses its working days."""
    case = do(
        need(alice.actor, case.party, case.round), "file_need", alice.actor, "2026-03-02T10:00"
    )
    Case.objects.filter(pk=case.pk).update(next_due_at=at("2026-12-01T00:00"))
    late = need_in_december(alice, case)

    for day in ("2026-12-22T09:00", "2026-12-24T09:00"):
        run_clocks(at=at(day))

    notices = CaseNotice.objects.filter(case=late, kind="unknown")
    assert [notice.why_en for notice in notices] == [
        "working days of 2027 unknown: the holidays of that year were not announced or not entered "
        "yet; nobody guesses. It ends on 2027-03-21 at the earliest, and is counted once they are "
        "entered"
    ]


def need_in_december(alice, like: Case) -> Case:
    return begin_case(
        by=alice.actor, at=at("2026-12-21T09:00"), round=like.round, title="岁末", party=like.party
    )


def test_people_come_after_what_the_clocks_did_before_them(case, alice):
    with pytest.raises(StepRefused, match="没有这一步"):
        do(case, "file_need", alice.actor, "2026-06-10T09:00")

    assert fresh(case).state == "withdrawn"


def test_within_the_grace_people_are_still_too_late(case, alice):
    with pytest.raises(StepRefused, match="时限已于2026-06-01届满"):
        do(case, "file_need", alice.actor, "2026-06-02T00:01")
    assert GRACE.total_seconds() == 120
