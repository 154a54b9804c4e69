"""The eyes of R15: each sort of harm is seen when it is there."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from tests.proof.kills.orders import Order
from tests.proof.kills.sealing import lay_bids, seal
from tests.proof.spike.judging import Seen, judged, p95
from tests.proof.spike.talking import Answer, Sealing

pytestmark = pytest.mark.django_db
ENDS_AT = 1_000.0
KEY = UUID("c2a6a7de-0000-4000-8000-000000000001")


@pytest.fixture
def told() -> Sealing:
    """A bid that was sealed in time, as its applicant was told."""
    lay_bids(1)
    number, digest = seal(Order(KEY)).split(" ")
    return Sealing(str(KEY), digest, number, began=998.0, ended=998.1, answered=998.5)


def test_what_went_well_did_no_harm(told: Sealing) -> None:
    seen = judged([told], ENDS_AT)

    assert seen == Seen(1, 1, 0, 0, 0, 0.5)
    assert seen.is_harmless


def test_a_receipt_of_nothing_that_is_kept_is_lost(told: Sealing) -> None:
    assert judged([replace(told, key=str(UUID(int=0)))], ENDS_AT).lost == 1
    assert judged([replace(told, digest="0" * 64)], ENDS_AT).lost == 1
    assert judged([replace(told, receipt="HZ2026-000099")], ENDS_AT).lost == 1


def test_no_receipt_for_what_was_sent_in_time_is_a_wrong_refusal(told: Sealing) -> None:
    refused = replace(told, receipt="")

    assert judged([refused], ENDS_AT).refused_in_time == 1
    assert judged([replace(refused, ended=ENDS_AT)], ENDS_AT).is_harmless


def test_a_receipt_for_what_began_after_the_deadline_is_late(told: Sealing) -> None:
    assert judged([replace(told, began=ENDS_AT, ended=ENDS_AT + 0.1)], ENDS_AT).accepted_late == 1


def test_the_wait_that_95_in_100_do_not_exceed() -> None:
    assert (p95([]), p95([3.0]), p95(list(range(1, 101)))) == (0.0, 3.0, 95)


def test_only_a_way_to_a_receipt_is_one() -> None:
    answer = Answer(0, 0, 0, 302, "/cases/receipts/HZ2026-000001/", "")

    assert answer.receipt == "HZ2026-000001"
    assert not replace(answer, location="/accounts/login/").receipt
    assert not replace(answer, status=200).receipt
