"""What a bid promised: a number is taken into the contract, words are the officer's to agree on."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kechuang.base.errors import InvalidInput
from kechuang.programmes.forms.projects.drafting import DraftForm
from kechuang.programmes.models import Award
from kechuang.programmes.selectors.promises import measured
from kechuang.programmes.services import NewTerms, draft_awarded_contract
from kechuang.programmes.services.execution import TargetPlan
from tests.rooms.cases.scene import do
from tests.rooms.ledger.town import PREPARER
from tests.rooms.programmes.contracting import DRAFTED, drafted
from tests.rooms.programmes.scene import Scene, item_again, scene


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("950℃", "950", "℃"),
        ("≥ 1,200小时", "1200", "小时"),
        ("12，000.5 件/年", "12000.5", "件/年"),
        ("-40 ℃", "-40", "℃"),
    ],
)
def test_a_promised_number_has_its_unit(words: str, value: str, unit: str) -> None:
    assert measured(words) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "words", ["达到国际先进水平", "3×10^5", "2e5 次", "900~950℃", "900至950", "1/3", "2027-12-31"]
)
def test_words_powers_ranges_and_days_are_no_number(words: str) -> None:
    assert measured(words) == (None, "")


def won_with_words(town: Scene) -> Award:
    item = town.bidding()
    answers = [{"target": "温度", "promised": "达到国际先进水平", "means": "薄膜"}]
    bid = town.sealed(item, town.bidder("远方传感科技有限公司"), answers=answers)
    town.unsealed(item)
    do(bid.case, "admit", town.officer, "2026-04-20T09:00")
    do(item.case, "finish_check", town.officer, "2026-04-20T10:00")
    ranked = town.ranked(item_again(item), [bid])
    return town.approve(town.propose(ranked, bid)).awards.get()


@pytest.mark.django_db
def test_a_promise_in_words_is_shown_and_agreed_on_as_a_number() -> None:
    town = scene()
    award = won_with_words(town)

    form = DraftForm(award)

    assert [(one.name, one.words) for one in form.in_words] == [("温度", "达到国际先进水平")]
    with pytest.raises(InvalidInput, match="不是数值"):
        draft_awarded_contract(by=PREPARER, at=DRAFTED, award=award, terms=NewTerms())
    agreed = TargetPlan("温度", Decimal(950), "℃")
    assert drafted(town, award, targets=(agreed,)).contract.targets.get().agreed == 950
