"""What the second person was shown is what is posted, or nothing is."""

from __future__ import annotations

from typing import Any

import pytest

from kechuang.ledger import services as ledger
from kechuang.ledger.models import Instruction, Voucher
from kechuang.ledger.refusals import ChangedSince
from kechuang.ledger.services.instructions import approve_instruction
from tests.base.registry.cast import Person, clerk
from tests.rooms.ledger.desk import prepared, treasurer
from tests.rooms.ledger.town import AT, WAN, YEAR_END, Town, small_treasury, warrant

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return small_treasury()


@pytest.fixture
def preparer(town: Town) -> Person:
    return clerk("制单员")


@pytest.fixture
def approver(town: Town) -> Person:
    return treasurer("复核员")


def cancelled(by: Person, number: str) -> Instruction:
    content = {"grant": number, "reason": "终止", "is_cancelled": False}
    return prepared(by, "release_tranches", content)


def test_a_release_of_less_than_was_shown_is_not_posted(
    town: Town, preparer: Person, approver: Person
) -> None:
    grant = town.grant(5 * WAN, 5 * WAN)
    asked = cancelled(preparer, grant.number)
    ledger.accept_tranche(warrant=warrant(), tranche=grant.tranches.first(), acceptance="1")

    with pytest.raises(ChangedSince) as refused:
        approve_instruction(by=approver.actor, at=AT, instruction=asked)

    assert refused.value.posted["amount_fen"] == 5 * WAN
    assert "100,000.00" in refused.value.why.zh
    assert "50,000.00" in refused.value.why.en
    assert Instruction.objects.get().state == "prepared"
    assert not Voucher.objects.filter(request_id=asked.pk).exists()


def test_a_closing_that_lets_more_lapse_than_was_shown_is_not_posted(
    town: Town, preparer: Person, approver: Person
) -> None:
    grant = town.grant(40 * WAN)
    content = {"book": town.book.code, "carry_over": False}
    later: dict[str, Any] = {"at": AT.replace(month=12, day=31), "on": YEAR_END}
    asked = prepared(preparer, "close_year", content, **later)
    ledger.release_tranches(warrant=warrant(), grant=grant, reason="终止")

    with pytest.raises(ChangedSince):
        approve_instruction(by=approver.actor, at=later["at"], instruction=asked)


def test_another_number_than_the_rehearsed_one_is_no_change(
    town: Town, preparer: Person, approver: Person
) -> None:
    """Two grants that wait were rehearsed under the same number."""
    plans = [town.plan(WAN, title=title, ground=ground) for title, ground in
             (("甲", "首台套"), ("乙", "技改贴息"))]  # fmt: skip
    asked = [prepared(preparer, "agree_grant", plan.as_content()) for plan in plans]

    for each in asked:
        done = approve_instruction(by=approver.actor, at=AT, instruction=each)
        assert done.state == "approved"


def test_the_page_shows_the_rehearsal_of_now_beside_the_refusal(
    town: Town, preparer: Person, approver: Person
) -> None:
    grant = town.grant(5 * WAN, 5 * WAN)
    asked = cancelled(preparer, grant.number)
    ledger.accept_tranche(warrant=warrant(), tranche=grant.tranches.first(), acceptance="1")

    page = approver.client.post(f"/ledger/instructions/{asked.pk}/approve/")

    assert page.status_code == 409
    assert "现在的试算" in page.content.decode()
    assert "已变化" in page.content.decode()
