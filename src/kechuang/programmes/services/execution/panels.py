"""Who sits on an acceptance panel: experts of the register, by the conflict rules of the review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from kechuang.base.errors import Text, invalid
from kechuang.programmes.models.execution import Contract, PanelOpinion, PanelSeat
from kechuang.programmes.refusals_of_execution import NOT_RECORDED, expert_refused, in_conflict
from kechuang.programmes.selectors.execution.panel_rules import panel_rules
from kechuang.programmes.selectors.execution.stage_conflicts import (
    stage_conflicts,
    stake_at_acceptance,
)
from kechuang.programmes.services.execution.judging import require_score
from kechuang.reviews.models import Expert
from kechuang.reviews.selectors.facts import Workplace, workplaces
from kechuang.reviews.states import ExpertState

NAMED_UNITS = "、"


@dataclass(frozen=True)
class Seat:
    """An expert of the panel with the score (0–100) given."""

    expert: Expert
    score: int
    is_head: bool = False


def check_panel(contract: Contract, seats: Sequence[Seat], held_on: date) -> None:
    """Refuse too few experts, an even number where the round wants an odd one, anybody twice, no
    or several heads, who is not confirmed, two of one unit, and whoever is in conflict."""
    _check_numbers(contract, seats)
    for seat in seats:
        require_score(seat.score)
        if seat.expert.state != ExpertState.CONFIRMED:
            why = Text("不在可用专家库中", "is not confirmed in the register")
            raise expert_refused(NOT_RECORDED, seat.expert.name, why)
    _refuse_one_unit(seats, held_on)
    stake = stake_at_acceptance(contract, held_on)
    for seat in seats:
        if grounds := stage_conflicts(stake, seat.expert):
            why = in_conflict([one.told for one in grounds])
            raise expert_refused(NOT_RECORDED, seat.expert.name, why)


def seat_panel(opinion: PanelOpinion, seats: Sequence[Seat]) -> None:
    """Keep who sat, with the unit of that day."""
    places = _workplaces(seats, opinion.held_on)
    PanelSeat.objects.bulk_create(
        PanelSeat(
            opinion=opinion,
            expert=seat.expert,
            name=seat.expert.name,
            unit=NAMED_UNITS.join(places[seat.expert.pk].names),
            score=seat.score,
            is_head=seat.is_head,
        )
        for seat in seats
    )


def _check_numbers(contract: Contract, seats: Sequence[Seat]) -> None:
    rules, count = panel_rules(contract), len({seat.expert.pk for seat in seats})
    if count < rules.least or count != len(seats):
        raise invalid(
            NOT_RECORDED,
            f"专家少于 {rules.least} 人或有重复",
            f"fewer than {rules.least} experts, or one of them twice",
        )
    if rules.is_odd and count % 2 == 0:
        raise invalid(
            NOT_RECORDED,
            f"专家组应为单数，现为 {count} 人",
            f"the panel has an odd number of experts, and these are {count}",
            Text("请增加或减少一名专家", "Add an expert or leave one out"),
        )
    if sum(seat.is_head for seat in seats) != 1:
        raise invalid(NOT_RECORDED, "应有一名组长", "the panel needs one head")


def _refuse_one_unit(seats: Sequence[Seat], held_on: date) -> None:
    places = _workplaces(seats, held_on)
    for one, other in combinations(seats, 2):
        if places[one.expert.pk].legal & places[other.expert.pk].legal:
            unit = NAMED_UNITS.join(places[other.expert.pk].names)
            why = Text(
                f"与{one.expert.name}同在一个单位（{unit}）",
                f"works at the unit of {one.expert.name} ({unit})",
            )
            raise expert_refused(NOT_RECORDED, other.expert.name, why)


def _workplaces(seats: Sequence[Seat], on: date) -> dict[int, Workplace]:
    return workplaces([seat.expert for seat in seats], on)
