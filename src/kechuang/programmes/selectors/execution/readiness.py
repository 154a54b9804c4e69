"""What still stands between a contract and its closing, all at once and in words."""

from __future__ import annotations

from collections.abc import Iterator

from kechuang.base.errors import Text
from kechuang.ledger.refusals import yuan
from kechuang.ledger.states import Condition
from kechuang.programmes.models.execution import (
    Contract,
    DemanderOpinion,
    Expense,
    Milestone,
    PanelOpinion,
)
from kechuang.programmes.selectors.execution.money import listed_fen
from kechuang.programmes.states_of_execution import OPEN_MILESTONES, ExpenseState, Grade


def closing_gaps(contract: Contract) -> list[Text]:
    """Everything that is missing; empty when the project may be accepted as a whole."""
    return [
        *_of_milestones(contract),
        *_of_panel(contract),
        *_of_demander(contract),
        *_of_money(contract),
    ]


def latest_panel_opinion(contract: Contract) -> PanelOpinion | None:
    return PanelOpinion.objects.filter(contract=contract).order_by("-pk").first()


def latest_demander_opinion(contract: Contract) -> DemanderOpinion | None:
    return DemanderOpinion.objects.filter(contract=contract).order_by("-pk").first()


def _of_milestones(contract: Contract) -> Iterator[Text]:
    earlier = Milestone.objects.filter(contract=contract, state__in=OPEN_MILESTONES)
    for milestone in earlier.exclude(condition=Condition.COMPLETION):
        yield Text(f"里程碑“{milestone.goal}”尚未验收", f"“{milestone.goal}” is not accepted")


def _of_panel(contract: Contract) -> Iterator[Text]:
    opinion = latest_panel_opinion(contract)
    if opinion is None:
        yield Text("没有专家组验收意见", "there is no opinion of an expert panel")
    elif opinion.grade == Grade.FAIL:
        yield Text("专家组结论为不合格", "the panel's grade is failed")


def _of_demander(contract: Contract) -> Iterator[Text]:
    opinion = latest_demander_opinion(contract)
    if opinion is None:
        yield Text("需求方尚未表示意见", "the demander has not given its opinion")
    elif not opinion.accepts:
        yield Text("需求方不认可指标达成", "the demander does not confirm the targets")


def _of_money(contract: Contract) -> Iterator[Text]:
    if listed := listed_fen(contract):
        yield Text(
            f"负面清单支出 {yuan(listed)} 元尚未退回",
            f"{yuan(listed)} yuan spent on the negative list are not repaid",
        )
    doubtful = Expense.objects.filter(contract=contract, state=ExpenseState.DOUBTFUL).count()
    if doubtful:
        yield Text(f"有 {doubtful} 笔支出待核对", f"{doubtful} expenses are to be looked at")
