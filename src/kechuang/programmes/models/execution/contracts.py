"""Contracts (任务书): who does what until when, with how much money of which funds."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.numbers import NumberSeries
from kechuang.ledger.states import FundSource, GrantMode
from kechuang.programmes.models.execution.items import AwardedItem
from kechuang.programmes.states_of_execution import WHOLE_BP, ContractState

IN_PLAY = ~Q(state=ContractState.WITHDRAWN)


class ContractSeries(NumberSeries):
    """Numbers of contracts (RW…)."""


class ContractQuerySet(models.QuerySet["Contract"]):
    """Contracts; ``in_play`` are those that were not withdrawn before anybody signed."""

    def in_play(self) -> ContractQuerySet:
        return self.exclude(state=ContractState.WITHDRAWN)


class Contract(models.Model):
    """One team's contract on an item; of a race there are several, each its own lane.

    ``spent_fen`` sums the expenses that count; it moves by conditional updates only, and never
    passes what was received. ``budget_fen`` is the whole budget with the team's own money, of
    which ``grant_fen`` is public. There are no category budgets (包干制).
    """

    number = models.CharField(_("任务书编号"), max_length=20, unique=True)
    item = models.ForeignKey(AwardedItem, models.PROTECT, related_name="contracts")
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="contracts")
    lane = models.PositiveSmallIntegerField(_("赛道"), default=1)
    party = models.ForeignKey(
        "parties.Party", models.PROTECT, related_name="contracts", verbose_name=_("揭榜方")
    )
    title = models.CharField(_("项目名称"), max_length=200)
    route = models.TextField(_("技术路线"), blank=True)
    chief = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="led_contracts",
        verbose_name=_("技术总师"),
    )
    assistant = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="assisted_contracts",
        verbose_name=_("科研财务助理"),
    )
    scheme = models.ForeignKey("ledger.Scheme", models.PROTECT, related_name="contracts")
    reservation = models.ForeignKey(
        "ledger.Transfer", models.PROTECT, null=True, related_name="contracts"
    )
    grant = models.OneToOneField(
        "ledger.Grant", models.PROTECT, null=True, related_name="contract", verbose_name=_("立项")
    )
    mode = models.CharField(_("方式"), max_length=10, choices=GrantMode.choices)
    ground = models.CharField(_("资助事由"), max_length=200)
    decision = models.CharField(_("决定文号"), max_length=200)
    grant_fen = models.BigIntegerField(_("财政补助（分）"))
    budget_fen = models.BigIntegerField(_("总预算（分）"))
    spent_fen = models.BigIntegerField(_("已列支（分）"), default=0)
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("到期日"))
    extensions_allowed = models.PositiveSmallIntegerField(_("可延期次数"))
    extensions_taken = models.PositiveSmallIntegerField(_("已延期次数"), default=0)
    state = models.CharField(
        _("状态"), max_length=12, choices=ContractState.choices, default=ContractState.DRAFTED
    )
    drafted_by_id = models.BigIntegerField(null=True)
    drafted_by_name = models.CharField(max_length=200, blank=True)
    drafted_at = models.DateTimeField(_("拟订时间"))
    signed_at = models.DateTimeField(_("签订时间"), null=True)
    concluded_at = models.DateTimeField(_("生效时间"), null=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True)
    evaluation_due_on = models.DateField(_("绩效评价日期"), null=True)
    objects = ContractQuerySet.as_manager()

    class Meta:
        ordering = ["item", "lane"]
        verbose_name = _("任务书")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "lane"], condition=IN_PLAY, name="contract_lane_once"
            ),
            models.UniqueConstraint(
                fields=["item", "party"], condition=IN_PLAY, name="contract_party_once_per_item"
            ),
            models.CheckConstraint(
                condition=Q(spent_fen__gte=0) & Q(spent_fen__lte=F("grant_fen")),
                name="contract_spends_at_most_its_grant",
            ),
            models.CheckConstraint(
                condition=Q(extensions_taken__lte=F("extensions_allowed")),
                name="contract_extended_as_allowed",
            ),
            models.CheckConstraint(
                condition=Q(chief__isnull=True)
                | Q(assistant__isnull=True)
                | ~Q(chief=F("assistant")),
                name="contract_chief_is_not_assistant",
            ),
            models.CheckConstraint(
                condition=Q(grant_fen__gt=0)
                & Q(budget_fen__gte=F("grant_fen"))
                & Q(ends_on__gte=F("starts_on")),
                name="contract_amounts_and_term_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class ContractFund(models.Model):
    """What one fund bears of a contract's grant, by weight; the team's own money has no line."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="funds")
    position = models.PositiveSmallIntegerField(_("次序"))
    source = models.CharField(_("资金来源"), max_length=20, choices=FundSource.choices)
    line = models.ForeignKey("ledger.BudgetLine", models.PROTECT, null=True, related_name="+")
    weight = models.PositiveIntegerField(_("比例权重"))

    class Meta:
        ordering = ["contract", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "position"], name="contract_fund_position_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.contract.number} {self.get_source_display()}"


class ConsortiumShare(models.Model):
    """A member of the winning consortium, its task, and its share of the work."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="consortium")
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="consortium_shares")
    task = models.CharField(_("承担任务"), max_length=300)
    share_bp = models.PositiveIntegerField(_("份额（万分之一）"))

    class Meta:
        ordering = ["contract", "-share_bp", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "party"], name="consortium_member_once"),
            models.CheckConstraint(
                condition=Q(share_bp__lte=WHOLE_BP), name="consortium_share_at_most_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract.number} {self.party}"
