"""Publicity, objections and their answers; the procedure's own steps make the clock stand still."""

from __future__ import annotations

from datetime import date

import pytest

from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.cases.models import Case, Publicity
from kechuang.cases.refusals import StepRefused
from kechuang.cases.selectors import deadlines_of, open_publicities, reading_of, timeline_for
from kechuang.cases.services import answer_objection, begin_case, lodge_objection
from tests.rooms.cases.scene import BEGUN, at, bureau, do, fresh, need, opened, publicised, wait

pytestmark = pytest.mark.django_db
NOON = at("2026-05-13T12:00")


@pytest.fixture
def case(facts, alice, yunlan, clerk) -> Case:
    return publicised(alice.actor, yunlan, clerk.actor)


def object_to(case, by, when=NOON, text="揭榜方与我单位有纠纷"):
    return lodge_objection(by=by, at=when, case=case, text=text)


def test_publicity_begins_with_its_step_and_ends_with_its_clock(case):
    publicity = Publicity.objects.get(case=case)
    assert (publicity.days, publicity.clock, publicity.ended_at) == (5, "publicity", None)
    assert list(open_publicities()) == [publicity]

    case = wait(case, "2026-05-20T00:00")

    publicity.refresh_from_db()
    assert (case.state, publicity.ended_at) == ("approving", at("2026-05-20T00:00"))


def test_anybody_may_object_and_the_clock_stands_still(case, charlie):
    objection = object_to(case, charlie.actor)

    case = fresh(case)
    assert (case.state, objection.step.event) == ("objecting", "object")
    ends = {one.clock: one for one in deadlines_of(case, NOON)}
    assert ends["publicity"].is_paused
    assert wait(case, "2026-05-25T00:00").state == "objecting"


def test_a_second_objection_joins_the_one_under_examination(case, charlie, una):
    object_to(case, charlie.actor)

    second = object_to(case, una.actor)

    assert second.step is None
    assert Publicity.objects.get(case=case).objections.count() == 2


def test_a_failed_objection_gives_the_days_back(case, charlie, clerk):
    objection = object_to(case, charlie.actor)
    answer_objection(
        by=clerk.actor, at=at("2026-05-18T09:00"), objection=objection, is_upheld=False,
        answer="纠纷与本项目无关",
    )  # fmt: skip

    case = do(case, "settle_objection", clerk.actor, "2026-05-18T10:00")

    assert case.state == "publicity"
    (end,) = deadlines_of(case, at("2026-05-18T10:00"))
    assert end.on == date(2026, 5, 22)


def test_an_upheld_objection_goes_back_to_the_proposal(case, charlie, clerk):
    objection = object_to(case, charlie.actor)
    answer_objection(
        by=clerk.actor, at=at("2026-05-18T09:00"), objection=objection, is_upheld=True,
        answer="属实",
    )  # fmt: skip

    case = do(case, "settle_objection", clerk.actor, "2026-05-18T10:00")

    assert (case.state, open_publicities().count()) == ("proposing", 0)


def test_nothing_is_settled_while_an_objection_waits(case, charlie, una, clerk):
    first = object_to(case, charlie.actor)
    object_to(case, una.actor)
    answer_objection(
        by=clerk.actor, at=at("2026-05-18T09:00"), objection=first, is_upheld=False, answer="不成立"
    )

    with pytest.raises(StepRefused, match="异议成立"):
        do(case, "settle_objection", clerk.actor, "2026-05-18T10:00")


def test_an_objection_is_answered_once_by_the_authority(case, charlie, clerk):
    objection = object_to(case, charlie.actor)
    given = {"at": at("2026-05-18T09:00"), "objection": objection, "is_upheld": True}
    with pytest.raises(NotAllowed):
        answer_objection(by=charlie.actor, answer="属实", **given)
    with pytest.raises(InvalidInput):
        answer_objection(by=clerk.actor, answer=" ", **given)
    answer_objection(by=clerk.actor, answer="属实", **given)

    with pytest.raises(WrongState, match="已经答复"):
        answer_objection(by=clerk.actor, answer="不属实", **given | {"is_upheld": False})


def test_nobody_answers_their_own_objection(case):
    officer = bureau("objector")
    objection = object_to(case, officer)

    with pytest.raises(NotAllowed):
        answer_objection(by=officer, at=NOON, objection=objection, is_upheld=True, answer="属实")


def test_who_bids_under_the_case_learns_nothing_of_objections(case, charlie):
    officer = bureau("who-bids")
    begin_case(by=officer, at=BEGUN, round=opened("challenge-bid"), title="方案", parent=case)
    objection = object_to(case, charlie.actor)

    assert "纠纷" not in told(case, officer)
    assert str(charlie.actor.account_id) not in persons(case, officer)
    assert "纠纷" in told(case, bureau("another"))
    with pytest.raises(NotAllowed):
        answer_objection(by=officer, at=NOON, objection=objection, is_upheld=True, answer="属实")


def test_those_objected_to_learn_the_outcome_but_not_the_answer(case, charlie, alice, clerk):
    objection = object_to(case, charlie.actor)
    answer_objection(
        by=clerk.actor, at=NOON, objection=objection, is_upheld=False, answer="举报人的合同无效"
    )

    assert "举报人" not in told(case, alice.actor)
    assert "异议不成立" in [entry.said.zh for entry in entries(case, alice.actor)]
    assert "举报人" in told(case, clerk.actor)


def entries(case, reader):
    latest = fresh(case)
    return timeline_for(latest, reading_of(latest, reader))


def told(case, reader):
    return " ".join(entry.detail.zh for entry in entries(case, reader))


def persons(case, reader):
    return {str(one) for entry in entries(case, reader) for one in entry.persons}


def test_after_publicity_nothing_is_objected(case, charlie):
    with pytest.raises(StepRefused, match="届满"):
        object_to(case, charlie.actor, when=at("2026-05-20T00:01"))

    wait(case, "2026-05-20T00:00")
    with pytest.raises(WrongState, match="不在公示期内"):
        object_to(case, charlie.actor, when=at("2026-05-20T09:00"))


def test_the_publics_step_is_taken_by_an_objection_only(case, charlie):
    with pytest.raises(WrongState, match="由异议提出"):
        do(case, "object", charlie.actor, "2026-05-13T12:00")

    assert fresh(case).state == "publicity"


def test_before_publicity_nothing_is_objected(facts, alice, yunlan, charlie):
    case = need(alice.actor, yunlan, opened())

    with pytest.raises(WrongState, match="不在公示期内"):
        object_to(case, charlie.actor)


def test_objecting_needs_an_account_and_words(case, anonymous, charlie):
    with pytest.raises(NotAllowed):
        object_to(case, anonymous.actor)
    with pytest.raises(InvalidInput):
        object_to(case, charlie.actor, text="  ")
