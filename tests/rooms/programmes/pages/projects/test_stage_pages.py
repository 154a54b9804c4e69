"""Experts invited to a stage: asked by the officer, shown what they need, answering once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from kechuang.base.roles import Role
from kechuang.programmes.models.execution import StageInvitation
from kechuang.programmes.selectors.execution.stages import Stage, stage_criteria
from kechuang.programmes.states_of_execution import InvitationState
from tests.base.registry.cast import Person, person
from tests.rooms.programmes.execution.judges import Judge, StageAtGate, invited, judge
from tests.rooms.programmes.keeping import lasting
from tests.rooms.programmes.pages.projects.desk import Desk, logged_in, upload

pytestmark = pytest.mark.django_db
SECOND = {"position": 2}


class Course(StageAtGate):
    """With an officer, who acts on the pages."""

    prefix = "页面"

    def __init__(self) -> None:
        super().__init__()
        self.officer: Person = person("stage officer", Role.BUREAU)

    def invite(self, *judges: Judge) -> HttpResponse:
        address = reverse("programmes:invite_to_gate", args=[self.gate.pk])
        chosen = [one.row.pk for one in judges or self.judges]
        return self.officer.client.post(address, {"experts": chosen})

    def gate_page(self) -> str:
        address = reverse("programmes:gate", args=[self.gate.pk])
        return self.officer.client.get(address).content.decode()


@pytest.fixture(scope="module")
def kept_course(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Course]:
    with lasting(django_db_blocker):
        yield Course()


@pytest.fixture
def course(kept_course: Course, db: None) -> Course:
    return kept_course.again()


def asked(course: Course) -> list[StageInvitation]:
    course.invite()
    return list(StageInvitation.objects.order_by("expert"))


def place(name: str, invitation: StageInvitation) -> str:
    return reverse(f"programmes:{name}", args=[invitation.key])


def marks(invitation: StageInvitation, **changes: str) -> dict[str, str]:
    stage = Stage.of(invitation)
    told = {
        f"mark_{lane}_{one.id}": "80"
        for lane in range(1, len(stage.lanes) + 1)
        for one in stage_criteria(stage.item)
    }
    told |= {f"opinion_{lane}": "达标" for lane in range(1, len(stage.lanes) + 1)}
    return told | changes


def test_from_the_invitation_to_the_opened_scores(course: Course) -> None:
    invitations = asked(course)
    assert "待评分" in course.gate_page()

    for one, invitation in zip(course.judges, invitations, strict=True):
        desk = one.person.client.get(reverse("programmes:stages")).content.decode()
        assert place("stage", invitation) in desk
        answer = one.person.client.post(place("stage", invitation), marks(invitation))
        assert answer.status_code == 302

    page = course.gate_page()
    assert reverse("programmes:propose_gate", args=[course.gate.pk]) in page
    assert "意见 3 份" in page
    own = course.judges[0].person.client.get(place("stage", invitations[0])).content.decode()
    assert "80 分" in own


def test_a_conflict_is_refused_with_its_reason_above_the_form(course: Course) -> None:
    insider = judge("页面圈内专家", unit=course.race.lanes[1].contract.party)

    answer = course.invite(course.judges[0], insider)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "页面圈内专家应当回避" in page
    assert not StageInvitation.objects.exists()


def test_a_blind_stage_tells_nobody_whose_it_is(course: Course) -> None:
    lanes = [lane.contract for lane in course.race.lanes]
    for lane in course.race.lanes:
        milestone = lane.milestones[0]
        lane.accept(milestone)
    invitation = asked(course)[0]

    page = course.judges[0].person.client.get(place("stage", invitation)).content.decode()

    assert "材料 3" in page
    for lane in lanes:
        named = (lane.party.name, lane.number, str(lane.chief), str(lane.assistant))
        assert not [name for name in named if name in page]


def test_names_in_reports_are_replaced(desk: Desk) -> None:
    told = f"{desk.contract.party.name}的样机达标"
    desk.post("assistant", "attach_evidence", {"file": upload(), "title": "检测报告"}, **SECOND)
    desk.post("chief", "report_milestone", {"text": told}, **SECOND)
    report = desk.contract.milestones.get(position=2).reports.get()
    one = judge("读报告的专家")
    (invitation,) = invited(Stage(report=report), [one])

    page = one.person.client.get(place("stage", invitation)).content.decode()

    assert "的样机达标" in page
    assert desk.contract.party.name not in page


def reported(desk: Desk, text: str) -> None:
    desk.post("assistant", "attach_evidence", {"file": upload(), "title": "检测报告"}, **SECOND)
    desk.post("chief", "report_milestone", {"text": text}, **SECOND)


def test_words_that_may_tell_whose_report_it_is_are_shown_to_the_office_alone(desk: Desk) -> None:
    reported(desk, f"{desk.contract.party.name}样机达标，详询 13912345678，见 ZL202310123456.7。")

    page = desk.page("clerk", "milestone", **SECOND)
    asked = desk.page("clerk", "invite_to_milestone", **SECOND)

    assert "<mark>13912345678</mark>" in page
    assert "<mark>ZL202310123456.7</mark>" in page
    assert "2 处" in page
    assert "2 处，见上一页" in asked
    assert "疑似透露身份的文字" not in desk.page("chief", "milestone", **SECOND)


def test_a_report_without_hints_is_not_flagged(desk: Desk) -> None:
    reported(desk, f"{desk.contract.party.name}样机达标")

    assert "疑似透露身份的文字" not in desk.page("clerk", "milestone", **SECOND)
    assert "疑似透露身份的文字" not in desk.page("clerk", "invite_to_milestone", **SECOND)


def test_the_team_never_learns_which_expert_scored(desk: Desk) -> None:
    desk.post("assistant", "attach_evidence", {"file": upload(), "title": "检测报告"}, **SECOND)
    desk.post("chief", "report_milestone", {"text": "达标"}, **SECOND)
    one = judge("不具名的专家")
    desk.post("clerk", "invite_to_milestone", {"experts": [one.row.pk]}, **SECOND)
    invitation = StageInvitation.objects.get()
    one.person.client.post(place("stage", invitation), marks(invitation))

    for who in ("chief", "demander"):
        page = desk.page(who, "milestone", **SECOND)
        assert "受邀专家" in page
        assert "不具名的专家" not in page
    assert "不具名的专家" in desk.page("clerk", "milestone", **SECOND)


def test_an_answer_is_given_once(course: Course) -> None:
    invitation, client = asked(course)[0], course.judges[0].person.client
    client.post(place("stage", invitation), marks(invitation))

    again = client.post(place("stage", invitation), marks(invitation, opinion_1="改"))

    assert again.status_code == 409
    assert "答复只有一次" in again.content.decode()


def test_a_sheet_with_a_gap_is_shown_again_as_it_was_filled(course: Course) -> None:
    invitation, client = asked(course)[0], course.judges[0].person.client

    answer = client.post(place("stage", invitation), marks(invitation, opinion_2=""))

    assert answer.status_code == 422
    assert 'value="80"' in answer.content.decode()


def test_nobody_else_finds_the_stage(course: Course) -> None:
    invitation = asked(course)[0]
    others = (
        course.judges[1].person,
        judge("没有受邀的专家").person,
        course.officer,
        logged_in(course.race.lanes[0].chief),
    )

    for who in others:
        for name in ("stage", "decline_stage"):
            assert who.client.get(place(name, invitation)).status_code == 404
            assert who.client.post(place(name, invitation), {}).status_code == 404


def test_declining_takes_the_material_away(course: Course) -> None:
    invitation, client = asked(course)[0], course.judges[0].person.client

    done = client.post(place("decline_stage", invitation), {"reason": "与一队有合作"})

    assert done.status_code == 302
    assert client.get(place("stage", invitation)).status_code == 404
    assert "与一队有合作" in course.gate_page()


def test_the_officer_closes_the_scoring(course: Course) -> None:
    invitation, client = asked(course)[0], course.judges[0].person.client
    address = reverse("programmes:end_gate_scoring", args=[course.gate.pk])
    assert address in course.gate_page()

    assert course.officer.client.post(address).status_code == 302

    late = client.post(place("stage", invitation), marks(invitation))
    assert late.status_code == 409
    assert set(StageInvitation.objects.values_list("state", flat=True)) == {InvitationState.LAPSED}
    assert course.officer.client.post(address).status_code == 409


def test_papers_of_a_blind_stage_are_copies_or_not_given(desk: Desk) -> None:
    desk.post("assistant", "attach_evidence", {"file": upload(), "title": "检测报告"}, **SECOND)
    desk.post("chief", "report_milestone", {"text": "达标"}, **SECOND)
    report = desk.contract.milestones.get(position=2).reports.get()
    one = judge("要看材料的专家")
    (invitation,) = invited(Stage(report=report), [one])
    paper = reverse("programmes:stage_paper", args=[invitation.key, 1, 1])
    none = reverse("programmes:stage_paper", args=[invitation.key, 1, 2])

    assert one.person.client.get(paper).status_code == 422
    assert one.person.client.get(none).status_code == 404
    assert desk.client("chief").get(paper).status_code == 404


def test_the_workspace_tells_how_many_stages_wait(course: Course) -> None:
    workspace, client = reverse("workspace"), course.judges[0].person.client
    empty = client.get(workspace)
    invitation = asked(course)[0]

    waiting = client.get(workspace)
    client.post(place("stage", invitation), marks(invitation))
    done = client.get(workspace)

    told = [page.context["stages_to_judge"] for page in (empty, waiting, done)]
    assert told == [0, 1, 0]
    assert reverse("programmes:stages") in waiting.content.decode()
