"""Under which conditions an item is answered, each with the article it rests on, or 示例."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from kechuang.cases.presenting.grounds import Ground, grounds_of
from kechuang.cases.selectors import procedure_of, settled_options
from kechuang.engines.flow import Procedure, Value
from kechuang.engines.wording import Text
from kechuang.programmes.models import ListedItem, ProgrammeRound
from kechuang.programmes.selectors.checks import asked_checks
from kechuang.programmes.selectors.rounds import NOT_SET, OptionRow, option_rows

OF_BIDDERS = (
    "posed_by",
    "is_nationwide",
    "has_threshold",
    "only_contested",
    "sectors",
    "most_partners",
    "own_per_grant_enterprise",
    "own_per_grant_institute",
    "budget_per_grant",
    "paid_to_bidder_share",
    "is_blind",
    "expert_place",
    "reports_wanted",
    "demander_chooses",
    "publicity_days",
    "lanes",
    "has_equal_start",
    "stage_gates",
    "has_technical_chief",
    "has_finance_assistant",
    "extensions_allowed",
)
BID_FORM, LANES = "bid", "lanes"


@dataclass(frozen=True, slots=True)
class Barrier:
    """What keeps a bidder out, or is checked of every bid, with its grounds."""

    words: Text
    grounds: tuple[Ground, ...]


def conditions_of(programme: ProgrammeRound) -> tuple[OptionRow, ...]:
    """The options of the round that bidders must know; those that ask nothing are left out."""
    settled = settled_options(programme.items_round)
    rows = {row.name: row for row in option_rows(programme)}
    told = (rows[name] for name in OF_BIDDERS if name in rows)
    return tuple(row for row in told if not _is_idle(row, settled.get(row.name)))


def _is_idle(row: OptionRow, value: Value | None) -> bool:
    """Without a value, or an example that says no: no source would be told, and no rule."""
    asks_nothing = value == 0 or (row.name == LANES and value == 1)
    return row.value in (NOT_SET, Text("", "")) or (row.is_example and asks_nothing)


def barriers_of(item: ListedItem) -> tuple[Barrier, ...]:
    """Who cannot bid for the item, and the formal checks of a bid."""
    procedure = procedure_of(item.bids_round.version)
    asked = asked_checks(procedure, settled_options(item.case.round))
    return tuple(_barriers(procedure, asked))


def _barriers(procedure: Procedure, asked: Container[str]) -> Iterator[Barrier]:
    for rule in procedure.forms[BID_FORM].ineligible:
        yield Barrier(rule.why, grounds_of(rule.basis, procedure))
    for check in procedure.checks.values():
        if check.id in asked:
            yield Barrier(check.title, grounds_of(check.basis, procedure))
