"""Healthy projects: one closed and evaluated, one ended honestly, a race with a lane out, a draft
withdrawn, and a milestone judged by invited experts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from kechuang.ledger import services as ledger
from kechuang.programmes.selectors.execution.stages import Stage
from kechuang.programmes.services import execution
from kechuang.programmes.states_of_execution import Cause, FollowUpKind, Grade, IntegrityKind
from tests.rooms.ledger.town import APPROVER, AT, PREPARER, WAN, Town, warrant
from tests.rooms.programmes.execution.judges import handed_in, invited, three_judges
from tests.rooms.programmes.execution.project import Project, drafted_project, project
from tests.rooms.programmes.execution.race import Race, race

NEXT_YEAR = datetime(2027, 12, 1, 2, 0, tzinfo=UTC)


def build_execution(town: Town | None = None) -> None:
    """In the books of ``town``, else in books of its own."""
    done = _closed(town)
    _changed(done.town)
    _failed(done.town)
    _raced(done.town)
    _withdrawn(done.town)
    _staged(done.town)


def _closed(town: Town | None) -> Project:
    done = project(town)
    for milestone in done.milestones[:2]:
        done.receive(done.accept(milestone))
    done.spend(WAN)
    done.spend(WAN, purpose="购买礼品")
    waiting = done.spend(WAN, purpose="纪念册")
    execution.clear_expense(by=PREPARER, at=AT, expense=waiting, reason="成果汇编")
    done.judge()
    done.accept(done.milestones[-1])
    found = execution.Found(2027, FollowUpKind.APPLICATION, "装车 300 台", 500 * WAN)
    execution.record_follow_up(
        by=done.chief.actor, at=NEXT_YEAR, contract=done.contract, found=found
    )
    execution.record_evaluation(
        by=PREPARER, at=NEXT_YEAR, contract=done.contract, grade=Grade.GOOD, score=85,
        findings="已量产",
    )  # fmt: skip
    return done


def _changed(town: Town) -> None:
    """Extended once, one target lowered with consent, another refused; one money claimed back."""
    begun = project(town)
    later = _asked(begun, execution.NewEnd(date(2028, 6, 30)))
    execution.make_change(by=PREPARER, at=AT, request=later, reason="同意")
    lower = _asked(begun, execution.NewTarget("效率", Decimal(90)))
    execution.consent_to_change(by=begun.demander.actor, at=AT, request=lower)
    execution.make_change(by=PREPARER, at=AT, request=lower, reason="同意")
    cut = _asked(begun, execution.NewBudget(20 * WAN))
    execution.refuse_change(by=PREPARER, at=AT, request=cut, reason="不必")
    begun.receive(begun.accept(begun.milestones[0]))
    begun.spend(3 * WAN)
    share = begun.contract.grant.shares.get()
    ledger.decide_claw_back(
        warrant=warrant(), share=share, amount_fen=WAN, reason="核减", decision="追〔2026〕2号"
    )


def _asked(begun: Project, change: execution.Change) -> object:
    return execution.ask_change(
        by=begun.chief.actor, at=AT, contract=begun.contract, change=change, reason="试验需要"
    )


def _failed(town: Town) -> None:
    tried = project(town)
    tried.accept(tried.milestones[0])
    row = execution.propose_termination(
        by=PREPARER,
        at=AT,
        contract=tried.contract,
        cause=Cause.HONEST_FAILURE,
        reason="路线经证实不可行",
    )
    execution.confirm_termination(by=APPROVER, at=AT, termination=row, reason="属实")
    entry = execution.NewRecord(
        tried.contract.party,
        IntegrityKind.HONEST,
        "勤勉尽责",
        "示例科监〔2026〕3号",
        date(2026, 11, 20),
        date(2029, 11, 20),
    )
    execution.record_integrity(by=PREPARER, at=AT, entry=entry)


def _raced(town: Town) -> Race:
    running = race(town)
    gate = running.gate()
    running.score(gate, 80, 55, 40)
    running.decide(gate)
    return running


def _withdrawn(town: Town) -> None:
    drafted = drafted_project(town)
    execution.withdraw_contract(
        by=PREPARER, at=AT, contract=drafted.contract, reason="承担人员另有任用"
    )


def _staged(town: Town) -> None:
    """Two experts score; the third never answers, and the stage is closed without."""
    begun, judges = project(town), three_judges("受邀")
    begun.report(begun.milestones[1])
    stage = Stage(report=begun.milestones[1].reports.get())
    asked = invited(stage, judges)
    for one, invitation in zip(judges[:2], asked, strict=False):
        handed_in(one, invitation, 80)
    execution.end_scoring(by=PREPARER, at=AT, stage=stage)
