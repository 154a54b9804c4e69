"""Grants as they were at a past moment, told from the vouchers of that moment; never saved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from kechuang.ledger.models import Account, Grant, PaymentItem, Tranche, Transfer
from kechuang.ledger.selectors.flows import MOVED
from kechuang.ledger.selectors.moments import Moment
from kechuang.ledger.selectors.standing import POSTED, cancellings
from kechuang.ledger.states import ItemState, Kind, RunState

RETURN = "pending__resolution__reversal__voucher"


@dataclass(frozen=True)
class Then:
    """What had been posted: totals by account, days of acceptance, parts released, payments."""

    credits: dict[int, int]
    debits: dict[int, int]
    accepted_on: dict[int, date]
    released: frozenset[str]
    sent: frozenset[int]
    answered: frozenset[int]
    returned: frozenset[int]


def rewind(grants: Sequence[Grant], moment: Moment) -> None:
    """Set records in memory back to ``moment``: totals, tranches, payments and their runs.

    ``grants`` had been agreed by then; shares, tranches, parts, items and runs are fetched.
    """
    accounts = {account.pk: account for grant in grants for account in _accounts(grant)}
    items = [item for grant in grants for item in _items(grant)]
    cancelled = cancellings(grants, moment)
    then = _then(list(accounts), grants, items, moment)
    for account in (account for grant in grants for account in _accounts(grant)):
        account.credits_posted_fen = then.credits.get(account.pk, 0)
        account.debits_posted_fen = then.debits.get(account.pk, 0)
    for grant in grants:
        grant.cancelled_at = cancelled.get(grant.pk)
        for tranche in grant.tranches.all():
            _rewind_tranche(tranche, then)
    for item in items:
        _rewind_item(item, then)


def _then(
    accounts: list[int], grants: Sequence[Grant], items: list[PaymentItem], moment: Moment
) -> Then:
    posted = Transfer.objects.filter(POSTED, moment.of("voucher")).order_by()
    accepted = posted.filter(kind=Kind.ACCEPT, is_red=False, credit__in=accounts)
    released = posted.filter(kind=Kind.RELEASE, debit__obliges__grant__in=grants)
    sent = PaymentItem.objects.filter(moment.of("pending__voucher"), pk__in=[i.pk for i in items])
    answered = sent.filter(moment.of("pending__resolution__voucher"))
    return Then(
        credits=_sums("credit", posted.filter(credit__in=accounts)),
        debits=_sums("debit", posted.filter(debit__in=accounts)),
        accepted_on=dict(accepted.order_by("voucher__pk").values_list("credit", "voucher__on")),
        released=frozenset(released.values_list("reference", flat=True)),
        sent=frozenset(sent.values_list("pk", flat=True)),
        answered=frozenset(answered.values_list("pk", flat=True)),
        returned=frozenset(answered.filter(moment.of(RETURN)).values_list("pk", flat=True)),
    )


def _sums(side: str, rows: QuerySet[Transfer]) -> dict[int, int]:
    return dict(rows.values_list(side).annotate(total=Sum(MOVED)))


def _accounts(grant: Grant) -> Iterable[Account]:
    for share in grant.shares.all():
        yield from ([share.paid] if share.paid else [])
        yield from (claim.recoverable for claim in share.claw_backs.all())
    for tranche in grant.tranches.all():
        yield from (part.accepted for part in tranche.parts.all() if part.accepted)


def _items(grant: Grant) -> Iterable[PaymentItem]:
    for tranche in grant.tranches.all():
        for part in tranche.parts.all():
            yield from part.items.all()


def _rewind_tranche(tranche: Tranche, then: Then) -> None:
    """Accepted by then is what its accounts held, whatever happened to it since."""
    parts = list(tranche.parts.all())
    days = [
        then.accepted_on[part.accepted_id]
        for part in parts
        if part.accepted_id in then.accepted_on and then.credits.get(part.accepted_id)
    ]
    tranche.accepted_on = max(days, default=None)
    if not then.released & {f"part:{part.pk}" for part in parts}:
        tranche.released_on = None


def _rewind_item(item: PaymentItem, then: Then) -> None:
    if item.pk in then.answered and item.state == ItemState.RETURNED:
        item.state = ItemState.RETURNED if item.pk in then.returned else ItemState.PAID
    if item.pk in then.answered or item.state == ItemState.WITHDRAWN:
        return
    is_sent = item.pk in then.sent
    item.state = ItemState.SENT if is_sent else ItemState.DRAFTED
    item.run.state = RunState.SENT if is_sent else RunState.DRAFTED
    item.paid_fen, item.paid_on = 0, None
