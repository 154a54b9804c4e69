"""Running projects: one expense too many, one extension, one acceptance of a milestone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from unittest.mock import patch

from kechuang.accounts.models import User
from kechuang.base.actors import Actor, system_actor
from kechuang.files.services import store_file
from kechuang.ledger.models import TrancheShare
from kechuang.ledger.services import (
    Answer,
    FundPlan,
    Lifting,
    approve_run,
    record_answers,
)
from kechuang.ledger.states import Condition, FundSource, GrantMode
from kechuang.programmes.models.execution import ChangeRequest, Contract, Expense, Milestone
from kechuang.programmes.refusals_of_execution import not_received
from kechuang.programmes.selectors.execution.money import contract_money
from kechuang.programmes.services import execution
from kechuang.programmes.services.execution import accepting
from kechuang.programmes.services.execution.changing import NewEnd
from kechuang.programmes.services.execution.spending import entering
from tests.proof.races.limited import FEWER, Limited, events, too_many
from tests.proof.races.money import setting
from tests.proof.races.people import AT, TODAY
from tests.proof.races.unguarding import loosen, without_transactions

PREPARER, TREASURER = system_actor("拟订"), system_actor("复核")
UNIT_FEN = setting.UNIT_FEN
FITTING = 4
LIST = """
id: race
title: {zh: 竞逐清单, en: List of the race}
version: "1"
valid_from: 2026-01-01
kinds: {materials: {zh: 材料, en: Materials, words: [试剂]}}
items: {gifts: {zh: 礼品, en: Gifts, words: [礼品], basis: 示例}}
"""


def contract_of(race: str, turn: int) -> Contract:
    """A contract in force for each turn: a start paid at signing, and a completion."""
    contract = execution.draft_contract(
        by=PREPARER, at=AT, award=award(f"{race}-{turn}"), work=work(f"{race}-{turn}")
    )
    execution.sign_contract(by=chief_of(contract), at=AT, contract=contract)
    return execution.conclude_contract(
        by=TREASURER, at=AT, contract=contract, lifting=Lifting("另一轮次")
    )


def chief_of(contract: Contract) -> Actor:
    return Actor(contract.chief_id, "chief")


def award(name: str) -> execution.ProjectAward:
    line = setting.line_of(setting.opened_scheme("projects"))
    grant = execution.AwardedGrant(
        scheme=line.scheme,
        mode=GrantMode.FRONT,
        ground=name,
        decision="竞逐〔2026〕2号",
        total_fen=2 * FITTING * UNIT_FEN,
        budget_fen=2 * FITTING * UNIT_FEN,
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 12, 31),
        funds=(FundPlan(FundSource.CITY, 1, line),),
    )
    winner, demander = setting.payee(), setting.payee(1)
    reserved = grant.total_fen
    return execution.ProjectAward(name, name, demander, winner, reserved, grant, LIST)


def work(name: str) -> execution.WorkPlan:
    start = execution.MilestonePlan("启动", "任务书", date(2026, 6, 1), 5_000, Condition.CONTRACT)
    end = execution.MilestonePlan("结题", "报告", date(2027, 12, 1), 5_000, Condition.COMPLETION)
    return execution.WorkPlan(
        milestones=(start, end),
        targets=(execution.TargetPlan("效率", Decimal(95)),),
        chief=User.objects.get_or_create(username="race-chief")[0],
        assistant=User.objects.get_or_create(username="race-assistant")[0],
    )


def recommended(contract: Contract) -> Milestone:
    """Its first milestone, reported and consented to by one person."""
    milestone, chief = contract.milestones.get(position=1), chief_of(contract)
    file = store_file(by=chief, at=AT, name="任务书.txt", content=contract.number.encode())
    execution.attach_evidence(by=chief, at=AT, milestone=milestone, file=file, title="任务书")
    execution.report_milestone(by=chief, at=AT, milestone=milestone, text="已启动")
    return execution.recommend_milestone(by=PREPARER, at=AT, milestone=milestone)


def accepted(milestone: Milestone, acceptance: str = "验1号") -> Milestone:
    return execution.accept_milestone(
        by=TREASURER, at=AT, milestone=milestone, acceptance=acceptance
    )


def received(milestone: Milestone) -> None:
    """The treasury pays what the milestone released: ``FITTING`` units."""
    part = TrancheShare.objects.get(tranche__milestone=milestone)
    run = setting.checked_run(part)
    approve_run(warrant=setting.warrant(), run=run)
    item = run.items.get()
    answer = Answer(item.number, f"竞逐{item.number}", True, item.amount_fen, TODAY)
    record_answers(warrant=setting.warrant(), run=run, answers=[answer])


class MoneyReceived(Limited):
    """Sixteen enter an expense of one unit; what was received suffices for four."""

    name = "到账经费 / money received"
    attempts = FEWER

    def prepare(self, turn: int) -> int:
        contract = contract_of("支出", turn)
        received(accepted(recommended(contract)))
        return contract.pk

    def attempt(self, thing: int, client: int) -> None:
        contract = Contract.objects.get(pk=thing)
        entry = execution.NewExpense(
            TODAY, UNIT_FEN, "试剂公司", "试剂", f"F{thing}-{client}", "materials"
        )
        execution.enter_expense(by=chief_of(contract), at=AT, contract=contract, entry=entry)

    def harm(self, thing: int) -> int:
        return Expense.objects.filter(contract=thing, state="allowed").count() - FITTING

    @contextmanager
    def unguarded(self) -> Iterator[None]:
        with without_transactions(), patch.object(entering, "hold_money", _hold_naively):
            yield

    def strip(self) -> None:
        loosen(Contract)


def _hold_naively(contract: Contract, amount_fen: int) -> None:
    """Reads, then writes: what the conditional update is there to prevent."""
    current = Contract.objects.get(pk=contract.pk)
    free_fen = contract_money(current).free_fen
    if free_fen < amount_fen:
        raise not_received(amount_fen, free_fen)
    current.spent_fen += amount_fen
    current.save(update_fields=["spent_fen"])


class ExtensionOnce(Limited):
    """One request for the only extension of the round, granted by sixteen at once."""

    name = "延期一次 / one extension"
    attempts = FEWER

    def prepare(self, turn: int) -> int:
        contract = contract_of("延期", turn)
        return execution.ask_change(
            by=chief_of(contract),
            at=AT,
            contract=contract,
            change=NewEnd(date(2028, 6, 30)),
            reason="试验需要",
        ).pk

    def attempt(self, thing: int, client: int) -> None:
        request = ChangeRequest.objects.get(pk=thing)
        execution.make_change(by=PREPARER, at=AT, request=request, reason=f"同意{client}")

    def harm(self, thing: int) -> int:
        return _recorded("make_change", thing)

    @contextmanager
    def unguarded(self) -> Iterator[None]:
        with without_transactions(), patch.object(NewEnd, "make", _extend_naively):
            yield

    def strip(self) -> None:
        loosen(Contract)
        loosen(ChangeRequest)


def _extend_naively(change: NewEnd, contract: Contract, on: date) -> None:
    contract.ends_on = change.until
    contract.extensions_taken += 1
    contract.save(update_fields=["ends_on", "extensions_taken"])


class MilestoneAccepted(Limited):
    """One milestone, accepted by sixteen at once: its tranche is payable once."""

    name = "里程碑验收 / acceptance of a milestone"
    attempts = FEWER

    def prepare(self, turn: int) -> int:
        return recommended(contract_of("验收", turn)).pk

    def attempt(self, thing: int, client: int) -> None:
        accepted(Milestone.objects.get(pk=thing), f"验{client}号")

    def harm(self, thing: int) -> int:
        return _recorded("accept_milestone", thing)

    @contextmanager
    def unguarded(self) -> Iterator[None]:
        """The ledger's own guards apart: only that the milestone itself is accepted once."""
        with without_transactions(), patch.object(accepting, "accept_tranche", _pay_nothing):
            yield

    def strip(self) -> None:
        loosen(Milestone)


def _pay_nothing(**order: object) -> None:
    """The posting is raced for by ``TrancheAccepted``."""


def _recorded(command: str, target: int) -> int:
    return too_many(events(command, target))
