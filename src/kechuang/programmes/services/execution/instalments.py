"""What a round asks before a further instalment: appraisals one by one, a founded institute."""

from __future__ import annotations

from collections.abc import Mapping

from kechuang.base.errors import Text, wrong_state
from kechuang.cases.selectors import settled_options
from kechuang.engines.flow import Value
from kechuang.ledger.states import Condition
from kechuang.parties.models import Party
from kechuang.parties.states import PartyKind
from kechuang.programmes.models.execution import Contract, Milestone, StageScore
from kechuang.programmes.refusals_of_execution import NOT_ACCEPTED
from kechuang.programmes.selectors.contents import handed_in
from kechuang.programmes.states_of_execution import MilestoneState

IS_ROLLING, AWARDS, INSTITUTE = "is_rolling", "awards", "institute"
INSTITUTE_NAME = "institute_name"
APPRAISE_FIRST = Text("请先对前一阶段评分并验收", "Score and accept the earlier stage first")
REGISTER_FIRST = Text(
    "请先办理机构登记，并在主体库登记该机构", "Found the institute and enter it in the register"
)


def refuse_early_instalment(milestone: Milestone) -> None:
    """Raise while the round asks for something that comes before ``milestone``'s tranche."""
    options = _options(milestone.contract)
    if options.get(IS_ROLLING) is True:
        _refuse_unappraised(milestone)
    if options.get(AWARDS) == INSTITUTE and milestone.condition != Condition.CONTRACT:
        _refuse_unfounded(milestone.contract)


def _refuse_unappraised(milestone: Milestone) -> None:
    earlier = milestone.contract.milestones.filter(position__lt=milestone.position)
    for one in earlier.order_by("position"):
        is_start = one.condition == Condition.CONTRACT
        scored = StageScore.objects.filter(report__milestone=one).exists()
        if one.state != MilestoneState.ACCEPTED or not (is_start or scored):
            raise wrong_state(
                NOT_ACCEPTED,
                f"滚动支持须逐段评价：前一阶段“{one.goal}”尚未评价验收",
                f"support is rolling: the earlier stage “{one.goal}” was not appraised yet",
                APPRAISE_FIRST,
            )


def _refuse_unfounded(contract: Contract) -> None:
    name = handed_in(contract.item.case).get(INSTITUTE_NAME) if contract.item.case else None
    known = Party.objects.filter(name=str(name), kind=PartyKind.INSTITUTE) if name else None
    if known is None or not known.exists():
        called = f"“{name}”" if name else ""
        raise wrong_state(
            NOT_ACCEPTED,
            f"拟建机构{called}尚未登记",
            f"the institute {called} to be founded is not registered yet",
            REGISTER_FIRST,
        )


def _options(contract: Contract) -> Mapping[str, Value]:
    case = contract.item.case
    if case is None or not case.round.version.source:
        return {}
    return settled_options(case.round)
