"""The board and the contract: what is next, who signs, and that two people put it in force."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoDbBlocker

from kechuang.ledger.models import Grant
from kechuang.programmes.models.execution import Milestone
from kechuang.programmes.states_of_execution import ContractState
from tests.rooms.programmes.execution.project import drafted_project
from tests.rooms.programmes.pages.projects.desk import REASON, Desk, team_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept_draft(kept_desk: Desk, django_db_blocker: DjangoDbBlocker) -> Desk:
    with django_db_blocker.unblock():
        draft = drafted_project(kept_desk.project.town)
        return Desk(draft, {**kept_desk.people, **team_of(draft)})


@pytest.fixture
def drafted(kept_draft: Desk) -> Desk:
    return kept_draft.again()


def test_a_contract_is_signed_and_put_in_force_by_two_sides(drafted: Desk) -> None:
    signed = drafted.post("chief", "sign_contract", {})
    concluded = drafted.post("treasurer", "conclude_contract", {})

    assert (signed.status_code, concluded.status_code) == (302, 302)
    assert drafted.contract.state == ContractState.RUNNING
    assert Grant.objects.filter(contract=drafted.contract).exists()
    page = drafted.page("auditor", "contract")
    assert all(who in page for who in ("拟订任务书", "签订任务书", "任务书生效并立项", "treasurer"))


def test_the_page_says_what_signing_means_and_the_board_offers_it(drafted: Desk) -> None:
    assert "军令状" in drafted.page("chief", "sign_contract")
    assert drafted.url("sign_contract") in drafted.page("chief", "project")
    assert drafted.url("sign_contract") not in drafted.page("clerk", "project")


def test_what_was_signed_is_not_signed_again(drafted: Desk) -> None:
    drafted.post("chief", "sign_contract", {})

    answer = drafted.post("chief", "sign_contract", {})

    assert answer.status_code == 409
    assert "现为“已签订待复核”" in answer.content.decode()


def test_before_it_is_signed_it_is_not_put_in_force(drafted: Desk) -> None:
    answer = drafted.post("treasurer", "conclude_contract", {})

    assert answer.status_code == 409
    assert "现为“待签订”" in answer.content.decode()


def test_the_board_tells_the_next_act_who_takes_it_and_until_when(desk: Desk) -> None:
    page = desk.page("clerk", "project")

    assert "报告：阶段2" in page
    assert "技术总师" in page
    assert "应在 2026-10-31 前完成，已逾期" in page


def test_an_act_that_is_not_late_is_not_called_so(desk: Desk) -> None:
    Milestone.objects.filter(contract=desk.contract, position=2).update(due_on=date(2026, 11, 21))

    page = desk.page("clerk", "project")

    assert "2026-11-21 前" in page
    assert "已逾期" not in page


def test_the_board_shows_money_team_powers_and_charts(desk: Desk) -> None:
    page = desk.page("chief", "project")

    assert page.count("<svg role=") == 2
    assert "科研财务助理" in page
    assert "编制支出报表" in page
    assert "条件成就，可拨付" in page
    assert "条件未成就，不得拨付" in page


def test_a_link_to_the_books_is_shown_to_whom_they_open(desk: Desk) -> None:
    grant = f"/ledger/grants/{desk.contract.grant.number}/"

    shown = {who: grant in desk.page(who, "project") for who in ("chief", "demander", "clerk")}

    assert shown == {"chief": True, "demander": False, "clerk": True}
    assert desk.client("chief").get(grant).status_code == 200


def test_the_trail_is_the_offices(desk: Desk) -> None:
    assert "办理记录" in desk.page("auditor", "project")
    assert "办理记录" not in desk.page("chief", "project")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_speak_both_languages(desk: Desk, language: str) -> None:
    words = {"zh-hans": ("里程碑", "团队与权限"), "en": ("Milestones", "Team and powers")}

    answer = desk.client("clerk").get(desk.url("project"), headers={"Accept-Language": language})

    assert all(word in answer.content.decode() for word in words[language])


def test_a_draft_is_withdrawn_in_the_page(drafted: Desk) -> None:
    refused = drafted.post("clerk", "withdraw_contract", {"reason": " "})
    done = drafted.post("clerk", "withdraw_contract", {"reason": "承担人员另有任用"})

    assert (refused.status_code, done.status_code) == (422, 302)
    page = drafted.page("chief", "contract")
    assert "承担人员另有任用" in page
    assert drafted.url("sign_contract") not in page
    assert drafted.post("clerk", "withdraw_contract", REASON).status_code == 409
