"""Rounds as everybody reads them: the place, the variant, the money, and what is open now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kechuang.cases.presenting.clocks import Remaining
from kechuang.cases.selectors import terms_of
from kechuang.engines.flow import Terms
from kechuang.engines.wording import Text
from kechuang.programmes.models import ProgrammeRound
from kechuang.programmes.presenting.public.items import ShownItem, shown_items
from kechuang.programmes.selectors.items import listed_items
from kechuang.programmes.selectors.rounds import programme_rounds

FLAGS = (
    "is_nationwide",
    "demander_chooses",
    "has_grant_before_and_after",
    "is_scenario_led",
    "is_rolling",
    "only_contested",
)
PROJECT = "project"


@dataclass(frozen=True, slots=True)
class RoundCard:
    """Amounts in fen: ``planned_fen`` as the round set it, ``ceiling_fen`` the sum of the
    ceilings of its items. ``next_end`` is the deadline of open items that comes first."""

    programme: ProgrammeRound
    variant: tuple[Text, ...]
    items: tuple[ShownItem, ...]
    planned_items: int | None
    planned_fen: int | None

    @property
    def ceiling_fen(self) -> int:
        return sum(one.money.ceiling_fen for one in self.items if one.money)

    @property
    def budget_fen(self) -> int:
        return sum(one.money.budget_fen for one in self.items if one.money)

    @property
    def open_items(self) -> tuple[ShownItem, ...]:
        return tuple(one for one in self.items if one.takes_bids)

    @property
    def next_end(self) -> Remaining | None:
        ends = [(one.left.at, one.left) for one in self.open_items if one.left and one.left.at]
        return min(ends, key=lambda end: end[0])[1] if ends else None


def round_cards(at: datetime) -> list[RoundCard]:
    """Every round with its items, the latest year first."""
    items = shown_items(listed_items(), at)
    rounds = programme_rounds().prefetch_related("items_round__extensions")
    return [round_card(programme, items) for programme in rounds]


def round_card(programme: ProgrammeRound, items: Sequence[ShownItem]) -> RoundCard:
    """The card of one round; ``items`` of other rounds are left out."""
    terms = terms_of(programme.items_round)
    settled = terms.settled()
    wanted, planned = settled.get("topics_wanted"), settled.get("listed_amount")
    return RoundCard(
        programme,
        variant_of(terms),
        tuple(one for one in items if one.item.need.programme_id == programme.pk),
        wanted if isinstance(wanted, int) else None,
        planned if isinstance(planned, int) else None,
    )


def variant_of(terms: Terms) -> tuple[Text, ...]:
    """What makes this round differ from others, in the words of its pack."""
    options, settled = terms.procedure.options, terms.settled()
    poser = options["posed_by"].field.choices[str(settled["posed_by"])]
    words = [Text(f"{poser.zh}出题", f"posed by {poser.en}")]
    if settled["awards"] != PROJECT:
        words.append(options["awards"].field.choices[str(settled["awards"])])
    words += [options[name].field.label for name in FLAGS if settled.get(name) is True]
    lanes = settled.get("lanes")
    if isinstance(lanes, int) and lanes > 1:
        words.append(Text(f"赛马：{lanes}队并行", f"a race of {lanes} lanes"))
    return tuple(words)
