"""Changes: asked, consented to, decided; and what may not be changed at all."""

from __future__ import annotations

import pytest

from kechuang.programmes.models.execution import ChangeRequest
from kechuang.programmes.states_of_execution import ChangeKind, ChangeState
from tests.rooms.programmes.pages.projects.desk import REASON, Desk

pytestmark = pytest.mark.django_db
LOWER = {"name": "效率", "value": "90", **REASON}


def asked(desk: Desk, kind: str, content: dict[str, str]) -> ChangeRequest:
    answer = desk.post("chief", "ask_change", content, kind=kind)
    assert answer.status_code == 302, answer.content.decode()
    return ChangeRequest.objects.get(contract=desk.contract, kind=kind)


def test_a_lower_target_needs_the_demander_first(desk: Desk) -> None:
    change = asked(desk, "target", LOWER)

    early = desk.post("clerk", "make_change", REASON, pk=change.pk)
    consent = desk.post("demander", "consent_to_change", {}, pk=change.pk)
    made = desk.post("clerk", "make_change", REASON, pk=change.pk)

    assert [early.status_code, consent.status_code, made.status_code] == [409, 302, 302]
    assert "须先经需求方同意" in early.content.decode()
    assert "已变更" in desk.page("auditor", "contract")


def test_route_and_team_are_the_chiefs_own(desk: Desk) -> None:
    route = asked(desk, "route", {"text": "改用软磁方案", **REASON})
    team = asked(desk, "member", {"joins": "王工 | 揭榜单位 | 测试", "leaves": "李工", **REASON})

    assert {route.state, team.state} == {ChangeState.MADE}
    page = desk.page("clerk", "project")
    assert "王工" in page
    assert "改用软磁方案" in desk.page("clerk", "contract")


def test_a_second_extension_is_refused_in_words(desk: Desk) -> None:
    change = asked(desk, "extension", {"until": "2028-06-30", **REASON})
    desk.post("clerk", "make_change", REASON, pk=change.pk)

    again = desk.post("chief", "ask_change", {"until": "2028-12-31", **REASON}, kind="extension")

    assert again.status_code == 409
    assert "本轮允许延期 1 次，已用完" in again.content.decode()


def test_the_budget_only_goes_down(desk: Desk) -> None:
    answer = desk.post("chief", "ask_change", {"budget_fen": "30", **REASON}, kind="budget")

    assert answer.status_code == 422
    assert "总预算只能调减" in answer.content.decode()


def test_a_refusal_is_told_to_the_team(desk: Desk) -> None:
    change = asked(desk, "target", LOWER)

    desk.post("clerk", "refuse_change", {"reason": "指标不能降低"}, pk=change.pk)

    page = desk.page("chief", "changes")
    assert "不同意" in page
    assert "指标不能降低" in page


def test_the_page_says_what_may_not_be_changed(desk: Desk) -> None:
    page = desk.page("demander", "changes")

    assert "不能变更的事项" in page
    assert "财政补助金额和资金来源" in page
    assert desk.url("ask_change", kind="route") not in page


def test_a_post_is_taken_by_the_winners_own_people(desk: Desk) -> None:
    page = desk.page("chief", "ask_change", kind=ChangeKind.ASSISTANT)
    chief = desk.people["chief"].actor

    refused = desk.post(
        "chief", "ask_change", {"account": str(chief.account_id), **REASON}, kind="assistant"
    )
    stranger = desk.people["clerk"].actor.account_id
    foreign = desk.post("chief", "ask_change", {"account": str(stranger), **REASON}, kind="chief")

    assert chief.name in page
    assert "该人已任" in refused.content.decode()
    assert foreign.status_code == 422


def test_a_kind_that_is_not_there_is_not_found(desk: Desk) -> None:
    assert desk.get("chief", "ask_change", kind="grant").status_code == 404


def test_what_waits_stands_on_the_board(desk: Desk) -> None:
    asked(desk, "target", LOWER)

    assert "变更申请待决定" in desk.page("clerk", "project")
