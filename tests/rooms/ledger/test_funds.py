"""Several funds behind one grant, front and after grants, and grounds over all departments."""

from __future__ import annotations

from datetime import date

import pytest

from kechuang.base.errors import InvalidInput
from kechuang.ledger import services as ledger
from kechuang.ledger.models import FundShare, TrancheShare
from kechuang.ledger.refusals import AlreadyGranted
from kechuang.ledger.states import Condition, FundSource, GrantMode
from tests.rooms.ledger.town import WAN, Town, budget_line, small_treasury

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return small_treasury()


def test_province_city_and_enterprise_bear_a_grant_to_the_fen(town: Town) -> None:
    line = budget_line(town.book, town.scheme, FundSource.PROVINCIAL, 100 * WAN)
    funds = (
        ledger.FundPlan(FundSource.PROVINCIAL, 1, line),
        ledger.FundPlan(FundSource.CITY, 1, town.line),
        ledger.FundPlan(FundSource.ENTERPRISE, 1),
    )

    grant = town.grant(33_333, 66_668, funds=funds)

    shares = FundShare.objects.filter(grant=grant).values_list("amount_fen", flat=True)
    parts = TrancheShare.objects.filter(tranche__grant=grant)
    assert list(shares) == [33_334, 33_334, 33_333]
    for tranche in grant.tranches.all():
        assert sum(p.amount_fen for p in parts.filter(tranche=tranche)) == tranche.amount_fen
    line.account.refresh_from_db()
    assert line.account.free_fen == 100 * WAN - 33_334


def test_the_enterprises_own_match_is_never_paid_out(town: Town) -> None:
    funds = (
        ledger.FundPlan(FundSource.CITY, 1, town.line),
        ledger.FundPlan(FundSource.ENTERPRISE, 1),
    )

    run = town.paid(town.accepted(WAN, funds=funds))

    assert [item.paid_fen for item in run.items.all()] == [WAN // 2]


def test_a_front_grant_pays_at_the_contract_and_an_after_grant_does_not(town: Town) -> None:
    early = (ledger.TranchePlan("首拨", WAN, Condition.CONTRACT),)
    town.grant(tranches=early, mode=GrantMode.FRONT)

    with pytest.raises(InvalidInput, match="后补助"):
        town.grant(tranches=early, mode=GrantMode.AFTER)


def test_another_department_cannot_grant_the_same_ground_again(town: Town) -> None:
    town.paid(town.accepted(WAN, ground="研发投入补助 2026"))
    other = small_treasury(code="other", firm=town.party)

    with pytest.raises(AlreadyGranted) as refused:
        other.grant(WAN, ground="研发投入补助2026", period_from=date(2026, 6, 1))

    assert "已支付 10,000.00 元" in refused.value.why.zh
    assert "科技专项账套" in refused.value.why.zh


def test_another_period_is_another_grant(town: Town) -> None:
    town.grant(WAN, ground="甲")

    town.grant(WAN, ground="甲", period_from=date(2027, 1, 1), period_to=date(2027, 12, 31))


def test_a_fund_must_match_its_budget_line(town: Town) -> None:
    funds = (ledger.FundPlan(FundSource.CENTRAL, 1, town.line),)

    with pytest.raises(InvalidInput, match="预算项目"):
        town.grant(WAN, funds=funds)
