"""Ending early by two people, and the file of diligence that the audit trail tells."""

from __future__ import annotations

import json

import pytest

from kechuang.audit.models import Event
from kechuang.programmes.models.execution import ExemptionFile, Termination
from kechuang.programmes.states_of_execution import ContractState
from tests.rooms.programmes.pages.projects.desk import REASON, Desk, spending

pytestmark = pytest.mark.django_db
HONEST = {"cause": "honest_failure", "reason": "路线经证实不可行"}


@pytest.fixture
def ended(desk: Desk) -> Desk:
    desk.post("clerk", "propose_termination", HONEST)
    desk.post("treasurer", "confirm_termination", REASON)
    return desk


def test_honest_failure_makes_the_file_at_once(ended: Desk) -> None:
    assert ended.contract.state == ContractState.TERMINATED
    file = ExemptionFile.objects.get(contract=ended.contract)
    page = ended.page("chief", "exemption_file")
    assert "第六十八条" in page
    assert file.digest in page
    assert "路线经证实不可行" in page
    assert "内容与封存时的摘要一致" in page


def test_the_file_tells_events_of_the_chain(ended: Desk) -> None:
    page = ended.page("auditor", "exemption_file")

    told = ExemptionFile.objects.get().content["decisions"]
    hashes = Event.objects.filter(sequence__in=[each["sequence"] for each in told])
    assert all(event.own_hash in page for event in hashes)
    assert len(told) == hashes.count()


@pytest.mark.parametrize(
    ("form", "said"), [("zh", "尽职免责档案"), ("en", "File of diligence"), ("json", '"digest"')]
)
def test_it_is_taken_along(ended: Desk, form: str, said: str) -> None:
    answer = ended.get("chief", "exemption_paper", form=form)

    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    assert said in answer.content.decode()


def test_the_sealed_content_is_what_the_download_holds(ended: Desk) -> None:
    content = json.loads(ended.get("chief", "exemption_paper", form="json").content)

    file = ExemptionFile.objects.get()
    assert content == {"digest": file.digest, "content": file.content}
    assert ended.get("chief", "exemption_paper", form="doc").status_code == 404


def test_a_file_that_was_tampered_with_says_so(
    ended: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "kechuang.programmes.presenting.projects.endings.digest", lambda content: "0" * 64
    )

    assert "内容与封存时的摘要不一致" in ended.page("auditor", "exemption_file")


@pytest.mark.parametrize("who", ["expert", "anonymous"])
def test_strangers_find_no_file(ended: Desk, who: str) -> None:
    assert ended.get(who, "exemption_file").status_code == 404
    assert ended.get(who, "exemption_paper", form="zh").status_code == 404


def test_a_running_project_has_no_file(desk: Desk) -> None:
    assert desk.get("clerk", "exemption_file").status_code == 404


def test_who_proposed_the_end_does_not_decide_it(desk: Desk) -> None:
    desk.post("treasurer", "propose_termination", HONEST)

    own = desk.post("treasurer", "confirm_termination", REASON)
    other = desk.post("second_treasurer", "confirm_termination", REASON)

    assert (own.status_code, other.status_code) == (422, 302)
    assert "两个环节须由不同的人办理" in own.content.decode()


def test_unrepaid_spending_on_the_list_is_no_diligence(desk: Desk) -> None:
    desk.post("assistant", "enter_expense", spending())
    expense = desk.contract.expenses.get()
    desk.post("auditor", "find_listed", {"item": "gifts", **REASON}, pk=expense.pk)

    answer = desk.post("clerk", "propose_termination", HONEST)

    assert answer.status_code == 409
    assert "不能认定为勤勉尽责" in answer.content.decode()
    assert not Termination.objects.exists()


def test_a_declined_end_lets_the_project_go_on(desk: Desk) -> None:
    desk.post("clerk", "propose_termination", HONEST)
    page = desk.page("treasurer", "ending")
    desk.post("treasurer", "decline_termination", {"reason": "仍可完成"})

    assert desk.url("confirm_termination") in page
    assert desk.contract.state == ContractState.RUNNING
    assert "仍可完成" in desk.page("chief", "ending")


def test_where_nothing_was_proposed_nothing_is_decided(desk: Desk) -> None:
    assert desk.post("treasurer", "confirm_termination", REASON).status_code == 404


def test_a_proposal_that_was_decided_is_not_decided_again(ended: Desk) -> None:
    assert ended.post("second_treasurer", "confirm_termination", REASON).status_code == 409


def test_misconduct_makes_no_file_by_itself(desk: Desk) -> None:
    desk.post("clerk", "propose_termination", {"cause": "misconduct", **REASON})
    desk.post("treasurer", "confirm_termination", REASON)

    page = desk.page("clerk", "ending")

    assert not ExemptionFile.objects.exists()
    assert desk.url("make_exemption_file") in page
