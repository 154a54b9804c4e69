"""Acceptance by panel and demander, the evaluation, follow-ups; integrity records and appeals."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kechuang.programmes.models.execution import (
    Contract,
    FollowUp,
    IntegrityAppeal,
    IntegrityRecord,
    PerformanceEvaluation,
)
from kechuang.programmes.states_of_execution import AppealState, ContractState
from kechuang.reviews import services as reviews
from kechuang.reviews.models import Expert
from tests.base.registry.cast import Person
from tests.rooms.ledger.town import AT, PREPARER
from tests.rooms.programmes.execution.project import panel
from tests.rooms.programmes.pages.projects.desk import (
    CONTENT,
    REASON,
    Desk,
    logged_in,
    panel_typed,
)

pytestmark = pytest.mark.django_db
LATER = datetime(2028, 1, 10, 1, 0, tzinfo=UTC)
OPINION = CONTENT["give_demander_opinion"]()


@pytest.fixture
def closed(desk: Desk) -> Desk:
    project = desk.project
    project.accept(project.milestones[1])
    desk.post("clerk", "record_panel_opinion", CONTENT["record_panel_opinion"]())
    desk.post("demander", "give_demander_opinion", OPINION)
    project.accept(project.milestones[2])
    assert desk.contract.state == ContractState.CLOSED
    return desk


def test_what_is_missing_shrinks_with_each_opinion(desk: Desk) -> None:
    desk.project.accept(desk.project.milestones[1])
    before = desk.page("clerk", "acceptance")
    desk.post("clerk", "record_panel_opinion", CONTENT["record_panel_opinion"]())
    between = desk.page("clerk", "acceptance")
    desk.post("demander", "give_demander_opinion", OPINION)
    after = desk.page("clerk", "acceptance")

    assert "没有专家组验收意见" in before
    assert "没有专家组验收意见" not in between
    assert "需求方尚未表示意见" in between
    assert "验收条件已齐" in after
    assert "专家0" in after


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"expert_3": "", "score_3": ""}, "少于 3 人"),
        ({"head": "5"}, "应有一名组长"),
        ({"score_1": "八十"}, "输入整数"),
        ({"score_1": ""}, "请填写得分"),
        ({"expert_1": ""}, "请填写专家"),
    ],
)
def test_a_panel_that_is_none_is_refused_in_the_page(
    desk: Desk, changes: dict[str, str], why: str
) -> None:
    typed = {**CONTENT["record_panel_opinion"](), **changes}

    answer = desk.post("clerk", "record_panel_opinion", typed)

    assert answer.status_code == 422
    assert why in answer.content.decode()


def test_an_expert_of_a_unit_that_takes_part_is_refused_with_the_source(desk: Desk) -> None:
    inside = panel_typed(panel("外省大学", "外市院", desk.contract.party.name))

    answer = desk.post("clerk", "record_panel_opinion", inside)

    page = answer.content.decode()
    assert "专家2应当回避" in page
    assert "来源：本人填报" in page


def sought(desk: Desk, **asked: str) -> str:
    answer = desk.client("clerk").get(desk.url("find_panel_experts"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_only_confirmed_experts_are_found(desk: Desk) -> None:
    first, second, _ = (seat.expert for seat in panel())
    reviews.suspend_expert(by=PREPARER, at=AT, expert=first, reason="核查中")

    assert second.name not in desk.page("clerk", "record_panel_opinion")
    found = sought(desk, at="expert_1", expert_1="专家")

    assert second.name in found
    assert first.name not in found
    assert "没有这位可用专家" in sought(desk, at="expert_1", expert_1=first.name)


def test_who_was_found_by_unit_is_put_into_the_place(desk: Desk) -> None:
    seat, *_ = panel("南方光学所", "外市院", "外省大学")

    found = sought(desk, at="expert_2", expert_2="光学")
    chosen = sought(desk, at="expert_2", chosen=str(seat.expert.pk))

    assert "南方光学所" in found
    assert f'value="{seat.expert.name} #{seat.expert.pk}"' in chosen
    assert 'name="expert_2"' in chosen


def test_no_place_but_the_forms_is_filled(desk: Desk) -> None:
    answer = desk.client("clerk").get(desk.url("find_panel_experts"), {"at": "text"})

    assert answer.status_code == 404


def test_a_name_alone_is_enough_unless_namesakes_bear_it(desk: Desk) -> None:
    seats = panel()
    one, other, *_ = (seat.expert for seat in seats)
    typed = panel_typed(seats)
    Expert.objects.filter(pk=other.pk).update(name=one.name)

    namesakes = desk.post("clerk", "record_panel_opinion", {**typed, "expert_1": one.name})
    stranger = {**typed, "expert_2": f"旁人 #{other.pk}"}
    wrong = desk.post("clerk", "record_panel_opinion", stranger)
    told = {"expert_1": f"{one.name} #{one.pk}", "expert_2": f"{one.name} #{other.pk}"}
    done = desk.post("clerk", "record_panel_opinion", {**typed, **told})

    page = namesakes.content.decode()
    assert "请写明编号" in page
    assert f"#{other.pk}" in page
    assert "没有这位可用专家" in wrong.content.decode()
    assert done.status_code == 302


def test_the_form_takes_as_many_queries_with_a_large_register(desk: Desk) -> None:
    with CaptureQueriesContext(connection) as few:
        desk.page("clerk", "record_panel_opinion")
    for place in range(20):
        panel(f"第{place}大学")
    with CaptureQueriesContext(connection) as many:
        page = desk.page("clerk", "record_panel_opinion")

    assert len(many) <= len(few)
    assert "专家0" not in page


def test_the_demander_says_yes_or_no_and_nothing_by_silence(desk: Desk) -> None:
    answer = desk.post("demander", "give_demander_opinion", {"text": "已试用"})

    assert answer.status_code == 422
    assert not desk.contract.demander_opinions.exists()


def test_an_evaluation_comes_in_its_time_once(
    closed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = CONTENT["record_evaluation"]()
    early = closed.post("clerk", "record_evaluation", content)
    offered = closed.url("record_evaluation")
    assert offered not in closed.page("clerk", "acceptance")
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    clerk = logged_in(Person(closed.people["clerk"].actor, Client())).client

    assert offered in clerk.get(closed.url("acceptance")).content.decode()

    due, again = (clerk.post(closed.url("record_evaluation"), content) for _ in range(2))

    assert [early.status_code, due.status_code, again.status_code] == [409, 302, 409]
    assert "之后评价" in early.content.decode()
    assert PerformanceEvaluation.objects.get().score == 85
    assert "转化良好" in clerk.get(closed.url("acceptance")).content.decode()


def test_follow_ups_are_told_year_by_year(closed: Desk) -> None:
    content = {"year": "2026", "kind": "contract", "title": "技术许可", "amount_fen": "50",
               "party": closed.contract.item.demander.credit_code}  # fmt: skip

    answers = [closed.post("chief", "record_follow_up", content) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 409]
    assert FollowUp.objects.get().amount_fen == 500_000_00
    page = closed.page("demander", "acceptance")
    assert "技术许可" in page
    assert "¥500,000.00（人民币伍拾万元整）" in page


def test_a_party_that_is_not_registered_is_refused_at_its_field(closed: Desk) -> None:
    content = {**CONTENT["record_follow_up"](), "party": "91000000000000000X"}

    answer = closed.post("chief", "record_follow_up", content)

    assert answer.status_code == 422
    assert "没有登记这个统一社会信用代码" in answer.content.decode()


def test_before_the_closing_nothing_is_followed_up(desk: Desk) -> None:
    answer = desk.post("chief", "record_follow_up", CONTENT["record_follow_up"]())

    assert answer.status_code == 409


def recorded(desk: Desk, who: str = "clerk") -> IntegrityRecord:
    content = {**CONTENT["record_integrity"](), "party": str(desk.contract.party_id)}
    answer = desk.post(who, "record_integrity", content)
    assert answer.status_code == 302, answer.content.decode()
    return IntegrityRecord.objects.get()


def test_a_record_is_appealed_against_and_ends_when_that_is_upheld(desk: Desk) -> None:
    record = recorded(desk)
    warned = desk.page("chief", "integrity")
    desk.post("chief", "file_appeal", {"reason": "与事实不符"}, pk=record.pk)

    decision = {"is_upheld": "yes", "reason": "材料属实"}
    own = desk.post("clerk", "decide_appeal", decision, pk=record.pk)
    other = desk.post("second_clerk", "decide_appeal", decision, pk=record.pk)

    assert "有有效的失信记录" in warned
    assert (own.status_code, other.status_code) == (422, 302)
    assert "两个环节须由不同的人办理" in own.content.decode()
    assert IntegrityAppeal.objects.get().state == AppealState.UPHELD
    assert "有有效的失信记录" not in desk.page("chief", "integrity")


def test_an_appeal_is_not_decided_by_silence(desk: Desk) -> None:
    record = recorded(desk)
    desk.post("chief", "file_appeal", REASON, pk=record.pk)

    answer = desk.post("second_clerk", "decide_appeal", REASON, pk=record.pk)

    assert answer.status_code == 422
    assert IntegrityAppeal.objects.get().state == AppealState.FILED


def test_one_appeal_to_a_record(desk: Desk) -> None:
    record = recorded(desk)
    desk.post("chief", "file_appeal", REASON, pk=record.pk)

    assert desk.post("chief", "file_appeal", REASON, pk=record.pk).status_code == 409


def test_a_record_names_somebody_of_the_project(desk: Desk) -> None:
    from tests.journeys.small_region import party

    content = {**CONTENT["record_integrity"](), "party": str(party("无关单位").pk)}

    assert desk.post("clerk", "record_integrity", content).status_code == 422
    assert not IntegrityRecord.objects.exists()


def test_a_closed_project_is_shown_as_closed(closed: Desk) -> None:
    page = closed.page("chief", "project")

    assert "已结题" in page
    assert "绩效评价" in page
    assert Contract.objects.get(pk=closed.contract.pk).evaluation_due_on
