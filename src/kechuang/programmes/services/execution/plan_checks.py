"""What a contract must fulfil before it is drafted."""

from __future__ import annotations

from collections.abc import Iterator

from kechuang.base.errors import InvalidInput, invalid
from kechuang.engines.tally import split
from kechuang.ledger.states import Condition, GrantMode
from kechuang.programmes.refusals_of_execution import NOT_DRAFTED
from kechuang.programmes.services.execution.awards import ProjectAward, WorkPlan
from kechuang.programmes.states_of_execution import WHOLE_BP


def check_work_plan(award: ProjectAward, work: WorkPlan) -> None:
    """Raise ``InvalidInput`` for the first thing that is wrong."""
    for problem in (*_of_milestones(award, work), *_of_people(award, work), *_of_shares(award)):
        raise problem


def milestone_amounts(award: ProjectAward, work: WorkPlan) -> tuple[int, ...]:
    """Fen per milestone by largest remainder; they sum to the grant."""
    return split(award.grant.total_fen, [each.share_bp for each in work.milestones])


def _of_milestones(award: ProjectAward, work: WorkPlan) -> Iterator[InvalidInput]:
    planned = work.milestones
    whole = sum(each.share_bp for each in planned)
    if whole != WHOLE_BP:
        yield invalid(
            NOT_DRAFTED,
            f"各里程碑拨款比例合计 {whole / 100:.2f}%，应为 100%",
            f"the milestones' shares sum to {whole / 100:.2f} %, not to 100 %",
        )
    if [each.condition for each in planned].count(Condition.COMPLETION) != 1 or (
        planned[-1].condition != Condition.COMPLETION
    ):
        yield invalid(
            NOT_DRAFTED,
            "最后一个里程碑应为结题验收，且只有一个",
            "the last milestone, and no other, must be the completion",
        )
    if any(not each.goal.strip() or not each.evidence_wanted.strip() for each in planned):
        yield invalid(
            NOT_DRAFTED,
            "有里程碑没有写明目标或须提供的佐证",
            "a milestone lacks its goal or the evidence it wants",
        )
    days = [each.due_on for each in planned]
    if days != sorted(days) or days[-1] > award.grant.ends_on or days[0] < award.grant.starts_on:
        yield invalid(
            NOT_DRAFTED,
            "里程碑日期未按先后排列，或不在任务书期限内",
            "milestones are not in order of their days, or lie outside the contract's term",
        )
    yield from _of_mode(award, work)


def _of_mode(award: ProjectAward, work: WorkPlan) -> Iterator[InvalidInput]:
    pays_at_signing = any(each.condition == Condition.CONTRACT for each in work.milestones)
    if award.grant.mode == GrantMode.AFTER and pays_at_signing:
        yield invalid(
            NOT_DRAFTED,
            "后补助不能在签订时拨付",
            "an after-grant cannot be paid when the contract is signed",
        )
    if any(each.gate > award.terms.stage_gates for each in work.milestones):
        yield invalid(
            NOT_DRAFTED,
            f"本轮只有 {award.terms.stage_gates} 次阶段考核",
            f"the round has {award.terms.stage_gates} stage gates only",
        )


def _of_people(award: ProjectAward, work: WorkPlan) -> Iterator[InvalidInput]:
    if award.terms.wants_chief and work.chief is None:
        yield invalid(NOT_DRAFTED, "没有指定技术总师", "no technical chief is named")
    if award.terms.wants_assistant and work.assistant is None:
        yield invalid(NOT_DRAFTED, "没有指定科研财务助理", "no research finance assistant is named")
    if work.chief is not None and work.chief == work.assistant:
        yield invalid(
            NOT_DRAFTED,
            "技术总师不能兼任科研财务助理",
            "the technical chief cannot be the finance assistant as well",
        )
    if not work.targets:
        yield invalid(NOT_DRAFTED, "没有考核指标", "there is no target")


def _of_shares(award: ProjectAward) -> Iterator[InvalidInput]:
    shares = [each.share_bp for each in award.consortium]
    if shares and sum(shares) != WHOLE_BP:
        yield invalid(
            NOT_DRAFTED,
            f"联合体各方份额合计 {sum(shares) / 100:.2f}%，应为 100%",
            f"the consortium's shares sum to {sum(shares) / 100:.2f} %, not to 100 %",
        )
    if award.winner == award.demander:
        yield invalid(NOT_DRAFTED, "揭榜方与需求方是同一单位", "winner and demander are the same")
