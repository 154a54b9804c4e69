"""Words the room acts on: states and steps of its procedures, checks and their verdicts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

ITEM_PROCEDURE, BID_PROCEDURE, LANE_PROCEDURE = "challenge", "challenge-bid", "challenge-lane"
DEMANDER, BIDDER, OFFICER = "demander", "bidder", "officer"
LEADER, LANE_TEAM = "leader", "lane_team"
LANE_ROUND = "{}-lanes"

# States of an item
FILED, PUBLISHED, BIDDING = "filed", "published", "bidding"
BEING_EXAMINED = frozenset({FILED, "supplementing", "listable"})
BEFORE_CLOSING = frozenset({PUBLISHED, BIDDING})
REVIEWED, CHOOSING, PROPOSING = "reviewing", "choosing", "proposing"
CONTRACTING = "contracting"
COUNTED = frozenset({"bidding", "sealed", "checking", "bids_supplementing"})
UNDECIDED = frozenset({"choosing", "proposing", "publicity", "objecting", "approving"})
AWARDED = frozenset({"contracting", "executing", "accepting", "rectifying", "closed", "terminated"})
RUNNING = frozenset({"contracting", "executing", "accepting", "rectifying"})
FAILED = frozenset({"unanswered", "not_approved"})

# States and steps of a lane
WON = "won"
PROMOTE, HOLD_BACK, APPEAL = "promote", "hold_back", "appeal"

# States of a bid
DRAFTING, SEALED, CHECKING, REVIEWING = "drafting", "sealed", "checking", "reviewing"
UNCHECKED = frozenset({"checking", "supplementing", "objected"})
ADMITTED = frozenset({"reviewing", "chosen", "not_chosen"})
GIVEN_UP = frozenset({"withdrawn", "not_filed"})

BIDDING_CLOCK, CLOSE_BIDDING = "bidding", "close_bidding"
SETTLE = "settle"


class CheckKind(models.TextChoices):
    """The formal checks of a bid; their values are the names of the packs' checks."""

    AFFILIATION = "no_affiliation", _("关联关系")
    HONESTY = "honesty", _("信用")
    ONE_LEADER = "one_leader", _("负责人限项")
    FUNDING_RATIO = "funding_ratio", _("资金比例")
    WHOLE_SHARES = "whole_shares", _("联合体比例")
    LOCAL_HOST = "local_host", _("本省承接单位")


SUPPLIABLE = (
    CheckKind.AFFILIATION,
    CheckKind.HONESTY,
    CheckKind.ONE_LEADER,
    CheckKind.LOCAL_HOST,
)
"""What a person may add a fact to; the other two are arithmetic over the sealed bid."""


class Verdict(models.TextChoices):
    MET = "met", _("符合")
    NOT_MET = "not_met", _("不符合")
    UNKNOWN = "unknown", _("不明")


class DuplicateKind(models.TextChoices):
    LISTED_ITEM = "listed_item", _("在榜榜单")
    FILED_NEED = "filed_need", _("其他已提交的需求")
    RUNNING_PROJECT = "running_project", _("在研项目")
    OUTCOME = "outcome", _("已有成果")
