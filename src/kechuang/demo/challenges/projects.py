"""Running projects: milestones shown, scored, accepted and paid; expenses; the closing."""

from __future__ import annotations

from datetime import date

from kechuang.demo.challenges.acting import OFFICER, TREASURER, player
from kechuang.demo.challenges.days import TODAY, at, on
from kechuang.demo.challenges.money import pay
from kechuang.demo.challenges.papers import paper
from kechuang.demo.challenges.stories import Offer
from kechuang.ledger.states import Condition
from kechuang.programmes.models.execution import Contract, Milestone
from kechuang.programmes.services import execution
from kechuang.programmes.states_of_execution import Grade
from kechuang.reviews.models import Expert

PASS_SCORE = 60
PANEL = {"expert": 88, "expert4": 84, "expert6": 86}
"""The scores of the acceptance panel by log-in; the first is its head."""


def start(share_bp: int, day: str) -> execution.MilestonePlan:
    """What is paid when the contract is signed."""
    return execution.MilestonePlan(
        "任务书签订，团队与场地到位", "开工报告", on(day), share_bp, Condition.CONTRACT
    )


def stage(
    goal: str, evidence: str, day: str, share_bp: int, gate: int = 0
) -> execution.MilestonePlan:
    return execution.MilestonePlan(
        goal, evidence, on(day), share_bp, Condition.MILESTONE, PASS_SCORE, gate
    )


def completion(day: date, share_bp: int) -> execution.MilestonePlan:
    return execution.MilestonePlan(
        "全部指标通过第三方检测并在需求方现场应用",
        "第三方检测报告、应用证明、验收申请",
        day,
        share_bp,
        Condition.COMPLETION,
    )


def milestone(row: Contract, position: int) -> Milestone:
    return row.milestones.get(position=position)


def show(shown: Milestone, offer: Offer, day: str, text: str) -> None:
    """The chief attaches the evidence and reports."""
    chief, when = player(offer.chief), at(f"{day}T09:00")
    title = shown.evidence_wanted[:30]
    execution.attach_evidence(
        by=chief, at=when, milestone=shown, file=paper(chief, when, title, [text]), title=title
    )
    execution.report_milestone(
        by=chief, at=at(f"{day}T10:00"), milestone=Milestone.objects.get(pk=shown.pk), text=text
    )


def score(shown: Milestone, day: str, points: int, comment: str) -> None:
    execution.score_milestone(
        by=player(OFFICER),
        at=at(f"{day}T14:00"),
        milestone=Milestone.objects.get(pk=shown.pk),
        score=points,
        comment=comment,
    )


def accept(shown: Milestone, day: str) -> None:
    """The officer consents, a treasurer accepts, and the treasury pays what that releases."""
    current = Milestone.objects.get(pk=shown.pk)
    execution.recommend_milestone(by=player(OFFICER), at=at(f"{day}T15:00"), milestone=current)
    execution.accept_milestone(
        by=player(TREASURER),
        at=at(f"{day}T16:00"),
        milestone=Milestone.objects.get(pk=shown.pk),
        acceptance=f"云科验示例〔{TODAY.year}〕JB{shown.pk}号",
    )
    pay(current, at(f"{day}T17:00"))


def spend(row: Contract, offer: Offer, day: str, fen: int, what: tuple[str, str, str]) -> None:
    """The finance assistant enters an expense; ``what``: payee, purpose, kind."""
    payee, purpose, kind = what
    execution.enter_expense(
        by=player(offer.assistant),
        at=at(f"{day}T11:00"),
        contract=row,
        entry=execution.NewExpense(
            spent_on=on(day),
            amount_fen=fen,
            payee=payee,
            purpose=purpose,
            invoice=f"示例发票{row.number}-{day}",
            kind=kind,
        ),
    )


def judge(row: Contract, demander: str, day: str) -> None:
    """The panel's and the demander's opinions on the whole."""
    execution.record_panel_opinion(
        by=player(OFFICER),
        at=at(f"{day}T09:30"),
        contract=row,
        seats=[
            execution.Seat(
                Expert.objects.get(account__username=name), points, is_head=name == "expert"
            )
            for name, points in PANEL.items()
        ],
        grade=Grade.GOOD,
        text="完成任务书约定的全部指标，盲样测试优于承诺值，资料齐全，同意通过验收。",
        held_on=on(day),
    )
    execution.give_demander_opinion(
        by=player(demander),
        at=at(f"{day}T11:00"),
        contract=row,
        accepts=True,
        text="已在两条线路试用三个月，漏检明显减少，确认达到需求指标。",
    )
