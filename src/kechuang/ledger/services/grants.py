"""Agreeing a grant: the promise, its funds, its tranches, and the obligation of each fund."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Model

from kechuang.base.errors import Text
from kechuang.base.registry.numbers import open_series, take_numbers
from kechuang.base.registry.wording import both_languages
from kechuang.ledger.models import (
    Account,
    FundShare,
    Grant,
    GrantSeries,
    Tranche,
    TrancheShare,
    Transfer,
    Voucher,
)
from kechuang.ledger.refusals import yuan
from kechuang.ledger.selectors.duplicates import refuse_duplicate
from kechuang.ledger.selectors.resemblances import Likeness
from kechuang.ledger.services.books import new_account
from kechuang.ledger.services.budget import refuse_pro_rata
from kechuang.ledger.services.checks import check_plan
from kechuang.ledger.services.entries import Entry, Order, Warrant
from kechuang.ledger.services.lifting import (
    record_lifting,
    refuse_alike,
    second_person,
    take_claim_turns,
)
from kechuang.ledger.services.own_money import refuse_own_money
from kechuang.ledger.services.plans import FundPlan, GrantPlan
from kechuang.ledger.services.posting import post, posted_before
from kechuang.ledger.services.reservations import freed_for_grant
from kechuang.ledger.states import AccountRole, FundSource, Kind

PREFIX = "ZX"


@transaction.atomic
def agree_grant(
    *, warrant: Warrant, plan: GrantPlan, reservation: Transfer | None = None
) -> Voucher:
    """Promise money: obliges every public fund for its share; ``reservation`` is freed with it.

    Raises ``AlreadyGranted`` for the same legal unit, ground and an overlapping period,
    ``AlikeGrant`` for one that resembles another without a reason, ``LimitExceeded`` when a
    budget line does not suffice, and ``GivenOutTogether`` when one is given out pro rata.
    """
    check_plan(plan)
    content = plan.as_content() | {"reservation": str(reservation.pk) if reservation else None}
    order = Order(
        warrant, plan.scheme.book, "agree_grant", content, plan.decision, rule_version(plan)
    )
    if earlier := posted_before(order):
        return earlier
    refuse_pro_rata(fund.line for fund in plan.funds)
    made = promised(warrant, plan)
    freed = freed_for_grant(reservation, at=warrant.at) if reservation else []
    amount = yuan(plan.total_fen)
    said = Text(
        f"{plan.party.name} 立项 {made.grant.number}，{amount} 元",
        f"{plan.party.name_en or plan.party.name}: grant {made.grant.number}, {amount} yuan",
    )
    return settled(order, [*freed, *made.entries], said, [made])


class Promised(NamedTuple):
    """A grant with its shares and tranches, what obliges its budget lines, and the grants that it
    resembles and the second person let pass, with the reason."""

    grant: Grant
    records: list[Model]
    entries: list[Entry]
    alike: list[Likeness]
    reason: str


def promised(warrant: Warrant, plan: GrantPlan) -> Promised:
    """Write the records of a plan; inside the command that posts the entries."""
    refuse_own_money([warrant.by, warrant.approver], [plan.party])
    grant, alike = _granted(warrant, plan)
    shares = _shares(grant, plan)
    tranches = _tranches(grant, plan, shares)
    entries = [_obligation(share) for share in shares if share.line_id and share.amount_fen]
    reason = warrant.lifting.reason if warrant.lifting else ""
    return Promised(grant, [grant, *shares, *tranches], entries, alike, reason)


def settled(
    order: Order, entries: list[Entry], said: Text, made: Sequence[Promised], *beside: Model
) -> Voucher:
    """Post what was promised; why like grants were let pass is recorded after it."""
    sealed = [*beside, *(record for each in made for record in each.records)]
    voucher = post(order, entries, said, sealed=sealed)
    for each in made:
        record_lifting(order.warrant, each.grant, each.alike, reason=each.reason)
    return voucher


def rule_version(plan: GrantPlan) -> str:
    return Grant(
        rule_pack=plan.rule.pack, rule_digest=plan.rule.digest, rule_clause=plan.rule.clause
    ).rule_version


def _granted(warrant: Warrant, plan: GrantPlan) -> tuple[Grant, list[Likeness]]:
    """The grant, and those it resembles that the second person let pass.

    The database itself refuses an overlapping promise to the same record; the words come from the
    earlier one.
    """
    claim, reader = plan.claim, second_person(warrant)
    take_claim_turns(claim)
    refuse_duplicate(claim, reader=reader)
    alike = refuse_alike(warrant, claim)
    grant = _new_grant(warrant, plan)
    try:
        with transaction.atomic():
            grant.save(force_insert=True)
    except IntegrityError:
        refuse_duplicate(plan.claim, reader=reader)
        raise
    return grant, alike


def _new_grant(warrant: Warrant, plan: GrantPlan) -> Grant:
    series = open_series(GrantSeries, prefix=PREFIX, year=warrant.on.year)
    return Grant(
        number=take_numbers(series, 1)[0],
        scheme=plan.scheme,
        party=plan.party,
        district=plan.party.region_code,
        title=plan.title,
        ground=plan.ground.told,
        ground_key=plan.ground.key,
        period_from=plan.period_from,
        period_to=plan.period_to,
        mode=plan.mode,
        total_fen=plan.total_fen,
        decision=plan.decision,
        rule_pack=plan.rule.pack,
        rule_digest=plan.rule.digest,
        rule_clause=plan.rule.clause,
        entitlement_id=plan.rule.entitlement_id,
        granted_on=warrant.on,
    )


def _shares(grant: Grant, plan: GrantPlan) -> list[FundShare]:
    amounts = plan.share_amounts()
    return [
        _share(grant, place, fund, amount)
        for place, (fund, amount) in enumerate(zip(plan.funds, amounts, strict=True), start=1)
    ]


def _share(grant: Grant, place: int, fund: FundPlan, amount_fen: int) -> FundShare:
    share = FundShare(
        grant=grant,
        position=place,
        source=fund.source,
        line=fund.line,
        weight=fund.weight,
        amount_fen=amount_fen,
    )
    if fund.line is not None:
        share.obligation = _account(share, AccountRole.OBLIGATION, "立项")
        share.payable = _account(share, AccountRole.PAYABLE, "应付")
        share.paid = _account(share, AccountRole.PAID, "已付")
    share.save(force_insert=True)
    return share


def source_words(share: FundShare) -> Text:
    """The fund in both languages; what is kept does not depend on the poster's screen."""
    return both_languages(FundSource(share.source).label)


