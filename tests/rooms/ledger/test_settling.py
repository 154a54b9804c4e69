"""The treasury's answers: told once or five times, each payment is settled once."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from kechuang.audit.models import Event
from kechuang.base.errors import InvalidInput
from kechuang.ledger import services as ledger
from kechuang.ledger.models import PaymentRun, TreasuryAnswer
from kechuang.ledger.refusals import AlreadyDone, RequestReused
from tests.rooms.ledger.town import ON, WAN, Town, small_treasury, warrant

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> Town:
    return small_treasury()


@pytest.fixture
def run(town: Town) -> PaymentRun:
    return town.sent(town.accepted(6 * WAN, 4 * WAN))


def answers_of(run: PaymentRun) -> list[ledger.Answer]:
    return [
        ledger.Answer(item.number, f"S-{item.number}", True, item.amount_fen, ON)
        for item in run.items.all()
    ]


def recorded(run: PaymentRun, answers: list[ledger.Answer], **given: object) -> ledger.Settlement:
    return ledger.record_answers(warrant=warrant(**given), run=run, answers=answers)


def test_answers_told_again_change_nothing(run: PaymentRun) -> None:
    answers = answers_of(run)
    assert recorded(run, answers).settled == 2

    again = recorded(run, answers)

    assert (again.voucher, again.settled, again.unchanged) == (None, 0, 2)
    assert TreasuryAnswer.objects.count() == 2


def test_a_request_told_again_gives_its_first_voucher(run: PaymentRun) -> None:
    answers, request = answers_of(run), uuid4()
    first = recorded(run, answers, request_id=request)

    assert recorded(run, answers, request_id=request).voucher == first.voucher
    with pytest.raises(RequestReused):
        recorded(run, answers[:1], request_id=request)


@pytest.mark.parametrize(
    "change",
    [{"is_paid": False, "amount_fen": 0}, {"amount_fen": 1}, {"serial": "S-other"}],
)
def test_an_answer_that_contradicts_the_known_one_refuses_the_file(
    run: PaymentRun, change: dict[str, object]
) -> None:
    first, second = answers_of(run)
    recorded(run, [first])

    with pytest.raises(AlreadyDone):
        recorded(run, [replace(first, **change), second])
    assert TreasuryAnswer.objects.count() == 1


def test_two_answers_to_one_payment_in_a_file_refuse_it(run: PaymentRun) -> None:
    first, _ = answers_of(run)

    with pytest.raises(InvalidInput):
        recorded(run, [first, replace(first, amount_fen=1)])


def test_a_serial_of_another_payment_refuses_the_file(run: PaymentRun) -> None:
    first, second = answers_of(run)
    recorded(run, [first])

    with pytest.raises(AlreadyDone):
        recorded(run, [replace(second, serial=first.serial)])


@pytest.mark.parametrize("amount_fen", [0, -1, 6 * WAN + 1])
def test_what_cannot_have_been_paid_refuses_the_file(run: PaymentRun, amount_fen: int) -> None:
    first, _ = answers_of(run)

    with pytest.raises(InvalidInput):
        recorded(run, [replace(first, amount_fen=amount_fen)])


@pytest.mark.parametrize(
    "change", [{"serial": " "}, {"serial": "9" * 61}, {"reason": "长" * 301}, {"reason": "\0"}]
)
def test_an_answer_that_no_column_holds_is_refused_in_words(
    run: PaymentRun, change: dict[str, str]
) -> None:
    first, _ = answers_of(run)

    with pytest.raises(InvalidInput):
        recorded(run, [replace(first, **change)])


def test_each_payment_that_arrived_stands_in_the_chain_by_itself(run: PaymentRun) -> None:
    first, second = answers_of(run)
    refused = replace(second, is_paid=False, amount_fen=0, reason="账号有误")

    settled = recorded(run, [first, refused])

    event = Event.objects.get(command="pay_item")
    assert event.payload["amount_fen"] == 6 * WAN
    assert event.payload["voucher"] == str(settled.voucher)
    assert event.payload["seal"] == settled.voucher.seal
