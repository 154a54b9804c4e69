"""The stages of an item and of a bid as a desk counts them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.programmes.states import ADMITTED, FILED, REVIEWED, RUNNING, UNCHECKED, UNDECIDED


class Stage(models.TextChoices):
    """Where an item stands, from the need to its end."""

    EXAMINING = "examining", _("定榜审查")
    LISTABLE = "listable", _("待公布")
    BIDDING = "bidding", _("揭榜受理")
    CHECKING = "checking", _("形式审查")
    REVIEWING = "reviewing", _("评审")
    AWARDING = "awarding", _("建议与审批")
    RUNNING = "running", _("实施")
    ENDED = "ended", _("已结束")


STATES = {
    Stage.EXAMINING: frozenset({FILED, "supplementing"}),
    Stage.LISTABLE: frozenset({"listable"}),
    Stage.BIDDING: frozenset({"published", "bidding"}),
    Stage.CHECKING: frozenset({"sealed", "checking", "bids_supplementing"}),
    Stage.REVIEWING: frozenset({REVIEWED}),
    Stage.AWARDING: UNDECIDED,
    Stage.RUNNING: RUNNING,
}
_STAGES = {state: stage for stage, states in STATES.items() for state in states}


class BidStage(models.TextChoices):
    """Where a bid stands; before the opening only that it was sealed is known."""

    UNOPENED = "unopened", _("待启封")
    CHECKING = "checking", _("审查中")
    REVIEWING = "reviewing", _("已通过，待评审结果")
    CHOSEN = "chosen", _("入选")
    NOT_CHOSEN = "not_chosen", _("未入选")
    INELIGIBLE = "ineligible", _("未通过审查")


def stage_of(state: str) -> Stage:
    """The stage of an item's state; every state without a way on is an end."""
    return _STAGES.get(state, Stage.ENDED)


def bid_stage_of(state: str) -> BidStage:
    """The stage of an opened bid."""
    if state in UNCHECKED:
        return BidStage.CHECKING
    return BidStage(state) if state in ADMITTED else BidStage.INELIGIBLE