def _account(share: FundShare, role: AccountRole, zh: str) -> Account:
    grant = share.grant
    key = f"{grant.number}/{share.position}"
    name = f"{grant.number} {source_words(share).zh}{zh}"
    return new_account(grant.scheme.book, role=role, key=key, name=name)


def _tranches(grant: Grant, plan: GrantPlan, shares: list[FundShare]) -> list[Model]:
    """The tranches and their parts."""
    made: list[Model] = []
    for place, (planned, row) in enumerate(zip(plan.tranches, plan.grid(), strict=True), start=1):
        tranche = Tranche.objects.create(
            grant=grant,
            position=place,
            title=planned.title,
            condition=planned.condition,
            due_on=planned.due_on,
            amount_fen=planned.amount_fen,
        )
        parts = [_part(tranche, share, fen) for share, fen in zip(shares, row, strict=True)]
        made += [tranche, *parts]
    return made


def _part(tranche: Tranche, share: FundShare, amount_fen: int) -> TrancheShare:
    account = None
    if share.line_id is not None:
        key = f"{tranche.grant.number}/{share.position}/{tranche.position}"
        name = f"{tranche} {source_words(share).zh}已验收"
        account = new_account(
            tranche.grant.scheme.book, role=AccountRole.ACCEPTED, key=key, name=name
        )
    return TrancheShare.objects.create(
        tranche=tranche, share=share, amount_fen=amount_fen, accepted=account
    )


def _obligation(share: FundShare) -> Entry:
    if share.line is None or share.obligation is None:
        raise ValueError("only public funds are obliged")
    return Entry(
        kind=Kind.OBLIGATE,
        debit=share.line.account,
        credit=share.obligation,
        amount_fen=share.amount_fen,
        reference=f"share:{share.pk}",
    )
