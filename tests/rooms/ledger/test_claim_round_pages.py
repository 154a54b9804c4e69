"""Claim rounds in the browser: opened, filled, looked at with their working, allotted by two."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from kechuang.ledger.models import Claim, ClaimRound, Grant, Instruction
from kechuang.ledger.services.instructions import approve_instruction
from tests.base.registry.cast import Person, clerk, person
from tests.rooms.ledger.desk import treasurer
from tests.rooms.ledger.shared_line import CLOSED, pro_rata_line, shared_line, three_firms
from tests.rooms.ledger.town import AT, WAN, Town, small_treasury

pytestmark = pytest.mark.django_db
TERMS = {
    "title": "第一批",
    "closes_on": "2026-11-21",
    "period_from": "2026-01-01",
    "period_to": "2026-12-31",
    "mode": "after",
    "condition": "completion",
}
CLAIM = {
    "title": "补助",
    "ground_kind": "other",
    "ground": "技术合同",
    "claimed_fen": "100",
    "origin": "申报书第 3 页",
}


@pytest.fixture
def town(db: None) -> Town:
    return small_treasury()


@pytest.fixture
def preparer(db: None) -> Person:
    return clerk("制单员")


def at_noon(monkeypatch: pytest.MonkeyPatch, *, days: int = 0) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(days=days))


def send(who: Person, url: str, **typed: str) -> str:
    answer = who.client.post(url, {"request_id": str(uuid4()), **typed})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def page(who: Person, url: str) -> str:
    answer = who.client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_a_round_goes_from_its_line_to_grants(
    town: Town, preparer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_noon(monkeypatch)
    line = pro_rata_line(town, 100 * WAN)
    of_line = f"/ledger/budget/lines/{line.pk}/"
    assert "开设申报轮次" in page(preparer, of_line)
    address = send(preparer, f"{of_line}rounds/new/", **TERMS)
    assert "还没有申报" in page(preparer, address)
    for firm in three_firms():
        send(preparer, f"{address}claims/new/", party=firm.credit_code, **CLAIM)
    gathered = page(preparer, address)

    at_noon(monkeypatch, days=1)
    asked = send(preparer, f"{address}allot/", decision="示例〔2026〕8号", on="2026-11-22")
    instruction = Instruction.objects.get()
    waiting = page(preparer, asked)
    approve_instruction(by=treasurer("复核员").actor, at=CLOSED, instruction=instruction)
    allotted = page(preparer, address)

    assert "¥333,333.34" in gathered
    assert "0.3333" in gathered
    assert "按现在的申报和可用预算测算" in gathered
    assert "同比例分配" in waiting
    assert "分配结果" in allotted
    assert [grant.total_fen for grant in Grant.objects.order_by("number")] == [
        33_333_334, 33_333_333, 33_333_333,
    ]  # fmt: skip
    assert Grant.objects.first().number in allotted
    assert "已分配" in page(preparer, of_line)


def test_a_late_claim_is_told_above_the_form(
    town: Town, preparer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = shared_line(town)
    at_noon(monkeypatch, days=1)
    url = f"/ledger/rounds/{shared.round.pk}/claims/new/"
    typed = {"request_id": str(uuid4()), "party": town.party.credit_code, **CLAIM}

    answer = preparer.client.post(url, typed)

    assert answer.status_code == 409
    assert "截止" in answer.content.decode()
    assert "申报书第 3 页" in answer.content.decode()
    assert not Claim.objects.exists()


def test_a_claim_and_a_round_are_withdrawn_with_their_reason(
    town: Town, preparer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_noon(monkeypatch)
    shared = shared_line(town)
    claim = shared.claim(town.party, 50)
    address = f"/ledger/rounds/{shared.round.pk}/"

    send(preparer, f"/ledger/claims/{claim.pk}/withdraw/", reason="金额有误")
    assert "金额有误" in page(preparer, address)
    send(preparer, f"{address}withdraw/", reason="本年不办")

    assert ClaimRound.objects.get().state == "withdrawn"
    assert "本年不办" in page(preparer, address)
    assert preparer.client.post(f"{address}withdraw/", {"reason": "再"}).status_code == 409


def test_an_auditor_reads_a_round_and_changes_nothing(town: Town) -> None:
    shared = shared_line(town)
    auditor = person("审计员", "auditor")

    assert "登记申报" not in page(auditor, f"/ledger/rounds/{shared.round.pk}/")
    url = f"/ledger/rounds/{shared.round.pk}/claims/new/"
    assert auditor.client.get(url).status_code == 403


def test_a_first_come_line_opens_no_round(town: Town, preparer: Person) -> None:
    url = f"/ledger/budget/lines/{town.line.pk}/rounds/new/"

    assert preparer.client.get(url).status_code == 404
