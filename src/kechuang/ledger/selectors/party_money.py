"""Everything about public money of one party: grants, shares, tranches, payments, claw-backs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.db.models import Prefetch, QuerySet

from kechuang.base.actors import Actor
from kechuang.ledger.access import readable_grants
from kechuang.ledger.models import ClawBack, FundShare, Grant, PaymentItem
from kechuang.ledger.selectors.moments import Moment
from kechuang.ledger.selectors.payees import payee_of, unconfirmed_parties
from kechuang.ledger.selectors.progress import Progress, Stage, progress_of
from kechuang.ledger.selectors.rewinding import rewind
from kechuang.ledger.selectors.standing import grants_at
from kechuang.ledger.states import FundSource, ItemState
from kechuang.parties.models import Party

DONE = (Stage.PAID, Stage.RELEASED)


@dataclass(frozen=True)
class GrantMoney:
    """One grant of the party with how far each tranche is."""

    grant: Grant
    shares: list[FundShare]
    tranches: list[Progress]
    payments: list[PaymentItem]
    returned: list[PaymentItem]
    claw_backs: list[ClawBack]

    @property
    def public_fen(self) -> int:
        """What the public funds bear; the enterprise's own match is not in it."""
        public = (share for share in self.shares if share.source != FundSource.ENTERPRISE)
        return sum(share.amount_fen for share in public)

    @property
    def paid_fen(self) -> int:
        return sum(item.paid_fen for item in self.payments)


@dataclass(frozen=True)
class PartyMoney:
    """All grants of a party that the reader may see."""

    party: Party
    grants: list[GrantMoney]

    @property
    def standing(self) -> list[GrantMoney]:
        return [each for each in self.grants if each.grant.cancelled_at is None]

    @property
    def granted_fen(self) -> int:
        return sum(each.public_fen for each in self.standing)

    @property
    def paid_fen(self) -> int:
        return sum(each.paid_fen for each in self.grants)

    @property
    def asked_back_fen(self) -> int:
        claims = (claim for each in self.grants for claim in each.claw_backs)
        return sum(claim.recoverable.credits_posted_fen for claim in claims)

    @property
    def waiting(self) -> list[Progress]:
        """Tranches on which somebody has to act, those of the party first, then by plan."""
        open_ones = [t for g in self.standing for t in g.tranches if t.stage not in DONE]
        return sorted(open_ones, key=lambda each: each.tranche.due_on or date.max)

    def paid_by_month(self) -> list[tuple[str, int, int]]:
        """``(month, paid in it, paid until its end)``, in fen."""
        sums: Counter[str] = Counter()
        for item in (item for each in self.grants for item in each.payments if item.paid_on):
            sums[f"{item.paid_on:%Y-%m}"] += item.paid_fen
        months = sorted(sums)
        running = accumulate(sums[month] for month in months)
        return [(m, sums[m], until) for m, until in zip(months, running, strict=True)]


def party_money(
    actor: Actor, party: Party, *, on: date, moment: Moment | None = None
) -> PartyMoney:
    """The party's grants that ``actor`` may see, the newest first, as they stand on ``on``.

    With ``moment`` as they were then, told from the vouchers of that moment.
    """
    known = Grant.objects.all() if moment is None else grants_at(moment)
    found = known.filter(readable_grants(actor), party=party).select_related("scheme")
    grants = list(_whole(found, moment))
    if moment is not None:
        rewind(grants, moment)
    stage = _account_stage(party, moment)
    return PartyMoney(party, [_grant_money(each, stage, on) for each in grants])


def _whole(grants: QuerySet[Grant], moment: Moment | None) -> QuerySet[Grant]:
    listed = PaymentItem.objects.select_related("run", "answer", "bank_return")
    if moment is not None and moment.known is not None:
        listed = listed.filter(run__drafted_at__lte=moment.known)
    return grants.prefetch_related(
        "shares__paid",
        "shares__claw_backs__recoverable",
        "tranches__parts__share",
        "tranches__parts__accepted",
        Prefetch("tranches__parts__items", listed),
    )


def _account_stage(party: Party, moment: Moment | None) -> Stage | None:
    if moment is not None and moment.known is not None:
        confirmed = party.payee_accounts.filter(confirmed_at__lte=moment.known)
        return None if confirmed.exists() else Stage.NO_ACCOUNT
    if payee_of(party):
        return None
    return Stage.UNCONFIRMED if unconfirmed_parties([party.pk]) else Stage.NO_ACCOUNT


def _grant_money(grant: Grant, account_stage: Stage | None, on: date) -> GrantMoney:
    tranches = list(grant.tranches.all())
    items = [i for t in tranches for part in t.parts.all() for i in part.items.all()]
    shares = list(grant.shares.all())
    return GrantMoney(
        grant=grant,
        shares=shares,
        tranches=[progress_of(tranche, account_stage, on) for tranche in tranches],
        payments=[item for item in items if item.state == ItemState.PAID],
        returned=[item for item in items if item.state == ItemState.RETURNED],
        claw_backs=[c for s in shares for c in s.claw_backs.all() if _stands(c)],
    )


def _stands(claim: ClawBack) -> bool:
    """False when the decision was reversed in red."""
    return claim.recoverable.credits_posted_fen > 0
