"""Drafting, signing and concluding contracts; concluding promises the money in the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require, wrong_state
from kechuang.base.registry.numbers import open_series, take_numbers
from kechuang.ledger.grounds import Ground
from kechuang.ledger.models import Grant
from kechuang.ledger.refusals import yuan
from kechuang.ledger.services import FundPlan, GrantPlan, Lifting, TranchePlan, agree_grant
from kechuang.ledger.states import Condition, FundSource, GrantMode, GroundKind
from kechuang.programmes.models.execution import (
    ConsortiumShare,
    Contract,
    ContractFund,
    ContractSeries,
    Milestone,
    Target,
    TeamMember,
)
from kechuang.programmes.powers_of_execution import can_approve, can_prepare, can_sign
from kechuang.programmes.refusals_of_execution import NOT_DRAFTED, NOT_SIGNED
from kechuang.programmes.selectors.execution.money import milestone_fen
from kechuang.programmes.services.execution.awards import ProjectAward, WorkPlan
from kechuang.programmes.services.execution.items import commit, item_of, lane_of
from kechuang.programmes.services.execution.plan_checks import (
    check_work_plan,
    milestone_amounts,
)
from kechuang.programmes.services.execution.ruling import rule_of
from kechuang.programmes.services.execution.signing import (
    refuse_same,
    signature,
    warrant_for,
    write_down,
)
from kechuang.programmes.services.execution.standing import locked, require_state
from kechuang.programmes.states_of_execution import ContractState

PREFIX = "RW"


@transaction.atomic
def draft_contract(*, by: Actor, at: datetime, award: ProjectAward, work: WorkPlan) -> Contract:
    """Draw up the contract of one winner; its grant is taken out of the item's reservation.

    Refused where shares are not whole, people or targets are missing, all lanes are taken, the
    reservation does not suffice, or an equal start would not be equal.
    """
    require(can_prepare(by), Text("拟订任务书", "draft a contract"))
    check_work_plan(award, work)
    item = item_of(by, at, award)
    lane = lane_of(item, award.lane)
    commit(item, award.grant.total_fen)
    series = open_series(ContractSeries, prefix=PREFIX, year=localdate(at).year)
    contract = Contract.objects.create(
        number=take_numbers(series, 1)[0],
        item=item,
        case=award.case,
        lane=lane,
        party=award.winner,
        title=award.title,
        route=work.route,
        chief=work.chief,
        assistant=work.assistant,
        scheme=award.grant.scheme,
        reservation=award.grant.reservation,
        mode=award.grant.mode,
        ground=award.grant.ground,
        decision=award.grant.decision,
        grant_fen=award.grant.total_fen,
        budget_fen=award.grant.budget_fen,
        starts_on=award.grant.starts_on,
        ends_on=award.grant.ends_on,
        extensions_allowed=item.extensions_allowed,
        **signature("drafted", by, at),
    )
    _write_parts(contract, award, work)
    _refuse_unequal_start(contract, award, work)
    told = {
        "number": contract.number,
        "party": contract.party.name,
        "lane": lane,
        "grant_fen": contract.grant_fen,
        "milestones": [[each.goal, each.share_bp] for each in work.milestones],
    }
    record(by=by, at=at, command="draft_contract", target=contract, payload=told)
    return contract


@transaction.atomic
def sign_contract(*, by: Actor, at: datetime, contract: Contract) -> Contract:
    """The winner accepts the contract as it was drafted (军令状)."""
    current = locked(contract)
    require(can_sign(by, current), Text("签订任务书", "sign the contract"))
    require_state(NOT_SIGNED, current, ContractState, ContractState.DRAFTED)
    write_down(current, state=ContractState.SIGNED, signed_at=at)
    told = {"number": current.number, "goals": current.milestones.count()}
    record(by=by, at=at, command="sign_contract", target=current, payload=told)
    return current


@transaction.atomic
def conclude_contract(
    *, by: Actor, at: datetime, contract: Contract, lifting: Lifting | None = None
) -> Contract:
    """A treasurer other than who drafted it puts the contract in force: the grant is agreed.

    ``lifting``: why a grant that resembles another may pass.
    """
    require(can_approve(by), Text("复核任务书", "conclude the contract"))
    current = locked(contract)
    drafted_by = (current.drafted_by_id, current.drafted_by_name)
    refuse_same(NOT_SIGNED, by, *drafted_by)
    require_state(NOT_SIGNED, current, ContractState, ContractState.SIGNED)
    plan = grant_plan(current)
    warrant = warrant_for(current, "agree_grant", drafted_by, by, at)
    warrant = replace(warrant, lifting=lifting)
    agree_grant(warrant=warrant, plan=plan, reservation=current.reservation)
    grant = Grant.objects.get(
        party=current.party,
        ground_key=plan.ground.key,
        period_from=plan.period_from,
        cancelled_at=None,
    )
    write_down(current, state=ContractState.RUNNING, grant=grant, concluded_at=at)
    _tie_tranches(current, grant)
    told = {"number": current.number, "grant": grant.number, "grant_fen": current.grant_fen}
    record(by=by, at=at, command="conclude_contract", target=current, payload=told)
    return current


def grant_plan(contract: Contract) -> GrantPlan:
    """The contract's money as the ledger takes it: one tranche per milestone that is paid.

    Its ground is the item, so that its lanes and whatever else is given for it are compared.
    """
    milestones = contract.milestones.all()
    return GrantPlan(
        scheme=contract.scheme,
        party=contract.party,
        title=contract.title,
        ground=Ground(GroundKind.PROJECT, contract.item.reference, contract.ground),
        period_from=contract.starts_on,
        period_to=contract.ends_on,
        mode=GrantMode(contract.mode),
        decision=contract.decision,
        funds=tuple(
            FundPlan(FundSource(fund.source), fund.weight, fund.line)
            for fund in contract.funds.select_related("line__scheme", "line__appropriation")
        ),
        tranches=tuple(
            TranchePlan(each.goal[:200], fen, Condition(each.condition), each.due_on)
            for each, fen in zip(milestones, milestone_fen(contract), strict=True)
            if fen
        ),
        rule=rule_of(contract),
    )


def _tie_tranches(contract: Contract, grant: Grant) -> None:
    paid = [
        m for m, fen in zip(contract.milestones.all(), milestone_fen(contract), strict=True) if fen
    ]
    for milestone, tranche in zip(paid, grant.tranches.order_by("position"), strict=True):
        write_down(milestone, tranche=tranche)


def _write_parts(contract: Contract, award: ProjectAward, work: WorkPlan) -> None:
    ContractFund.objects.bulk_create(
        ContractFund(
            contract=contract,
            position=place,
            source=fund.source,
            line=fund.line,
            weight=fund.weight,
        )
        for place, fund in enumerate(award.grant.funds, start=1)
    )
    ConsortiumShare.objects.bulk_create(
        ConsortiumShare(contract=contract, party=each.party, task=each.task, share_bp=each.share_bp)
        for each in award.consortium
    )
    Milestone.objects.bulk_create(
        Milestone(contract=contract, position=place, **vars(each))
        for place, each in enumerate(work.milestones, start=1)
    )
    Target.objects.bulk_create(
        Target(
            contract=contract,
            name=each.name,
            unit=each.unit,
            is_more_better=each.is_more_better,
            agreed=each.value,
            wanted=each.value,
        )
        for each in work.targets
    )
    TeamMember.objects.bulk_create(
        TeamMember(contract=contract, since=contract.starts_on, **vars(each)) for each in work.team
    )


def _refuse_unequal_start(contract: Contract, award: ProjectAward, work: WorkPlan) -> None:
    """Lanes of a race begin with the same money where the round says so (前期等额支持)."""
    if not contract.item.has_equal_start:
        return
    first = milestone_amounts(award, work)[0]
    others = contract.item.contracts.in_play().exclude(pk=contract.pk)
    for amount in (milestone_fen(other)[0] for other in others):
        if amount != first:
            raise wrong_state(
                NOT_DRAFTED,
                f"前期须等额支持：其他队伍首期 {yuan(amount)} 元，本队 {yuan(first)} 元",
                f"lanes start with equal money: {yuan(amount)} yuan elsewhere, {yuan(first)} here",
            )
