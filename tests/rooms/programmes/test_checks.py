"""Formal checks: what the registers say, and unknown where they say nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kechuang.engines.flow import Reference
from kechuang.parties.models import FormerName, Party, PartyFact, Relation
from kechuang.parties.states import PartyKind, RelationKind
from kechuang.programmes.measures import AffiliationMeasure, HonestyFact
from kechuang.programmes.models.execution import IntegrityRecord
from kechuang.programmes.selectors.checks.findings import Finding
from kechuang.programmes.selectors.checks.honesty import honesty
from kechuang.programmes.selectors.checks.ratios import funding_ratio, whole_shares
from kechuang.programmes.selectors.checks.relations import affiliation
from kechuang.programmes.selectors.contents import (
    NOBODY,
    BidContent,
    Member,
    NeedContent,
)
from kechuang.programmes.services.execution.signing import act
from kechuang.programmes.states_of_execution import IntegrityKind
from tests.base.registry.cast import party
from tests.rooms.ledger.town import PREPARER, WAN
from tests.rooms.programmes.scene import OPENED, clean, state

pytestmark = pytest.mark.django_db
MEASURE = AffiliationMeasure(influence_bp=2000, control_above_bp=5000, most_steps=3)
HONESTY = (HonestyFact("dishonest_debtor", 0), HonestyFact("research_dishonesty", 1))


@pytest.fixture
def demander() -> Party:
    return known("云澜甲科技有限公司")


@pytest.fixture
def bidder() -> Party:
    return known("远方传感科技有限公司")


def known(name: str, kind: str = PartyKind.ENTERPRISE) -> Party:
    unit = party(name, kind=kind)
    clean(unit)
    return unit


def ref(unit: Party) -> Reference:
    return Reference(unit.credit_code, unit.name)


def found(demander: Party, *units: Party) -> Finding:
    return affiliation([ref(demander)], [ref(unit) for unit in units], MEASURE)


def test_strangers_whose_registers_were_read_are_not_affiliated(
    demander: Party, bidder: Party
) -> None:
    assert found(demander, bidder).is_met is True


def test_an_unread_register_leaves_affiliation_unknown(demander: Party) -> None:
    finding = found(demander, party("没有读过登记的公司"))

    assert finding.is_met is None
    assert "尚未读到没有读过登记的公司" in finding.reasons[0].zh


def test_a_unit_that_nobody_registered_is_unknown(demander: Party) -> None:
    finding = affiliation([ref(demander)], [Reference("", "外地公司")], MEASURE)

    assert finding.is_met is None


def test_a_shareholder_of_the_demander_is_found_with_the_path(
    demander: Party, bidder: Party
) -> None:
    Relation.objects.create(
        party=demander, subject=bidder, kind=RelationKind.SHAREHOLDER, share_bp=2500
    )

    finding = found(demander, bidder)

    assert finding.is_met is False
    assert finding.reasons[0].zh == "远方传感科技有限公司持有云澜甲科技有限公司25.00%股份"
    assert finding.facts[0]["path"]
    assert finding.sources


def test_a_small_shareholding_is_none(demander: Party, bidder: Party) -> None:
    Relation.objects.create(
        party=demander, subject=bidder, kind=RelationKind.SHAREHOLDER, share_bp=1999
    )

    assert found(demander, bidder).is_met is True


def test_an_unstated_shareholding_leaves_it_unknown(demander: Party, bidder: Party) -> None:
    Relation.objects.create(party=demander, subject=bidder, kind=RelationKind.SHAREHOLDER)

    assert found(demander, bidder).is_met is None


def test_a_branch_and_a_sister_company_are_found(demander: Party, bidder: Party) -> None:
    sister, parent = known("姐妹公司"), known("控股集团")
    Relation.objects.create(party=demander, subject=bidder, kind=RelationKind.BRANCH)
    for unit in (demander, sister):
        Relation.objects.create(party=unit, subject=parent, kind=RelationKind.PARENT)

    assert found(demander, bidder).is_met is False
    assert found(demander, sister).is_met is False
    assert "控股集团是姐妹公司的控股母公司" in found(demander, sister).reasons[0].zh


def test_a_former_name_of_the_demander_is_found(demander: Party, bidder: Party) -> None:
    FormerName.objects.create(party=bidder, name=demander.name)

    assert found(demander, bidder).is_met is False


def test_one_affiliated_member_is_enough(demander: Party, bidder: Party) -> None:
    partner = known("清白的伙伴")
    Relation.objects.create(party=demander, subject=bidder, kind=RelationKind.BRANCH)

    finding = found(demander, partner, bidder)

    assert finding.is_met is False
    assert len(finding.reasons) == 1


def test_a_record_of_dishonesty_is_found_with_its_source(bidder: Party) -> None:
    state(bidder, "dishonest_debtor", is_so=True)

    finding = honesty([ref(bidder)], HONESTY, date(2026, 4, 20))

    assert finding.is_met is False
    assert finding.facts[0]["source"] == "公示系统查询（示例）"


def test_honesty_that_nobody_read_is_unknown() -> None:
    unread = party("没有查过信用的公司")

    finding = honesty([ref(unread)], HONESTY, date(2026, 4, 20))

    assert finding.is_met is None
    assert len(finding.reasons) == 2


def test_a_source_that_says_no_does_not_outweigh_one_that_says_yes(bidder: Party) -> None:
    PartyFact.objects.create(
        party=bidder, name="dishonest_debtor", value="true", source="法院来函",
        as_of=date(2025, 1, 1), recorded_at=OPENED,
    )  # fmt: skip

    assert honesty([ref(bidder)], HONESTY, date(2026, 4, 20)).is_met is False


def test_a_clean_record_of_everything_asked_is_clean(bidder: Party) -> None:
    assert honesty([ref(bidder)], HONESTY, date(2026, 4, 20)).is_met is True
    assert honesty([ref(bidder)], HONESTY, date(2023, 4, 20)).is_met is None


@pytest.mark.parametrize(
    ("kind", "day", "is_met"),
    [
        (IntegrityKind.DISHONEST, date(2026, 4, 20), False),
        (IntegrityKind.DISHONEST, date(2029, 1, 2), None),
        (IntegrityKind.HONEST, date(2026, 4, 20), True),
    ],
)
def test_a_record_of_an_earlier_project_bars_a_bid_until_it_ends(
    bidder: Party, kind: IntegrityKind, day: date, is_met: bool | None
) -> None:
    IntegrityRecord.objects.create(
        party=bidder, kind=kind, fact="伪造检测报告", source="云科监〔2026〕3号（示例）",
        found_on=date(2026, 1, 1), expires_on=date(2029, 1, 1), **act(PREPARER, OPENED),
    )  # fmt: skip

    finding = honesty([ref(bidder)], HONESTY, day)

    assert finding.is_met is is_met
    if is_met is False:
        assert "伪造检测报告" in finding.reasons[0].zh
        assert finding.sources[0] == "云科监〔2026〕3号（示例）"


def bid(lead: Party, budget: int | None, grant: int | None, **changes: Any) -> BidContent:
    said: dict[str, Any] = {
        "lead": ref(lead), "leader": NOBODY, "phone": "", "address": "", "account": "",
        "is_consortium": False, "members": (), "budget_fen": budget, "grant_fen": grant,
    }  # fmt: skip
    return BidContent(**{**said, **changes})


def need(budget: int | None) -> NeedContent:
    return NeedContent(NOBODY, "", "", (), None, budget, None)


@pytest.mark.parametrize(
    ("options", "is_met"),
    [
        ({"own_per_grant_enterprise": 2}, True),
        ({"own_per_grant_enterprise": Decimal("2.01")}, False),
        ({"own_per_grant_institute": 9}, True),
        ({"budget_per_grant": 10}, True),
        ({"budget_per_grant": Decimal("10.01")}, False),
        ({"paid_to_bidder_share": 200}, True),
        ({"paid_to_bidder_share": 201}, False),
        ({"least_amount": 300 * WAN}, True),
        ({"least_amount": 301 * WAN}, False),
    ],
)
def test_every_ratio_of_the_round_is_kept_to_the_fen(
    bidder: Party, options: dict[str, Any], is_met: bool
) -> None:
    content = bid(bidder, 300 * WAN, 100 * WAN)

    assert funding_ratio(content, need(1000 * WAN), options).is_met is is_met


def test_an_institute_is_held_to_its_own_ratio() -> None:
    content = bid(known("远方大学", PartyKind.UNIVERSITY), 300 * WAN, 150 * WAN)
    options = {"own_per_grant_enterprise": 2, "own_per_grant_institute": 1}

    assert funding_ratio(content, need(1000 * WAN), options).is_met is True


def test_a_lead_of_neither_kind_leaves_the_ratio_unknown() -> None:
    content = bid(known("服务中心", PartyKind.SERVICE), 300 * WAN, 100 * WAN)

    assert funding_ratio(content, need(1000 * WAN), {"own_per_grant_enterprise": 1}).is_met is None
    assert funding_ratio(content, need(1000 * WAN), {}).is_met is True


def test_amounts_nobody_stated_leave_the_ratio_unknown(bidder: Party) -> None:
    assert funding_ratio(bid(bidder, None, None), need(1), {}).is_met is None


@pytest.mark.parametrize(
    ("shares", "is_met"), [(("60", "40"), True), (("60", "39.99"), False), (("60", "40.01"), False)]
)
def test_shares_of_a_consortium_are_whole(
    bidder: Party, shares: tuple[str, str], is_met: bool
) -> None:
    members = tuple(Member(ref(bidder), "研发", Decimal(share)) for share in shares)

    finding = whole_shares(bid(bidder, 1, 1, is_consortium=True, members=members))

    assert finding.is_met is is_met


def test_a_single_bidder_has_nothing_to_share(bidder: Party) -> None:
    assert whole_shares(bid(bidder, 1, 1)).is_met is True


def test_persons_may_stand_behind_two_enterprises_and_not_behind_a_university(
    demander: Party, bidder: Party
) -> None:
    for unit in (demander, bidder):
        state(unit, "person_owned", is_so=True)
    assert found(demander, bidder).is_met is None
    assert "自然人股东" in found(demander, bidder).reasons[0].zh
    assert found(demander, known("远方大学", PartyKind.UNIVERSITY)).is_met is True
    assert found(demander, known("没有自然人股东的公司")).is_met is True


def test_split_shares_of_a_demander_and_its_subsidiary_are_found(
    demander: Party, bidder: Party
) -> None:
    subsidiary = known("甲全资子公司")
    rows = ((subsidiary, demander, 10_000), (bidder, demander, 1900), (bidder, subsidiary, 1900))
    for unit, holder, share in rows:
        Relation.objects.create(
            party=unit, subject=holder, kind=RelationKind.SHAREHOLDER, share_bp=share
        )
    assert found(demander, bidder).is_met is False
