"""What R2 races for in bids and projects, asked for sixteen times one after the other."""

from __future__ import annotations

import pytest

from kechuang.base.errors import Refusal
from tests.proof.races.bids import BidOnce
from tests.proof.races.lanes import ContractOnce, LaneMoney
from tests.proof.races.limited import Limited
from tests.proof.races.projects import FITTING, ExtensionOnce, MilestoneAccepted, MoneyReceived
from tests.proof.races.stages import ContractWithdrawn, StageAnswered

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("thing", "given"),
    [
        (MoneyReceived(), FITTING),
        (ExtensionOnce(), 1),
        (MilestoneAccepted(), 1),
        (BidOnce(), 1),
        (ContractOnce(), 1),
        (LaneMoney(), FITTING),
        (ContractWithdrawn(), 1),
        (StageAnswered(), 1),
    ],
)
def test_what_is_scarce_is_given_as_often_as_there_is_of_it(thing: Limited, given: int) -> None:
    wanted = thing.prepare(1)

    results = [_attempted(thing, wanted, client) for client in range(16)]

    assert results.count(True) == given
    assert thing.harm(wanted) == 0


def _attempted(thing: Limited, wanted: object, client: int) -> bool:
    try:
        thing.attempt(wanted, client)
    except Refusal:
        return False
    return True
