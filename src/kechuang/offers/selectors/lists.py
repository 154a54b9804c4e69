"""Lists and offers with how far they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from kechuang.base.actors import Actor
from kechuang.ledger.models import FundShare
from kechuang.offers.access import readable_offers, within_reach_of
from kechuang.offers.models import Offer, OfferList
from kechuang.offers.states import GRANTED, Apart, Stage

RELATED = (
    "party",
    "case__round__version",
    "offer_list__line__scheme__book",
    "offer_list__run",
    "entitlement",
)


@dataclass(frozen=True)
class Money:
    """What the ledger says of one offer's grant, in fen."""

    paid_fen: int = 0
    ordered_fen: int = 0
    reclaimed_fen: int = 0


@dataclass(frozen=True)
class OfferAt:
    """An offer with its stage and its money."""

    offer: Offer
    stage: Stage
    money: Money


def lists_seen_by(actor: Actor) -> QuerySet[OfferList]:
    """Every list for the city and auditors; for a district those with firms of it."""
    lists = OfferList.objects.select_related("line__scheme", "run")
    reach = within_reach_of(actor, "offers__party")
    return lists.filter(reach).distinct() if reach else lists


def list_by_number(number: str) -> OfferList:
    """Raises ``OfferList.DoesNotExist``."""
    return OfferList.objects.select_related("line__scheme__book", "line__account", "run").get(
        number=number
    )


def offer_by_id(actor: Actor, pk: int) -> Offer:
    """An offer that the actor may read; raises ``Offer.DoesNotExist``."""
    return Offer.objects.select_related(*RELATED).get(readable_offers(actor), pk=pk)


def offers_of(actor: Actor, offer_list: OfferList) -> QuerySet[Offer]:
    """The list's offers within the actor's reach."""
    offers = offer_list.offers.select_related("party", "case", "grant")
    return offers.filter(within_reach_of(actor))


def offers_of_parties(parties: Iterable[int]) -> QuerySet[Offer]:
    """What firms were offered, the newest first; a list that was never issued is not told."""
    told = Offer.objects.filter(party__in=parties, case__isnull=False)
    return told.select_related("party", "case", "grant", "offer_list").order_by("-pk")


def placed(offers: Iterable[Offer]) -> list[OfferAt]:
    """Offers with their stages; two queries however many."""
    found = list(offers)
    money = _money_of([offer.grant_id for offer in found if offer.grant_id])
    return [_placed(offer, money) for offer in found]


def _placed(offer: Offer, money: Mapping[int, Money]) -> OfferAt:
    had = money.get(offer.grant_id or 0, Money())
    return OfferAt(offer, _stage(offer, had), had)


def _stage(offer: Offer, money: Money) -> Stage:
    if offer.case is None:
        return Stage.REVOKED if offer.freed_at else Stage.LISTED
    if offer.case.state != GRANTED:
        return Stage(offer.case.state)
    if money.reclaimed_fen:
        return Stage.RECLAIMED
    if money.paid_fen >= offer.amount_fen:
        return Stage.PAID
    return Stage.ORDERED if money.ordered_fen else Stage.GRANTED


def _money_of(grants: Iterable[int]) -> dict[int, Money]:
    shares = FundShare.objects.filter(grant__in=list(grants), paid__isnull=False)
    found: dict[int, Money] = {}
    for share in shares.select_related("paid", "payable").prefetch_related("claw_backs"):
        paid, payable = share.paid, share.payable
        had = found.get(share.grant_id, Money())
        found[share.grant_id] = Money(
            had.paid_fen + (paid.credits_posted_fen if paid else 0),
            had.ordered_fen + (payable.credits_posted_fen if payable else 0),
            had.reclaimed_fen + sum(claim.amount_fen for claim in share.claw_backs.all()),
        )
    return found


def by_stage(offers: Iterable[OfferAt]) -> list[tuple[Stage, int, int]]:
    """Stage, how many, how much; in the order of the procedure."""
    rows = list(offers)
    found = []
    for stage in Stage:
        here = [row.offer.amount_fen for row in rows if row.stage == stage]
        if here:
            found.append((stage, len(here), sum(here)))
    return found


def by_district(offers: Iterable[OfferAt]) -> list[tuple[str, int, int]]:
    """Region code, how many, how much."""
    sums: dict[str, list[int]] = {}
    for row in offers:
        sums.setdefault(row.offer.party.region_code, []).append(row.offer.amount_fen)
    return [(region, len(fen), sum(fen)) for region, fen in sorted(sums.items())]


def apart_rows(offer_list_apart: Mapping[str, int]) -> list[tuple[Apart, int]]:
    """Who was left out and why, in the order in which it is decided."""
    return [(reason, offer_list_apart[reason]) for reason in Apart if reason in offer_list_apart]
