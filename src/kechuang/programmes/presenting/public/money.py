"""What an item may cost the public at most, and who pays which share."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kechuang.cases.selectors import terms_of
from kechuang.engines.flow import Procedure, Value
from kechuang.engines.wording import Text
from kechuang.programmes.models import ListedItem
from kechuang.programmes.selectors.awards import funding_of
from kechuang.programmes.selectors.contents import bid_content, number_of, rows_of

SHARES = "funding_shares"
BP_PER_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Share:
    """What one payer bears, as the round's pack says; the amount in fen."""

    payer: Text
    share_bp: int
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Money:
    """Amounts in fen, over the budget that the demander filed. ``ceiling_fen`` is the most the
    public grants, and no entitlement; ``front_fen`` and ``after_fen`` are its parts."""

    budget_fen: int
    ceiling_fen: int
    front_fen: int
    after_fen: int
    shares: tuple[Share, ...]
    is_example: bool

    @property
    def is_in_parts(self) -> bool:
        return bool(self.after_fen)


def money_of(item: ListedItem, budget_fen: int | None) -> Money | None:
    """None where the item names no budget: unknown is not nothing."""
    if budget_fen is None:
        return None
    terms = terms_of(item.case.round)
    options = terms.settled()
    whole = replace(bid_content({}), budget_fen=budget_fen, grant_fen=budget_fen)
    funding = funding_of(whole, options)
    return Money(
        budget_fen,
        funding.grant_fen,
        funding.front_fen,
        funding.after_fen,
        _shares(terms.procedure, options, funding.shares),
        is_example=terms.procedure.options[SHARES].is_example,
    )


def _shares(
    procedure: Procedure, options: dict[str, Value], parts: tuple[tuple[str, int], ...]
) -> tuple[Share, ...]:
    columns = {column.id: column for column in procedure.options[SHARES].field.columns}
    names = columns["payer"].choices
    rows = rows_of(options.get(SHARES))
    return tuple(
        Share(
            names.get(payer, Text(payer, payer)),
            int(number_of(row["share"]) * BP_PER_PERCENT),
            amount,
        )
        for row, (payer, amount) in zip(rows, parts, strict=True)
    )
