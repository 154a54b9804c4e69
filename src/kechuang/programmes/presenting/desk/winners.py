"""Who was chosen, who is proposed with how much money of whom, and what was awarded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kechuang.base.actors import Actor
from kechuang.cases.presenting.timeline import names_of
from kechuang.cases.selectors import procedure_of
from kechuang.engines.wording import Text
from kechuang.programmes.models import Award, Bid, Choice, ListedItem, PassedOver
from kechuang.programmes.presenting.desk.bids import name_of
from kechuang.programmes.selectors.awards import Funding, fundings, winners
from kechuang.programmes.selectors.checks import Finding, findings_of
from kechuang.programmes.states import UNDECIDED

PAYERS = "funding_shares"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The demander's choice as it was filed."""

    row: Choice
    who: str
    name: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A bid about to win one lane: what it costs whom, and what the rules find now."""

    bid: Bid
    name: str
    lane: int
    funding: Funding
    payers: tuple[tuple[Text, int], ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Passed:
    row: PassedOver
    who: str
    name: str


@dataclass(frozen=True, slots=True)
class Awarded:
    """``is_held``: its money still waits for the contract."""

    row: Award
    name: str
    is_held: bool
    held_until: datetime | None


def choice_of(actor: Actor, item: ListedItem) -> Chosen | None:
    """The choice that counts; None where the demander was not asked, or was silent."""
    row = item.choices.select_related("bid__case__round__version", "bid__party").first()
    if row is None:
        return None
    names = names_of([row.chosen_by_id])
    return Chosen(row, names.get(row.chosen_by_id, "—"), name_of(actor, row.bid))


def proposals_of(actor: Actor, item: ListedItem, at: datetime) -> tuple[Proposal, ...]:
    """Whoever is about to win, until it is decided."""
    bids = winners(item) if item.case.state in UNDECIDED else ()
    payers = _payer_names(item)
    return tuple(
        Proposal(
            bid,
            name_of(actor, bid),
            lane,
            funding,
            tuple((payers.get(payer, Text(payer, payer)), fen) for payer, fen in funding.shares),
            findings_of(bid, at),
        )
        for lane, (bid, funding) in enumerate(zip(bids, fundings(item, bids), strict=True), start=1)
    )


def passed_over(actor: Actor, item: ListedItem) -> tuple[Passed, ...]:
    rows = list(
        PassedOver.objects.filter(bid__item=item).select_related(
            "bid__case__round__version", "bid__party"
        )
    )
    names = names_of({row.passed_by_id for row in rows})
    return tuple(
        Passed(row, names.get(row.passed_by_id, "—"), name_of(actor, row.bid)) for row in rows
    )


def awards_of(actor: Actor, item: ListedItem) -> tuple[Awarded, ...]:
    """One for each lane, with the money held for it."""
    rows = item.awards.select_related(
        "bid__case__round__version", "bid__party", "reservation__voucher"
    )
    return tuple(_awarded(actor, row) for row in rows)


def _awarded(actor: Actor, row: Award) -> Awarded:
    held = row.reservation
    is_held = held is not None and not hasattr(held, "resolution")
    return Awarded(row, name_of(actor, row.bid), is_held, held.expires_at if held else None)


def _payer_names(item: ListedItem) -> dict[str, Text]:
    option = procedure_of(item.case.round.version).options.get(PAYERS)
    columns = option.field.columns if option else ()
    return {name: text for column in columns for name, text in column.choices.items()}
