"""The lanes of a race as cases: started, reported, judged by invited experts, and ruled on."""

from __future__ import annotations

from collections.abc import Sequence

from kechuang.cases.models import Case
from kechuang.cases.services import attach_file
from kechuang.demo.challenges.acting import (
    OFFICER,
    TREASURER,
    fresh,
    hand_in,
    player,
    step,
    write,
)
from kechuang.demo.challenges.days import at, on
from kechuang.demo.challenges.papers import paper
from kechuang.demo.challenges.stories import Offer, Story
from kechuang.programmes import services as programmes
from kechuang.programmes.models import ListedItem
from kechuang.programmes.models.execution import Contract, Gate, StageInvitation
from kechuang.programmes.selectors.execution.stages import Stage, stage_criteria
from kechuang.programmes.services import execution
from kechuang.reviews.models import Expert

SPENT_WAN = "32"


def start(row: Contract, day: str) -> None:
    """The officer starts the lane once its first milestone is accepted."""
    officer, case = player(OFFICER), _case(row)
    lines = [f"{row.number}：与同场队伍等额启动，按阶段考核晋级。"]
    hand_in(officer, at(f"{day}T16:30"), case, "task_book", "赛道任务书", lines)
    step(officer, at(f"{day}T16:40"), fresh(case), "start_lane")


def report(row: Contract, told: Story, offer: Offer, measured: Sequence[str], day: str) -> None:
    """The team says what it measured, and hands in a report without names."""
    chief, case, when = player(offer.chief), _case(row), at(f"{day}T09:00")
    results = [
        {"target": target.indicator, "promised": promised, "measured": value, "proof": "附件1"}
        for target, promised, value in zip(told.targets, offer.promised, measured, strict=True)
    ]
    typed = {"team_lead": {"name": row.party.name}, "stage_number": "1", "spent": SPENT_WAN}
    write(chief, when, case, "stage_report", {**typed, "results": results})
    lines = [f"{one['target']}：实测{one['measured']}。" for one in results]
    blind = paper(chief, when, "匿名阶段报告", lines)
    attach_file(by=chief, at=when, case=fresh(case), field="blind_report", file=blind)
    hand_in(chief, when, case, "stage_evidence", "第三方见证飞行报告", lines)
    step(chief, at(f"{day}T10:00"), fresh(case), "report_stage")


def open_gate(item: ListedItem, lanes: Sequence[Contract], days: tuple[str, str]) -> Gate:
    """The round's first gate; ``days``: when it is opened, and when it is held."""
    opened_on, held_on = days
    terms = programmes.gate_terms(item, number=1, due_on=on(held_on))
    return execution.open_gate(
        by=player(OFFICER), at=at(f"{opened_on}T09:00"), item=lanes[0].item, terms=terms
    )


def invite(gate: Gate, experts: Sequence[str], day: str) -> list[StageInvitation]:
    """Experts by their log-ins, in that order."""
    rows = [Expert.objects.get(account__username=name) for name in experts]
    asked = execution.invite_experts(
        by=player(OFFICER), at=at(f"{day}T10:00"), stage=Stage(gate=gate), experts=rows
    )
    return list(asked)


def judge(
    invitation: StageInvitation, marks: dict[Contract, int], opinions: dict[Contract, str], day: str
) -> None:
    """One expert's sheets, the same mark by every criterion."""
    account = invitation.expert.account
    if account is None:
        raise ValueError(invitation.expert.name)
    criteria = stage_criteria(Stage.of(invitation).item)
    sheets = {
        row.pk: execution.LaneMarks({one.id: mark for one in criteria}, opinions[row])
        for row, mark in marks.items()
    }
    by = player(account.username)
    execution.submit_sheets(by=by, at=at(f"{day}T16:00"), invitation=invitation, sheets=sheets)


def decide(gate: Gate, days: tuple[str, str]) -> Gate:
    """Proposed by the officer on the first day, closed by a treasurer on the second."""
    proposed_on, closed_on = days
    proposed = execution.propose_gate(by=player(OFFICER), at=at(f"{proposed_on}T10:00"), gate=gate)
    return execution.close_gate(by=player(TREASURER), at=at(f"{closed_on}T10:00"), gate=proposed)


def rule(row: Contract, event: str, day: str, reason: str = "") -> None:
    """The lane's case follows what the gate decided."""
    officer, case = player(OFFICER), _case(row)
    lines = [f"{row.number} 第1次阶段考核记录，专家评分与名单封存备查。"]
    hand_in(officer, at(f"{day}T11:00"), case, "gate_record", "考核记录", lines)
    step(officer, at(f"{day}T11:30"), fresh(case), event, reason)


def _case(row: Contract) -> Case:
    if row.case is None:
        raise ValueError(row.number)
    return row.case
