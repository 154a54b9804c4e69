"""Drafts and stages: a contract is withdrawn once, an invitation is answered once."""

from __future__ import annotations

from datetime import date

from kechuang.accounts.models import User
from kechuang.accounts.selectors import actor_of
from kechuang.accounts.services import create_account, grant_membership
from kechuang.base.roles import Role
from kechuang.files.services import store_file
from kechuang.programmes.models.execution import (
    AwardedItem,
    Contract,
    ContractWithdrawal,
    MilestoneReport,
    StageInvitation,
    StageScore,
    StageSheet,
)
from kechuang.programmes.selectors.execution.stages import Stage, stage_criteria
from kechuang.programmes.services import execution
from kechuang.reviews import services as reviews
from kechuang.reviews.models import Expert
from tests.proof.races.limited import FEWER, Limited, events, too_many
from tests.proof.races.people import AT, TODAY
from tests.proof.races.projects import PREPARER, award, chief_of, contract_of, work
from tests.proof.races.unguarding import loosen

EXPERT, PASSWORD = "race-expert", "not used: nobody logs in"


class ContractWithdrawn(Limited):
    """One draft, withdrawn by sixteen clerks at once: its money is freed once."""

    name = "任务书撤回 / contract withdrawn"
    attempts = FEWER

    def prepare(self, turn: int) -> int:
        name = f"撤回-{turn}"
        return execution.draft_contract(by=PREPARER, at=AT, award=award(name), work=work(name)).pk

    def attempt(self, thing: int, client: int) -> None:
        contract = Contract.objects.get(pk=thing)
        execution.withdraw_contract(by=PREPARER, at=AT, contract=contract, reason=f"更正{client}")

    def harm(self, thing: int) -> int:
        return too_many(events("withdraw_contract", thing))

    def strip(self) -> None:
        loosen(Contract)
        loosen(AwardedItem)
        loosen(ContractWithdrawal, "contract")


class StageAnswered(Limited):
    """One invitation to judge a milestone, answered by sixteen requests at once."""

    name = "阶段评分 / answer of an invited expert"
    attempts = FEWER

    def prepare(self, turn: int) -> int:
        stage = Stage(report=_report(turn))
        (invitation,) = execution.invite_experts(
            by=PREPARER, at=AT, stage=stage, experts=[_expert()]
        )
        return invitation.pk

    def attempt(self, thing: int, client: int) -> None:
        invitation = StageInvitation.objects.get(pk=thing)
        stage = Stage.of(invitation)
        marks = {one.id: client for one in stage_criteria(stage.item)}
        sheets = {lane.pk: execution.LaneMarks(marks, "竞逐") for lane in stage.lanes}
        account = User.objects.get(username=EXPERT)
        execution.submit_sheets(
            by=actor_of(account, on=TODAY), at=AT, invitation=invitation, sheets=sheets
        )

    def harm(self, thing: int) -> int:
        return too_many(events("submit_sheets", thing))

    def strip(self) -> None:
        loosen(StageInvitation)
        loosen(StageSheet)
        loosen(StageScore)


def _report(turn: int) -> MilestoneReport:
    """Of the first milestone of a contract in force."""
    contract = contract_of("评分", turn)
    milestone, chief = contract.milestones.get(position=1), chief_of(contract)
    file = store_file(by=chief, at=AT, name="任务书.txt", content=contract.number.encode())
    execution.attach_evidence(by=chief, at=AT, milestone=milestone, file=file, title="任务书")
    return execution.report_milestone(by=chief, at=AT, milestone=milestone, text="已启动")


def _expert() -> Expert:
    """Confirmed, with an account, at no unit that takes part."""
    if (known := Expert.objects.filter(account__username=EXPERT).first()) is not None:
        return known
    account = create_account(
        by=PREPARER, at=AT, username=EXPERT, full_name="竞逐专家", password=PASSWORD
    )
    grant_membership(by=PREPARER, at=AT, user=account, role=Role.EXPERT, since=date(2020, 1, 1))
    entry = reviews.NewExpert(
        name="竞逐专家", fields=("520",), source="竞逐", is_email_confirmed=True, account=account
    )
    row = reviews.register_expert(by=PREPARER, at=AT, expert=entry)
    return reviews.confirm_expert(by=PREPARER, at=AT, expert=row)
