"""What may come into an account at most: set by two people, and never below what stands."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from kechuang.audit.models import Event
from kechuang.base.errors import InvalidInput
from kechuang.ledger import services as ledger
from kechuang.ledger.models import Account, Instruction
from kechuang.ledger.refusals import AlreadyDone, LimitExceeded, SamePerson
from kechuang.ledger.selectors.verifying import verify_books
from kechuang.ledger.services.instructions import approve_instruction
from tests.base.registry.cast import Person, clerk
from tests.rooms.ledger.desk import allot_more, treasurer
from tests.rooms.ledger.town import APPROVER, AT, WAN, Town, small_treasury, warrant

pytestmark = pytest.mark.django_db
BUDGET = 100 * WAN


@pytest.fixture
def town() -> Town:
    return small_treasury(budget_fen=BUDGET)


@pytest.fixture
def preparer() -> Person:
    return clerk("制单员")


def bound(
    town: Town, ceiling_fen: int | None, was_fen: int | None = None, **who: object
) -> Account:
    return ledger.set_ceiling(
        warrant=warrant(**who),
        account=town.line.account,
        was_fen=was_fen,
        ceiling_fen=ceiling_fen,
        reason="控制规模",
    )


def allot(town: Town, amount_fen: int) -> None:
    allot_more(town)
    ledger.allot(
        warrant=warrant(),
        appropriation=town.line.appropriation,
        scheme=town.scheme,
        amount_fen=amount_fen,
    )


def test_nothing_comes_in_above_the_ceiling(town: Town) -> None:
    bound(town, BUDGET + 10 * WAN)

    with pytest.raises(LimitExceeded) as refused:
        allot(town, 11 * WAN)
    assert "上限" in refused.value.why.zh
    allot(town, 10 * WAN)


def test_a_ceiling_is_raised_lowered_and_taken_away(town: Town) -> None:
    bound(town, BUDGET)
    bound(town, BUDGET + WAN, was_fen=BUDGET)
    bound(town, BUDGET, was_fen=BUDGET + WAN)

    freed = bound(town, None, was_fen=BUDGET)

    assert freed.ceiling_fen is None
    allot(town, 20 * WAN)
    assert verify_books() == []


def test_a_ceiling_below_what_stands_is_refused(town: Town) -> None:
    with pytest.raises(LimitExceeded) as refused:
        bound(town, BUDGET - 1)

    assert "1,000,000.00" in refused.value.why.zh
    town.line.account.refresh_from_db()
    assert town.line.account.ceiling_fen is None


@pytest.mark.parametrize("ceiling_fen", [0, -1, 10**15 + 1])
def test_a_ceiling_is_a_possible_amount(town: Town, ceiling_fen: int) -> None:
    with pytest.raises(InvalidInput):
        bound(town, ceiling_fen)


def test_a_ceiling_bounds_what_is_only_reserved_as_well(town: Town) -> None:
    held = reserved(town, 10 * WAN)
    values = {"account": held, "was_fen": None, "reason": "控制规模"}

    with pytest.raises(LimitExceeded):
        ledger.set_ceiling(warrant=warrant(), ceiling_fen=9 * WAN, **values)
    ledger.set_ceiling(warrant=warrant(), ceiling_fen=10 * WAN, **values)
    with pytest.raises(LimitExceeded):
        reserved(town, WAN)


def reserved(town: Town, fen: int) -> Account:
    """The account that holds what is reserved of the town's line."""
    told = {"amount_fen": fen, "purpose": "公示", "expires_at": AT + timedelta(days=7)}
    voucher = ledger.reserve_budget(warrant=warrant(), line=town.line, **told)
    return voucher.transfers.get().credit


@pytest.mark.parametrize("reason", [" ", "字" * 301], ids=["none", "too long"])
def test_a_ceiling_without_a_reason_or_with_too_long_a_one_is_refused(
    town: Town, reason: str
) -> None:
    with pytest.raises(InvalidInput, match="reason"):
        ledger.set_ceiling(
            warrant=warrant(),
            account=town.line.account,
            was_fen=None,
            ceiling_fen=BUDGET,
            reason=reason,
        )


def test_nobody_changes_a_ceiling_alone(town: Town) -> None:
    with pytest.raises(SamePerson):
        bound(town, BUDGET, by=APPROVER)


def test_a_ceiling_that_somebody_changed_meanwhile_stands(town: Town) -> None:
    bound(town, BUDGET)

    with pytest.raises(AlreadyDone):
        bound(town, 2 * BUDGET)


def test_a_ceiling_is_on_record_with_both_people_and_the_reason(town: Town) -> None:
    bound(town, BUDGET)

    told = Event.objects.get(command="set_ceiling").kept.payload
    assert (told["was_fen"], told["ceiling_fen"]) == (None, BUDGET)
    assert (told["approver"], told["reason"]) == (APPROVER.name, "控制规模")


def test_a_ceiling_is_set_from_the_account_s_page(town: Town, preparer: Person) -> None:
    page = f"/ledger/accounts/{town.line.account_id}/"
    typed = {"request_id": str(uuid4()), "was": "", "ceiling_fen": "150", "reason": "控制规模"}

    assert "无上限" in preparer.client.get(page).content.decode()
    answer = preparer.client.post(f"{page}ceiling/", typed)

    assert answer.status_code == 302, answer.content.decode()
    asked = Instruction.objects.get(pk=typed["request_id"])
    assert "控制规模" in preparer.client.get(answer["Location"]).content.decode()
    approve_instruction(by=treasurer("复核员").actor, at=AT, instruction=asked)
    assert "¥1,500,000.00" in preparer.client.get(page).content.decode()


def test_a_page_that_is_out_of_date_does_not_change_a_ceiling(town: Town, preparer: Person) -> None:
    bound(town, BUDGET)
    typed = {"request_id": str(uuid4()), "was": "", "ceiling_fen": "150", "reason": "控制规模"}

    answer = preparer.client.post(f"/ledger/accounts/{town.line.account_id}/ceiling/", typed)

    assert answer.status_code == 409
    assert not Instruction.objects.exists()
