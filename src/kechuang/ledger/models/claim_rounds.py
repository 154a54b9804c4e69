"""Claims on a line that is given out pro rata, gathered until a day and allotted together."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kechuang.audit.models import FoundRow
from kechuang.ledger.grounds import Ground
from kechuang.ledger.models.budget import BudgetLine
from kechuang.ledger.models.grants import Grant
from kechuang.ledger.states import Condition, GrantMode, GroundKind, RoundState


class ClaimRound(FoundRow):
    """One giving out of a line: ``budget_fen`` over claims of ``counted_fen``, once both are known.

    ``allotment_id`` is the request id of the voucher that obliged the line for every grant.
    """

    request_id = models.UUIDField(_("请求编号"), unique=True)
    line = models.ForeignKey(
        BudgetLine, models.PROTECT, related_name="rounds", verbose_name=_("预算项目")
    )
    title = models.CharField(_("轮次名称"), max_length=200)
    closes_on = models.DateField(_("申报截止日"))
    period_from = models.DateField(_("期间自"))
    period_to = models.DateField(_("期间至"))
    mode = models.CharField(_("方式"), max_length=10, choices=GrantMode.choices)
    condition = models.CharField(_("拨付条件"), max_length=20, choices=Condition.choices)
    state = models.CharField(
        _("状态"), max_length=12, choices=RoundState.choices, default=RoundState.OPEN
    )
    opened_by_id = models.BigIntegerField(null=True)
    opened_by_name = models.CharField(_("开设人"), max_length=200)
    opened_at = models.DateTimeField(_("开设时间"))
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    reason = models.CharField(_("撤回原因"), max_length=300, blank=True)
    budget_fen = models.BigIntegerField(_("可分金额（分）"), null=True, blank=True)
    counted_fen = models.BigIntegerField(_("核定合计（分）"), null=True, blank=True)
    allotment_id = models.UUIDField(_("分配请求编号"), null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["line"], condition=Q(state=RoundState.OPEN), name="round_one_open_per_line"
            ),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")), name="round_period_in_order"
            ),
            models.CheckConstraint(
                name="round_allotted_with_its_working",
                condition=~Q(state=RoundState.ALLOTTED)
                | Q(
                    budget_fen__isnull=False,
                    counted_fen__isnull=False,
                    allotment_id__isnull=False,
                    ended_at__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Claim(FoundRow):
    """What one party claims of a round, where the amount comes from, and what it was given.

    ``counted_fen`` is the most it may get (核定上限) and its weight. The exact share is
    ``quotient_fen + remainder ÷ counted_fen of the round``.
    """

    request_id = models.UUIDField(_("请求编号"), unique=True)
    round = models.ForeignKey(
        ClaimRound, models.PROTECT, related_name="claims", verbose_name=_("申报轮次")
    )
    position = models.PositiveIntegerField(_("次序"))
    party = models.ForeignKey(
        "parties.Party", models.PROTECT, related_name="claims", verbose_name=_("申报单位")
    )
    title = models.CharField(_("项目名称"), max_length=200)
    ground_kind = models.CharField(_("事由类别"), max_length=12, choices=GroundKind.choices)
    ground = models.CharField(_("编号或名称"), max_length=120)
    ground_key = models.CharField(max_length=200)
    claimed_fen = models.BigIntegerField(_("申报金额（分）"))
    counted_fen = models.BigIntegerField(_("核定上限（分）"))
    origin = models.CharField(_("金额来源"), max_length=300)
    filed_by_id = models.BigIntegerField(null=True)
    filed_by_name = models.CharField(_("登记人"), max_length=200)
    filed_at = models.DateTimeField(_("登记时间"))
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)
    reason = models.CharField(_("撤回原因"), max_length=300, blank=True)
    quotient_fen = models.BigIntegerField(_("整分份额（分）"), null=True, blank=True)
    remainder = models.BigIntegerField(_("余数"), null=True, blank=True)
    given_fen = models.BigIntegerField(_("分得（分）"), null=True, blank=True)
    grant = models.OneToOneField(
        Grant, models.PROTECT, null=True, related_name="claim", verbose_name=_("立项")
    )

    sealed_beside: ClassVar = ("party__credit_code",)

    class Meta:
        ordering = ["round", "position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "position"], name="claim_position_once"),
            models.UniqueConstraint(
                fields=["round", "party", "ground_key"],
                condition=Q(withdrawn_at__isnull=True),
                name="claim_once_per_ground",
            ),
            models.CheckConstraint(
                condition=Q(counted_fen__gt=0, counted_fen__lte=F("claimed_fen")),
                name="claim_counted_within_claimed",
            ),
            models.CheckConstraint(
                condition=Q(given_fen__isnull=True)
                | Q(given_fen__gte=0, given_fen__lte=F("counted_fen")),
                name="claim_never_given_more",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.position}"

    @property
    def thing(self) -> Ground:
        """What the money is claimed for."""
        return Ground(GroundKind(self.ground_kind), self.ground)
