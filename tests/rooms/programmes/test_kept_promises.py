"""A contract asks no less than the sealed bid promised, and pays no more in front than awarded."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kechuang.base.errors import InvalidInput
from kechuang.programmes.models import Award
from kechuang.programmes.selectors.promises import Promise, falls_short
from kechuang.programmes.services.contracting import NewTerms, draft_awarded_contract
from kechuang.programmes.services.contracting.planning import planned_milestones, planned_targets
from kechuang.programmes.services.execution import MilestonePlan, TargetPlan
from tests.rooms.ledger.town import PREPARER
from tests.rooms.programmes.contracting import DRAFTED, drafted
from tests.rooms.programmes.scene import Scene, scene

pytestmark = pytest.mark.django_db
HOT = Promise("温度", "950", Decimal(950), "", is_more_better=True)
CHEAP = Promise("单价", "800元", Decimal(800), "元", is_more_better=False)


@pytest.fixture
def town() -> Scene:
    return scene()


@pytest.fixture
def award(town: Scene) -> Award:
    item, _ = town.approved()
    return Award.objects.get(item=item)


@pytest.mark.parametrize(
    ("promise", "value", "unit", "is_more_better", "is_short"),
    [
        (HOT, 950, "", True, False), (HOT, 951, "", True, False), (HOT, 949, "", True, True),
        (HOT, 951, "", False, True), (HOT, 951, "K", True, True), (CHEAP, 800, "元", False, False),
        (CHEAP, 801, "元", False, True), (CHEAP, 700, "元", False, False),
    ],
)  # fmt: skip
def test_what_falls_short_of_a_promise(
    promise: Promise, value: int, unit: str, *, is_more_better: bool, is_short: bool
) -> None:
    found = falls_short(promise, Decimal(value), unit, is_more_better=is_more_better)
    assert found is is_short


def test_a_softened_target_is_refused(award: Award) -> None:
    soft = TargetPlan("温度", Decimal(1), "", is_more_better=True)
    with pytest.raises(InvalidInput, match="封存的承诺值"):
        _draft(award, NewTerms(targets=(soft,)))


def test_a_target_left_out_is_refused(award: Award) -> None:
    other = TargetPlan("重量", Decimal(1), "")
    with pytest.raises(InvalidInput, match="温度"):
        _draft(award, NewTerms(targets=(other,)))


def test_more_in_front_than_was_awarded_is_refused(award: Award) -> None:
    first, *between, last = planned_milestones(award)
    hasty: tuple[MilestonePlan, ...] = (
        replace(first, share_bp=9900), *between, replace(last, share_bp=100),
    )  # fmt: skip
    with pytest.raises(InvalidInput, match="前补助只有"):
        _draft(award, NewTerms(milestones=hasty))


def test_more_than_was_promised_is_taken(town: Scene, award: Award) -> None:
    (promised,) = planned_targets(award)
    better = replace(promised, value=promised.value + 10)
    extra = TargetPlan("重量", Decimal(3), "千克", is_more_better=False)
    assert drafted(town, award, targets=(better, extra)).contract.targets.count() == 2


def _draft(award: Award, terms: NewTerms) -> None:
    """The people are missing too, but what was promised is looked at first."""
    draft_awarded_contract(by=PREPARER, at=DRAFTED, award=award, terms=terms)
