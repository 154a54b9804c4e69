"""Procedures are kept by their digest, and a round keeps the version it was opened with."""

from __future__ import annotations

from datetime import date

import pytest

from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.cases.models import ProcedureVersion
from kechuang.cases.selectors import course_of, offers_for, procedure_of, terms_of
from kechuang.cases.services import begin_case, enter_procedure, enter_procedures, extend_clock
from kechuang.engines.flow import TermsError, deadlines
from kechuang.engines.packfile import BrokenPackError
from tests.engines.flow.playing import PROCEDURES
from tests.rooms.cases.scene import (
    BEGUN,
    CITY,
    at,
    do,
    fresh,
    need,
    opened,
    version_of,
    wait,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]
SOURCE = PROCEDURES["challenge"].source
CHANGED = SOURCE.replace("listing: {days: 20", "listing: {days: 2")


def test_the_same_content_is_entered_once():
    first, again = version_of(), version_of()

    assert first == again
    assert procedure_of(first).digest == PROCEDURES["challenge"].digest


def test_every_procedure_of_the_packs_is_entered_at_once():
    versions = enter_procedures(by=CITY, at=BEGUN)

    assert {version.procedure_id for version in versions} == set(PROCEDURES)
    assert enter_procedures(by=CITY, at=BEGUN) == versions


def test_changing_a_pack_never_changes_a_running_case(alice, yunlan, clerk):
    assert CHANGED != SOURCE
    running = do(need(alice.actor, yunlan, opened()), "file_need", alice.actor, "2026-03-02T10:00")
    newer = enter_procedure(by=CITY, at=at("2026-03-03T09:00"), content=CHANGED)

    (deadline,) = deadlines(terms_of(running.round), course_of(running, BEGUN).situation)

    assert deadline.on == date(2026, 3, 30)
    assert procedure_of(newer).digest != running.situation["procedure"]
    assert fresh(running).round.version.digest == running.situation["procedure"]
    assert do(running, "list_need", clerk.actor, "2026-03-20T10:00").state == "listable"


def test_a_broken_procedure_is_refused_with_its_line():
    with pytest.raises(BrokenPackError, match="content"):
        enter_procedure(by=CITY, at=BEGUN, content=SOURCE.replace("start: drafting", "start: x"))

    assert not ProcedureVersion.objects.exists()


@pytest.mark.parametrize("options", [{"weather": 1}, {"bid_days": "soon"}, {"bid_days": 0}])
def test_options_that_do_not_fit_are_refused(options):
    with pytest.raises(TermsError):
        opened(**options)


def test_a_rounds_options_are_its_cases_terms(alice, yunlan):
    case = need(alice.actor, yunlan, opened(bid_days=7, is_blind=False))

    settled = terms_of(case.round).settled()

    assert (settled["bid_days"], settled["is_blind"], settled["lanes"]) == (7, False, 1)


def test_two_rounds_have_two_codes():
    opened()

    with pytest.raises(WrongState, match="已被使用"):
        opened()


def test_rounds_are_the_citys(alice, district_clerk):
    version = version_of()

    for person in (alice, district_clerk):
        with pytest.raises(NotAllowed):
            enter_procedure(by=person.actor, at=BEGUN, content=SOURCE)
        with pytest.raises(NotAllowed):
            extend_clock(
                by=person.actor, at=BEGUN, round=opened(code=f"r{person.actor.account_id}"),
                clock="listing", days=1, why="假期",
            )  # fmt: skip
    assert version.digest == PROCEDURES["challenge"].digest


def test_one_extension_moves_the_deadline_of_all_cases(alice, yunlan, clerk):
    of_round = opened()
    cases = [
        do(need(alice.actor, yunlan, of_round, title), "file_need", alice.actor, "2026-03-02T10:00")
        for title in ("甲", "乙")
    ]

    extend_clock(
        by=clerk.actor, at=at("2026-03-05T09:00"), round=of_round, clock="listing", days=3,
        why="系统维护",
    )  # fmt: skip

    for case in cases:
        when = at("2026-03-06T09:00")
        offer = offers_for(course_of(case, when), clerk.actor, when)[0]
        assert offer.deadline.on == date(2026, 4, 2)


def test_an_extension_does_not_reach_what_has_run_out(alice, yunlan, clerk):
    of_round = opened()
    case = need(alice.actor, yunlan, of_round)
    case = wait(case, "2026-06-02T09:00")
    assert case.state == "withdrawn"

    extend_clock(
        by=clerk.actor, at=at("2026-06-02T10:00"), round=of_round, clock="drafting", days=30,
        why="系统维护",
    )  # fmt: skip

    assert wait(case, "2026-06-03T09:00").state == "withdrawn"


@pytest.mark.parametrize("days", [0, -3])
def test_a_clock_is_never_made_shorter(clerk, days):
    with pytest.raises(TermsError):
        extend_clock(
            by=clerk.actor, at=BEGUN, round=opened(), clock="listing", days=days, why="缩短"
        )


def test_a_later_day_is_later_than_any_granted_before(clerk):
    of_round = opened("challenge-bid")
    given = {"by": clerk.actor, "at": BEGUN, "round": of_round, "clock": "bidding", "why": "维护"}
    extend_clock(**given, until=date(2026, 4, 20))

    with pytest.raises(InvalidInput, match="不晚于"):
        extend_clock(**given, until=date(2026, 4, 18))


def test_an_extension_says_why(clerk):
    with pytest.raises(TermsError, match="没有写明理由"):
        extend_clock(by=clerk.actor, at=BEGUN, round=opened(), clock="listing", days=3, why=" ")


def test_cases_of_a_round_have_numbers_without_gaps(alice, yunlan, charlie):
    of_round = opened()
    with pytest.raises(NotAllowed):
        begin_case(by=charlie.actor, at=BEGUN, round=of_round, title="外人", party=yunlan)

    numbers = [need(alice.actor, yunlan, of_round).number for _ in range(2)]

    assert numbers == ["SX2026-000001", "SX2026-000002"]
