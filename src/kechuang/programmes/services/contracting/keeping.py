"""A contract keeps what the bid promised, and pays no more in front than was awarded."""

from __future__ import annotations

from collections.abc import Iterator

from kechuang.base.errors import InvalidInput, Text, invalid
from kechuang.ledger.states import Condition
from kechuang.programmes.models import Award
from kechuang.programmes.refusals_of_execution import NOT_DRAFTED
from kechuang.programmes.selectors.promises import Promise, falls_short, front_bp, promises_of
from kechuang.programmes.services.execution.awards import TargetPlan, WorkPlan


def refuse_less_than_promised(award: Award, work: WorkPlan) -> None:
    """Raise ``InvalidInput`` for the first promise that is missing or softened, or where more is
    paid at the signing than the award grants before."""
    for problem in (*_of_promises(award, work), *_of_the_front(award, work)):
        raise problem


def _of_promises(award: Award, work: WorkPlan) -> Iterator[InvalidInput]:
    agreed = {one.name: one for one in work.targets}
    for promise in promises_of(award):
        one = agreed.get(promise.name)
        if one is None or falls_short(
            promise, one.value, one.unit, is_more_better=one.is_more_better
        ):
            yield _softened(promise, one)


def _softened(promise: Promise, agreed: TargetPlan | None) -> InvalidInput:
    written = f"{agreed.value}{agreed.unit}" if agreed else "—"
    return invalid(
        NOT_DRAFTED,
        f"指标“{promise.name}”封存的承诺值是“{promise.words}”，任务书写的是“{written}”",
        f"of {promise.name} the sealed bid promised {promise.words}, the contract says {written}",
        Text(
            "评审依据的是封存的承诺值：请照写，或写得更高",
            "It was judged by what was promised: write that, or more",
        ),
    )


def _of_the_front(award: Award, work: WorkPlan) -> Iterator[InvalidInput]:
    before = sum(one.share_bp for one in work.milestones if one.condition == Condition.CONTRACT)
    allowed = front_bp(award)
    if before > allowed:
        yield invalid(
            NOT_DRAFTED,
            f"签订时拨付 {before / 100:.2f}%，立项的前补助只有 {allowed / 100:.2f}%",
            f"{before / 100:.2f} % is paid at the signing; the award grants "
            f"{allowed / 100:.2f} % before",
            Text("请减少签订时拨付的比例", "Pay less at the signing"),
        )
