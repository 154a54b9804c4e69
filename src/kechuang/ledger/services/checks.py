"""What a grant plan must fulfil before money is promised."""

from __future__ import annotations

from kechuang.base.errors import InvalidInput, Text, invalid
from kechuang.base.registry.wording import both_languages
from kechuang.ledger.refusals import NOT_POSTED
from kechuang.ledger.services.budget import LARGEST_FEN
from kechuang.ledger.services.plans import GrantPlan
from kechuang.ledger.states import Condition, FundSource, GrantMode, GroundKind

NAME_IT = Text("请写明编号或名称，用于查重", "State its number or name; duplicates are found by it")
WANTED_NUMBER = {
    GroundKind.INVOICE: Text(
        "请写发票代码和号码，或20位的数电发票号码",
        "Give code and number of the invoice, or the 20 digits of a digital one",
    ),
    GroundKind.PATENT: Text("请写专利申请号或专利号", "Give the application or patent number"),
}


def check_plan(plan: GrantPlan) -> None:
    """Raise ``InvalidInput`` for the first thing that is wrong with the plan."""
    for problem in (_of_amounts, _of_ground, _of_period, _of_funds, _of_mode):
        if refusal := problem(plan):
            raise refusal


def _of_amounts(plan: GrantPlan) -> InvalidInput | None:
    are_positive = all(tranche.amount_fen > 0 for tranche in plan.tranches)
    if plan.tranches and are_positive and plan.total_fen <= LARGEST_FEN:
        return None
    return invalid(
        NOT_POSTED,
        "没有拨付节点，有节点金额不是正数，或总额过大",
        "there is no tranche, one without a positive amount, or the total is too large",
        Text(
            "请至少填写一个节点，每个节点金额大于零",
            "Give at least one tranche, each with an amount above zero",
        ),
    )


def _of_ground(plan: GrantPlan) -> InvalidInput | None:
    if plan.ground.key:
        return None
    kind = both_languages(plan.ground.kind.label)
    return invalid(
        NOT_POSTED,
        f"资助事由（{kind.zh}）没有写明能识别它的编号或名称",
        f"the ground ({kind.en}) has no number or name that identifies it",
        WANTED_NUMBER.get(plan.ground.kind, NAME_IT),
    )


def _of_period(plan: GrantPlan) -> InvalidInput | None:
    if plan.period_from <= plan.period_to:
        return None
    return invalid(
        NOT_POSTED,
        "期间起止颠倒",
        "the period ends before it begins",
        Text("请写明期间，用于查重", "State the period; duplicates are found by it"),
    )


def _of_funds(plan: GrantPlan) -> InvalidInput | None:
    book = plan.scheme.book_id
    for fund in plan.funds:
        is_own = fund.source == FundSource.ENTERPRISE
        if is_own != (fund.line is None):
            return invalid(
                NOT_POSTED,
                "财政资金须写明预算项目，企业自筹不得占用预算项目",
                "public money needs a budget line and the enterprise's own match has none",
                Text("请为每项财政资金选择预算项目", "Choose a budget line for each public fund"),
            )
        if fund.line is not None and fund.line.scheme.book_id != book:
            return _foreign_line()
        if fund.line is not None and fund.line.appropriation.source != fund.source:
            return _foreign_line()
    return None if any(fund.line and fund.weight > 0 for fund in plan.funds) else _foreign_line()


def _foreign_line() -> InvalidInput:
    return invalid(
        NOT_POSTED,
        "没有财政资金，或预算项目与账套、资金来源不符",
        "there is no public fund, or a budget line belongs to another book or source",
        Text(
            "请选择同一账套内、资金来源一致的预算项目",
            "Choose budget lines of the same book and of the source named",
        ),
    )


def _of_mode(plan: GrantPlan) -> InvalidInput | None:
    pays_early = any(tranche.condition == Condition.CONTRACT for tranche in plan.tranches)
    return after_grant_paid_early() if plan.mode == GrantMode.AFTER and pays_early else None


def after_grant_paid_early() -> InvalidInput:
    return invalid(
        NOT_POSTED,
        "后补助不能在合同签订时拨付",
        "an after-grant cannot be paid when the contract is signed",
        Text(
            "请把拨付条件改为里程碑或结题验收，或改为前补助",
            "Make the tranche wait for a milestone or completion, or choose a front grant",
        ),
    )
