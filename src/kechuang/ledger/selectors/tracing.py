"""From a figure to its vouchers, from a voucher to its decision, its rule and its facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum

from kechuang.audit.models import Event
from kechuang.audit.selectors import history_of
from kechuang.engines.rulebook import Clause
from kechuang.engines.seal import digest
from kechuang.ledger.models import (
    Account,
    Grant,
    Instruction,
    PaymentRun,
    TrancheShare,
    Transfer,
    Voucher,
)
from kechuang.ledger.origins import Origin, origins_of
from kechuang.ledger.selectors.flows import MOVED
from kechuang.packs.models import PackVersion
from kechuang.packs.selectors import pack_of

SHARES = ("obliges", "owes", "pays", "accepts__share", "claw_back__share", "recovers__share")
GRANT_ACCOUNTS = (
    "shares__obligation",
    "shares__payable",
    "shares__paid",
    "tranches__parts__accepted",
    "shares__claw_backs__recoverable",
)
LINES = ("line", *(f"{share}__line" for share in SHARES))


def vouchers_promising(parts: Iterable[TrancheShare]) -> QuerySet[Voucher]:
    """The vouchers that promised, accepted, released or took back the grants of ``parts``."""
    grants = Grant.objects.filter(tranches__parts__in=list(parts)).values("pk")
    accounts = Account.objects.filter(
        Q(obliges__grant__in=grants) | Q(accepts__tranche__grant__in=grants)
    )
    return vouchers_of(accounts)


def vouchers_sending(run: PaymentRun) -> QuerySet[Voucher]:
    """The vouchers that sent the run to the treasury and settled its answers."""
    ordered = Q(item__run=run) | Q(pending__item__run=run)
    return Voucher.objects.filter(pk__in=Transfer.objects.filter(ordered).values("voucher"))


@dataclass(frozen=True)
class Trail:
    """Everything behind one voucher; ``clause`` is the one that ``ruled``, the first of its grants
    with a policy's rule, follows; None where none names a policy."""

    voucher: Voucher
    transfers: list[Transfer]
    is_sealed: bool
    event: Event | None
    grants: list[Grant]
    ruled: Grant | None
    clause: Clause | None
    origins: list[Origin]
    instruction: Instruction | None

    @property
    def total_fen(self) -> int:
        """The sum of its transfers; of a reversal below zero."""
        return sum(-t.amount_fen if t.is_red else t.amount_fen for t in self.transfers)


def accounts_of(*, scheme: str = "", source: str = "", district: str = "") -> QuerySet[Account]:
    """Accounts that carry the money of a scheme, a fund or a district, at every level."""
    found = Account.objects.all()
    if scheme:
        found = found.filter(_any(LINES, "scheme__code", scheme))
    if source:
        found = found.filter(_any(LINES, "appropriation__source", source))
    if district:
        found = found.filter(_any(SHARES, "grant__district", district))
    return found


def vouchers_of(accounts: QuerySet[Account]) -> QuerySet[Voucher]:
    """Vouchers with a transfer on any of ``accounts``."""
    touched = Q(debit__in=accounts.values("pk")) | Q(credit__in=accounts.values("pk"))
    return Voucher.objects.filter(pk__in=Transfer.objects.filter(touched).values("voucher"))


def with_totals(vouchers: QuerySet[Voucher]) -> QuerySet[Voucher]:
    """Each voucher with ``total_fen``, the sum of its transfers' amounts, negative in red."""
    own = Transfer.objects.filter(voucher=OuterRef("pk")).order_by().values("voucher")
    total = Subquery(own.annotate(total=Sum(MOVED)).values("total"))
    return vouchers.select_related("book").annotate(total_fen=total).order_by("-on", "-pk")


def trail_of(voucher: Voucher) -> Trail:
    """The voucher with its transfers, chain event, grants and the clause they follow."""
    transfers = list(voucher.transfers.select_related("debit", "credit"))
    grants = list(_grants_of(transfers))
    ruled = next((grant for grant in grants if clause_of(grant)), None)
    return Trail(
        voucher=voucher,
        transfers=transfers,
        is_sealed=digest(voucher.content()) == voucher.seal,
        event=history_of(voucher).first(),
        grants=grants,
        ruled=ruled,
        clause=clause_of(ruled) if ruled else None,
        origins=[origin for grant in grants for origin in origins_of(grant)],
        instruction=Instruction.objects.filter(voucher=voucher).first(),
    )


def clause_of(grant: Grant) -> Clause | None:
    """The clause a grant follows, from the pack version it was granted by."""
    try:
        pack = pack_of(grant.rule_digest)
    except PackVersion.DoesNotExist:
        return None
    return next((clause for clause in pack.clauses if clause.id == grant.rule_clause), None)


def _grants_of(transfers: list[Transfer]) -> QuerySet[Grant]:
    accounts = {pk for t in transfers for pk in (t.debit_id, t.credit_id)}
    touched = reduce(or_, (Q(**{f"{way}__in": accounts}) for way in GRANT_ACCOUNTS))
    found = Grant.objects.filter(touched).values("pk")
    return Grant.objects.filter(pk__in=found).select_related("party", "scheme")


def _any(ways: tuple[str, ...], field: str, value: str) -> Q:
    return reduce(or_, (Q(**{f"{way}__{field}": value}) for way in ways))
