"""Races in words: lanes with what each gate decided, gates with their scores as far as shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext

from kechuang.base.actors import Actor
from kechuang.base.registry.wording import said
from kechuang.cases.presenting.timeline import names_of
from kechuang.engines.wording import Text
from kechuang.ledger.access import can_read_books, is_person
from kechuang.ledger.presenting.rows import Rows
from kechuang.programmes.models.execution import Contract, Gate, LaneRuling, LaneScore
from kechuang.programmes.presenting.projects.acts import Offer, offers
from kechuang.programmes.presenting.projects.milestones import name_of
from kechuang.programmes.presenting.projects.stages import fitting_acts
from kechuang.programmes.selectors.execution.lanes import gates_passed, lanes_at
from kechuang.programmes.selectors.execution.stages import Stage
from kechuang.programmes.states_of_execution import GateState, LaneOutcome

OUTCOME_TONES: dict[str, str] = {
    LaneOutcome.PROMOTED: "good",
    LaneOutcome.HELD_BACK: "warn",
    LaneOutcome.ELIMINATED: "bad",
    LaneOutcome.UNDECIDED: "neutral",
}
GATE_TONES: dict[str, str] = {
    GateState.OPEN: "info",
    GateState.PROPOSED: "warn",
    GateState.CLOSED: "good",
}
LANE_ACTS: dict[str, tuple[str, ...]] = {GateState.OPEN: ("score_lane",)}
GATE_ACTS: dict[str, tuple[str, ...]] = {
    GateState.OPEN: ("invite_to_gate", "end_gate_scoring", "propose_gate"),
    GateState.PROPOSED: ("close_gate", "return_gate"),
}


@dataclass(frozen=True)
class LaneAtGate:
    """One lane at one gate. Before the proposal a judge sees the own score and how many there are;
    ``points`` and ``reason`` are the rule's, once they may be read."""

    lane: Contract
    given: int
    scores: list[tuple[str, LaneScore]]
    points: str
    outcome: str
    tone: str
    reason: str
    offers: tuple[Offer, ...]


def rulings_of(lane: Contract) -> list[tuple[LaneRuling, str, str]]:
    """What each gate decided of a lane, with its tone and its reason in the reader's language."""
    rows = lane.rulings.select_related("gate").order_by("gate__number", "gate__attempt")
    language = get_language() or "zh-hans"
    return [
        (row, OUTCOME_TONES[row.outcome], Text(row.reason, row.reason_en).said_in(language))
        for row in rows
    ]


def lanes_of(lanes: list[Contract]) -> list[dict[str, object]]:
    return [
        {"lane": lane, "passed": gates_passed(lane), "rulings": rulings_of(lane)} for lane in lanes
    ]


def terms_of_gate(gate: Gate) -> Rows:
    kept = gate.kept or gettext("达到最低分的都留下")
    return [
        (gettext("考核日期"), gate.due_on.isoformat()),
        (gettext("最低分"), gate.floor),
        (gettext("暂缓分"), gate.held_from),
        (gettext("最多留下几队"), kept),
        (gettext("可暂缓次数"), gate.hold_backs_allowed),
        (gettext("同分暂缓"), gettext("是") if gate.do_ties_wait else gettext("否")),
        (gettext("最少意见数"), gate.reports_wanted),
    ]


def judged_lanes(actor: Actor, gate: Gate, seen: list[Contract]) -> list[LaneAtGate]:
    """The lanes of the gate that the reader may see."""
    judged = lanes_at(gate) if gate.state != GateState.CLOSED else _ruled(gate)
    keys = {lane.pk for lane in seen}
    rows = list(gate.scores.select_related("contract"))
    names = names_of({row.by_id for row in rows if row.by_id})
    acts = fitting_acts(Stage(gate=gate), LANE_ACTS.get(gate.state, ()))
    return [_shown(actor, gate, lane, rows, names, acts) for lane in judged if lane.pk in keys]


def gate_offers(actor: Actor, gate: Gate, lane: Contract) -> tuple[Offer, ...]:
    names = fitting_acts(Stage(gate=gate), GATE_ACTS.get(gate.state, ()))
    return offers(actor, lane, names, pk=gate.pk)


def letter_rows(ruling: LaneRuling) -> Rows:
    """What the notice to the lane says, in order."""
    told = ruling.letter
    reason = told["reason"]
    return [
        (gettext("榜单"), told["item"]),
        (gettext("项目"), f"{told['title']}（{told['contract']}）"),
        (gettext("单位"), told["party"]),
        (gettext("考核"), _gate_name(told["gate"], told["attempt"])),
        (gettext("得分"), told["points"] or "—"),
        (gettext("最低分"), told["floor"]),
        (gettext("结果"), LaneOutcome(told["outcome"]).label),
        (gettext("理由"), said(Text(reason["zh"], reason["en"]))),
        (gettext("决定日期"), told["decided_on"]),
    ]


def _gate_name(number: int, attempt: int) -> str:
    return gettext("第 %(number)d 次考核，第 %(attempt)d 轮") % {
        "number": number,
        "attempt": attempt,
    }


def _ruled(gate: Gate) -> list[Contract]:
    return [row.contract for row in gate.rulings.select_related("contract__party")]


def _shown(
    actor: Actor,
    gate: Gate,
    lane: Contract,
    rows: list[LaneScore],
    names: dict[int, str],
    acts: tuple[str, ...],
) -> LaneAtGate:
    mine = [row for row in rows if row.contract_id == lane.pk]
    has_own = any(is_person(actor, row.by_id, row.by_name) for row in mine)
    told = _told(actor, gate, lane)
    return LaneAtGate(
        lane=lane,
        given=len(mine),
        scores=[
            (name_of(names, row.by_id, row.by_name), row)
            for row in mine
            if _may_read(actor, gate, row)
        ],
        points=told.get("points", ""),
        outcome=str(LaneOutcome(told["outcome"]).label) if told else "",
        tone=OUTCOME_TONES[told["outcome"]] if told else "neutral",
        reason=said(Text(**told["reason"])) if told else "",
        offers=() if has_own else offers(actor, lane, acts, pk=gate.pk, lane=lane.lane),
    )


def _told(actor: Actor, gate: Gate, lane: Contract) -> dict[str, Any]:
    """The proposal's line for the lane: for the office once proposed, for others once closed."""
    if gate.state != GateState.CLOSED and not can_read_books(actor):
        return {}
    return next((one for one in gate.proposal if one["contract"] == lane.number), {})


def _may_read(actor: Actor, gate: Gate, row: LaneScore) -> bool:
    """One's own at any time; those of others once scoring has ended, and by the office."""
    is_own = is_person(actor, row.by_id, row.by_name)
    return is_own or (gate.state != GateState.OPEN and can_read_books(actor))
