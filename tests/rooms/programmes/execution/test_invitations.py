"""Who is invited to judge a stage: nobody with a stake in it, nobody twice, by the bureau only."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kechuang.accounts.models import Membership, User
from kechuang.accounts.selectors import actor_of
from kechuang.base.errors import InvalidInput, NotAllowed
from kechuang.base.roles import Role
from kechuang.programmes.selectors.execution.stage_conflicts import stage_conflicts, stake_in
from kechuang.programmes.services import execution
from kechuang.reviews import services as reviews
from tests.base.registry.cast import person
from tests.rooms.ledger.town import AT, PREPARER
from tests.rooms.programmes.execution.course import Course, states
from tests.rooms.programmes.execution.judges import (
    invited,
    judge,
)
from tests.rooms.reviews.town import state

pytestmark = pytest.mark.django_db


def test_an_expert_of_a_lane_is_refused_with_the_reason(course: Course) -> None:
    insider = judge("圈内专家", unit=course.race.lanes[2].contract.party)

    with pytest.raises(InvalidInput, match="圈内专家应当回避"):
        invited(course.stage, [*course.judges, insider])
    assert states() == []


def test_an_expert_of_the_demander_is_refused(course: Course) -> None:
    insider = judge("出题方专家", unit=course.race.item.demander)

    with pytest.raises(InvalidInput, match="应当回避"):
        invited(course.stage, [insider])


def test_kin_of_a_chief_are_refused(course: Course) -> None:
    chief = course.race.lanes[0].contract.chief
    state(course.judges[0].row, reviews.NewTie(kind="kin", person=str(chief)))

    with pytest.raises(InvalidInput, match="近亲属"):
        course.ask()


def test_who_reads_originals_for_the_bureau_is_refused(course: Course) -> None:
    clerk = judge("兼职专家")
    row = clerk.row.account.memberships.get()
    row.pk, row.role = None, Role.AUDITOR
    row.save()

    with pytest.raises(InvalidInput, match="不参加评审"):
        invited(course.stage, [clerk])


def test_who_has_a_stake_is_asked_once_for_all_experts(course: Course) -> None:
    stake = stake_in(course.stage, AT.date())

    with CaptureQueriesContext(connection) as asked:
        told = [stage_conflicts(stake, one.row) for one in course.judges]

    assert told == [()] * 3
    lanes = [query["sql"] for query in asked if 'FROM "programmes_contract"' in query["sql"]]
    assert lanes == []


def test_a_suspended_expert_is_refused(course: Course) -> None:
    reviews.suspend_expert(by=PREPARER, at=AT, expert=course.judges[0].row, reason="核查中")
    course.judges[0].row.refresh_from_db()

    with pytest.raises(InvalidInput, match="不在可用专家库中"):
        course.ask()
    reviews.confirm_expert(by=PREPARER, at=AT, expert=course.judges[0].row)
    course.judges[0].row.refresh_from_db()


def test_who_has_no_account_as_an_expert_any_more_is_refused(course: Course) -> None:
    ended = course.judges[0].row.account.memberships.filter(role=Role.EXPERT)
    ended.update(until=AT.date() - timedelta(days=1))

    with pytest.raises(InvalidInput, match="没有专家账号"):
        course.ask()
    assert states() == []


def test_an_invitation_names_somebody(course: Course) -> None:
    with pytest.raises(InvalidInput, match="没有选择专家"):
        invited(course.stage, [])


def test_nobody_is_invited_twice(course: Course) -> None:
    course.ask()

    with pytest.raises(InvalidInput, match="已经邀请过"):
        course.ask()


def test_only_the_bureau_without_a_part_in_it_invites(course: Course) -> None:
    for by in (course.race.lanes[0].chief.actor, course.judges[0].person.actor):
        with pytest.raises(NotAllowed):
            execution.invite_experts(
                by=by, at=AT, stage=course.stage, experts=[course.judges[1].row]
            )
        with pytest.raises(NotAllowed):
            execution.end_scoring(by=by, at=AT, stage=course.stage)


def test_a_clerk_with_a_part_in_any_lane_neither_invites_nor_closes(course: Course) -> None:
    clerk = person("clerk of a lane", Role.BUREAU).actor
    last = course.race.lanes[-1].contract.party
    Membership.objects.create(
        user_id=clerk.account_id, role=Role.ENTERPRISE, party=last, since=AT.date()
    )
    by = actor_of(User.objects.get(pk=clerk.account_id), on=AT.date())

    with pytest.raises(NotAllowed):
        execution.invite_experts(by=by, at=AT, stage=course.stage, experts=[course.judges[0].row])
    with pytest.raises(NotAllowed):
        execution.end_scoring(by=by, at=AT, stage=course.stage)
