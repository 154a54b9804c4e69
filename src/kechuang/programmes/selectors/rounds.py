"""Programme rounds, their options with bases, and how far a year's plan has come."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kechuang.cases.models import ProcedureVersion
from kechuang.cases.selectors import settled_options, terms_of
from kechuang.engines.flow import Procedure, Value, shown
from kechuang.engines.wording import Text
from kechuang.programmes.measures import Measures, read_measures
from kechuang.programmes.models import ListedItem, ProgrammeRound
from kechuang.programmes.selectors.contents import handed_in, need_content
from kechuang.programmes.states import ITEM_PROCEDURE

EXAMPLE = Text("示例", "example")
NOT_SET = Text("未设", "not set")


@dataclass(frozen=True)
class OptionRow:
    """One option of a round: its value in words, and the source it rests on, or 示例.

    ``is_set_here``: the round set it otherwise than the pack.
    """

    name: str
    label: Text
    value: Text
    basis: tuple[Text, ...]
    is_example: bool
    is_set_here: bool


@dataclass(frozen=True)
class PlanProgress:
    """Items and amounts of a year against what was planned; None where nothing was."""

    items: int
    items_wanted: int | None
    budget_fen: int
    listed_amount_fen: int | None


def programme_rounds() -> QuerySet[ProgrammeRound]:
    """Every round, the latest year first."""
    return ProgrammeRound.objects.select_related("items_round__version", "measures", "line")


def place_packs() -> QuerySet[ProcedureVersion]:
    """The option packs that were entered, from which a round can be opened."""
    of_items = Q(adopted_from=ITEM_PROCEDURE) | Q(procedure_id=ITEM_PROCEDURE)
    return ProcedureVersion.objects.filter(of_items)


def measures_of(programme: ProgrammeRound) -> Measures:
    """The measures the round was opened with, whatever the packs hold today."""
    return read_measures(programme.measures.source, name=programme.measures.digest)


def option_rows(programme: ProgrammeRound) -> tuple[OptionRow, ...]:
    """Every option of the round in the order of the pack."""
    terms = terms_of(programme.items_round)
    settled = terms.settled()
    return tuple(
        _row(terms.procedure, name, settled.get(name), name in terms.options)
        for name in terms.procedure.options
    )


def plan_progress(programme: ProgrammeRound) -> PlanProgress:
    """How many items are on the list, with how much money, against the plan of the round."""
    items = ListedItem.objects.filter(need__programme=programme)
    items = items.select_related("need__case__round__version")
    budgets = [need_content(handed_in(item.case)).budget_fen or 0 for item in items]
    settled = settled_options(programme.items_round)
    wanted, amount = settled.get("topics_wanted"), settled.get("listed_amount")
    return PlanProgress(
        len(budgets),
        wanted if isinstance(wanted, int) else None,
        sum(budgets),
        amount if isinstance(amount, int) else None,
    )


def _row(procedure: Procedure, name: str, value: Value | None, is_set_here: bool) -> OptionRow:
    option = procedure.options[name]
    basis = tuple(
        Text(
            f"{procedure.sources[one.source].title.zh}，{one.article.zh}",
            f"{procedure.sources[one.source].title.en}, {one.article.en}",
        )
        for one in option.basis
        if one.source in procedure.sources
    )
    said = NOT_SET if value is None else shown(option.field, value)
    is_example = option.is_example or is_set_here or not basis
    return OptionRow(name, option.field.label, said, basis, is_example, is_set_here)
