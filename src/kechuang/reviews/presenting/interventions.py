"""What officers asked to have done by hand, each with whether the reader may decide on it."""

from __future__ import annotations

from typing import NamedTuple

from kechuang.base.actors import Actor
from kechuang.reviews.access import can_manage
from kechuang.reviews.models import Intervention, ReviewRound
from kechuang.reviews.selectors import interventions_seen_by
from kechuang.reviews.states import InterventionKind, UnblindingState


class Asked(NamedTuple):
    row: Intervention
    is_waiting: bool
    may_decide: bool


def asked_of_panels(actor: Actor, review_round: ReviewRound) -> list[Asked]:
    """Seats to be given up."""
    return [one for one in _asked(actor, review_round) if not _is_conflict(one)]


def asked_of_conflicts(actor: Actor, review_round: ReviewRound) -> list[Asked]:
    """Conflicts to be entered after the sealing."""
    return [one for one in _asked(actor, review_round) if _is_conflict(one)]


def _is_conflict(one: Asked) -> bool:
    return one.row.kind == InterventionKind.CONFLICT


def _asked(actor: Actor, review_round: ReviewRound) -> list[Asked]:
    may_manage = can_manage(actor, review_round)
    found = []
    for row in interventions_seen_by(actor, review_round):
        is_waiting = row.state == UnblindingState.ASKED
        is_other = row.asked_by_id != actor.account_id
        found.append(Asked(row, is_waiting, is_waiting and may_manage and is_other))
    return found
