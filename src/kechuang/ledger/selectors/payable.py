"""What is accepted and not paid: which of it a payment run may list, and what hinders the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet

from kechuang.engines.wording import Text
from kechuang.ledger.models import Book, PayeeAccount, PaymentItem, TrancheShare
from kechuang.ledger.selectors.payees import payees_of, unconfirmed_parties
from kechuang.ledger.states import LIVE_ITEM_STATES

LARGEST_CHOICE = 500
FREE = (
    F("accepted__credits_posted_fen")
    - F("accepted__debits_posted_fen")
    - F("accepted__debits_pending_fen")
)
NO_ACCOUNT = Text(
    "没有登记收款账户：请该单位登记，或由财务代录",
    "no bank account is named: let the party name one, or enter it for them",
)
UNCONFIRMED = Text(
    "收款账户未经核对：请另一位财务人员核对",
    "the bank account is not confirmed: let a treasurer confirm it",
)


@dataclass(frozen=True)
class Candidate:
    """A fund's part of a tranche; ``obstacle`` says why it cannot be listed now."""

    part: TrancheShare
    free_fen: int
    payee: PayeeAccount | None
    obstacle: Text | None

    @property
    def is_open(self) -> bool:
        return self.obstacle is None

    @property
    def lacks_account(self) -> bool:
        return self.obstacle == NO_ACCOUNT

    @property
    def lacks_confirmation(self) -> bool:
        return self.obstacle == UNCONFIRMED


def accepted_unpaid(book: Book, *, scheme: str = "", district: str = "") -> QuerySet[TrancheShare]:
    """Parts with accepted money that is not ordered yet, optionally of a scheme or district."""
    parts = TrancheShare.objects.filter(tranche__grant__scheme__book=book, accepted__isnull=False)
    if scheme:
        parts = parts.filter(tranche__grant__scheme__code=scheme)
    if district:
        parts = parts.filter(tranche__grant__district=district)
    return parts.annotate(free_fen=FREE).filter(free_fen__gt=0).order_by("pk")


def candidates(parts: QuerySet[TrancheShare]) -> list[Candidate]:
    """Each of ``accepted_unpaid`` with its payee, or with what hinders it."""
    found = list(parts.select_related("tranche__grant__party", "accepted", "share"))
    parties = {part.tranche.grant.party_id for part in found}
    payees, unconfirmed = payees_of(parties), unconfirmed_parties(parties)
    listed = _listed_in(found)
    return [
        Candidate(
            part=part,
            free_fen=part.accepted.free_fen if part.accepted else 0,
            payee=payees.get(part.tranche.grant.party_id),
            obstacle=_obstacle(part, payees, unconfirmed, listed),
        )
        for part in found
    ]


def districts_of(parts: QuerySet[TrancheShare]) -> list[str]:
    """Region codes that occur, for a filter."""
    codes = parts.order_by().values_list("tranche__grant__district", flat=True)
    return sorted(set(codes))


def total_fen(chosen: Iterable[Candidate]) -> int:
    """The sum of those that may be listed."""
    return sum(candidate.free_fen for candidate in chosen if candidate.is_open)


def _listed_in(parts: Sequence[TrancheShare]) -> dict[int, str]:
    """The open run that lists a part already, by the part's id."""
    live = PaymentItem.objects.filter(part__in=parts, state__in=LIVE_ITEM_STATES)
    return dict(live.values_list("part_id", "run__number"))


def _obstacle(
    part: TrancheShare,
    payees: dict[int, PayeeAccount],
    unconfirmed: set[int],
    listed: dict[int, str],
) -> Text | None:
    if run := listed.get(part.pk):
        return Text(f"已列入支付批次 {run}", f"listed in payment run {run} already")
    party = part.tranche.grant.party_id
    if party in payees:
        return None
    return UNCONFIRMED if party in unconfirmed else NO_ACCOUNT
