"""What a round asks before a further instalment is accepted."""

from __future__ import annotations

import pytest

from kechuang.base.errors import WrongState
from kechuang.cases.models import Case
from kechuang.parties.states import PartyKind
from kechuang.programmes.services import execution
from kechuang.programmes.states_of_execution import MilestoneState
from tests.journeys.small_region import party
from tests.rooms.ledger.town import APPROVER, AT, PREPARER
from tests.rooms.programmes.execution.project import Project, project, three_milestones
from tests.rooms.programmes.scene import scene

pytestmark = pytest.mark.django_db


def _of_place(pack: str, **values: str) -> Project:
    """A contract in force of an item in a round of ``pack``; ``values`` as signed into it."""
    town = scene(pack, with_money=False)
    case = town.need().case
    case.situation["values"] |= values
    Case.objects.filter(pk=case.pk).update(situation=case.situation)
    unscored = {"milestones": three_milestones(pass_score=0)}
    return project(case=Case.objects.get(pk=case.pk), work=unscored)


def _accept(one: Project, place: int, *, scored: bool) -> str:
    milestone = one.milestones[place]
    one.report(milestone)
    if scored:
        told = {"score": 80, "comment": "好"}
        execution.score_milestone(by=PREPARER, at=AT, milestone=milestone, **told)
    execution.recommend_milestone(by=PREPARER, at=AT, milestone=milestone)
    accepted = execution.accept_milestone(
        by=APPROVER, at=AT, milestone=milestone, acceptance="验收〔2026〕1号"
    )
    return str(accepted.state)


def test_rolling_support_pays_the_next_stage_after_the_earlier_was_appraised() -> None:
    one = _of_place("yinchuan-challenge")

    with pytest.raises(WrongState, match="前一阶段“阶段1”尚未评价验收"):
        _accept(one, 1, scored=True)
    _accept(one, 0, scored=False)
    assert _recommend(one, 1) == MilestoneState.RECOMMENDED


def test_rolling_support_asks_a_score_of_every_stage() -> None:
    one = _of_place("yinchuan-challenge")
    _accept(one, 0, scored=False)
    _accept(one, 1, scored=False)
    one.judge()

    with pytest.raises(WrongState, match="前一阶段“阶段2”尚未评价验收"):
        _accept(one, 2, scored=False)


def test_elsewhere_stages_need_no_order() -> None:
    one = _of_place("jinan-challenge")

    assert _accept(one, 1, scored=False) == MilestoneState.ACCEPTED


def test_beyond_the_start_an_institute_is_paid_once_it_is_registered() -> None:
    one = _of_place("xiamen-challenge", institute_name="海湾材料研究院")
    assert _accept(one, 0, scored=False) == MilestoneState.ACCEPTED

    with pytest.raises(WrongState, match="拟建机构“海湾材料研究院”尚未登记"):
        _accept(one, 1, scored=False)
    party("海湾材料研究院", kind=PartyKind.INSTITUTE)

    assert _recommend(one, 1) == MilestoneState.RECOMMENDED


def test_an_institute_that_nobody_named_is_not_registered() -> None:
    one = _of_place("xiamen-challenge")

    with pytest.raises(WrongState, match="拟建机构尚未登记"):
        _accept(one, 1, scored=False)


def _recommend(one: Project, place: int) -> str:
    """What was reported before is consented to now."""
    done = execution.recommend_milestone(by=PREPARER, at=AT, milestone=one.milestones[place])
    return str(done.state)
