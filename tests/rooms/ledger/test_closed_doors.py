"""Ways past two people that an audit found open."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kechuang.accounts.models import Membership, User
from kechuang.accounts.selectors import actor_of
from kechuang.base.actors import Actor
from kechuang.base.errors import InvalidInput, WrongState
from kechuang.base.roles import Role
from kechuang.ledger import services as ledger
from kechuang.ledger.grounds import Ground
from kechuang.ledger.models import ClawBack, PaymentItem
from kechuang.ledger.refusals import AlikeGrant, AlreadyDone, OwnMoney
from kechuang.ledger.selectors.near_duplicates import near_duplicates
from kechuang.ledger.states import GroundKind, Resemblance
from kechuang.parties.models import Party, Relation
from kechuang.parties.states import RelationKind
from tests.base.registry.cast import party
from tests.rooms.ledger import bank
from tests.rooms.ledger.town import (
    APPROVER,
    AT,
    CHECKER,
    ON,
    PREPARER,
    WAN,
    Town,
    small_treasury,
    warrant,
)

pytestmark = pytest.mark.django_db
CONTRACT = Ground(GroundKind.CONTRACT, "HT-2026-0001")
PATENT = Ground(GroundKind.PATENT, "ZL202610000001.1")


@pytest.fixture
def town() -> Town:
    return small_treasury()


def new_account(town: Town, number: str = "99990000111122") -> object:
    return ledger.submit_payee_account(
        by=PREPARER, at=AT, party=town.party, holder=town.party.name, bank="新银行", number=number
    )


def test_nobody_is_paid_to_an_account_that_a_newer_one_replaced(town: Town) -> None:
    run = ledger.check_run(by=CHECKER, at=AT, run=town.drafted(town.accepted()))
    ledger.confirm_payee_account(
        by=APPROVER, at=AT + timedelta(minutes=1), account=new_account(town)
    )

    with pytest.raises(WrongState) as refused:
        ledger.approve_run(warrant=warrant(), run=run)

    assert "新的收款账户" in refused.value.why.zh
    assert PaymentItem.objects.get().state == "drafted"


def asked_back(town: Town) -> ClawBack:
    parts = town.accepted(2 * WAN)
    town.paid(parts)
    ledger.decide_claw_back(
        warrant=warrant(), share=parts[0].share, amount_fen=2 * WAN, reason="违约", decision="1号"
    )
    return ClawBack.objects.get()


@pytest.mark.parametrize("variant", ["hd-001", "ＨＤ－001", " HD-0 01 "])
def test_one_number_of_the_bank_counts_once_however_it_is_typed(town: Town, variant: str) -> None:
    claim = asked_back(town)
    ledger.record_recovery(warrant=warrant(), claw_back=claim, amount_fen=WAN, serial="HD-001")

    with pytest.raises(AlreadyDone):
        ledger.record_recovery(warrant=warrant(), claw_back=claim, amount_fen=WAN, serial=variant)


@pytest.mark.parametrize("fen", [-2 * WAN, WAN // 2])
def test_what_the_bank_says_otherwise_is_no_recovery(town: Town, fen: int) -> None:
    claim = asked_back(town)
    bank.imported(town, bank.row("HD-001", fen))

    with pytest.raises(InvalidInput) as refused:
        ledger.record_recovery(warrant=warrant(), claw_back=claim, amount_fen=WAN, serial="hd-001")

    assert "银行流水" in refused.value.mend.zh


def test_a_receipt_of_the_bank_is_a_recovery(town: Town) -> None:
    claim = asked_back(town)
    bank.imported(town, bank.row("HD-001", WAN))

    assert ledger.record_recovery(
        warrant=warrant(), claw_back=claim, amount_fen=WAN, serial="HD-001"
    )


def test_an_answer_of_a_day_that_has_not_come_is_refused(town: Town) -> None:
    run = town.sent(town.accepted())
    number = run.items.get().number
    told = ledger.Answer(number, "F1", True, WAN, date(2030, 1, 1))

    with pytest.raises(InvalidInput) as refused:
        ledger.record_answers(warrant=warrant(), run=run, answers=[told])

    assert "2030-01-01" in refused.value.why.zh


@pytest.mark.parametrize("ground", [CONTRACT, PATENT])
def test_one_patent_or_contract_shown_by_another_firm_needs_a_reason(
    town: Town, ground: Ground
) -> None:
    other = party("云澜丙科技有限公司")
    town.grant(ground=ground, title="甲")
    plan = town.plan(ground=ground, title="别的名称", party=other)

    with pytest.raises(AlikeGrant):
        ledger.agree_grant(warrant=warrant(lifting=None), plan=plan)

    ledger.agree_grant(warrant=warrant(), plan=plan)
    assert [pair.way for pair in near_duplicates()] == [Resemblance.THING]


def test_one_patent_in_a_later_year_needs_a_reason(town: Town) -> None:
    town.grant(ground=PATENT, title="甲")
    plan = town.plan(
        ground=PATENT,
        title="别的名称",
        period_from=date(2027, 1, 1),
        period_to=date(2027, 12, 31),
    )

    with pytest.raises(AlikeGrant):
        ledger.agree_grant(warrant=warrant(lifting=None), plan=plan)


def of_both(firm: Party) -> Actor:
    """A treasurer of the bureau who is a member of a firm too."""
    user = User.objects.create(username="双重身份", full_name="双重身份")
    for role, of in ((Role.TREASURER, None), (Role.ENTERPRISE, firm)):
        Membership.objects.create(user=user, role=role, party=of, since=date(2020, 1, 1))
    return actor_of(user, on=ON)


def test_nobody_confirms_checks_or_approves_for_the_own_firm(town: Town) -> None:
    own = of_both(town.party)
    run = town.drafted(town.accepted())

    with pytest.raises(OwnMoney):
        ledger.confirm_payee_account(by=own, at=AT, account=new_account(town))
    with pytest.raises(OwnMoney):
        ledger.check_run(by=own, at=AT, run=run)
    ledger.check_run(by=CHECKER, at=AT, run=run)
    with pytest.raises(OwnMoney):
        ledger.approve_run(warrant=warrant(approver=own), run=run)
    with pytest.raises(OwnMoney):
        ledger.agree_grant(warrant=warrant(approver=own), plan=town.plan())


def test_a_member_of_an_owner_does_not_sign_for_what_it_owns(town: Town) -> None:
    owner, above = party("云澜控股有限公司"), party("云澜集团有限公司")
    Relation.objects.create(party=town.party, subject=owner, kind=RelationKind.SHAREHOLDER)
    Relation.objects.create(party=owner, subject=above, kind=RelationKind.PARENT)

    with pytest.raises(OwnMoney):
        ledger.agree_grant(warrant=warrant(approver=of_both(above)), plan=town.plan())


def test_a_member_of_another_firm_signs(town: Town) -> None:
    stranger = of_both(party("云澜丁科技有限公司"))

    assert ledger.agree_grant(warrant=warrant(approver=stranger), plan=town.plan())
