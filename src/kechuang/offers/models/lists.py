"""Lists of firms that are to get a clause's money without applying."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.numbers import NumberSeries
from kechuang.engines.wording import Text
from kechuang.ledger.models.persons import different_persons
from kechuang.offers.states import ListState


class ListSeries(NumberSeries):
    """The last number given to lists of a year (MS…)."""


class OfferList(models.Model):
    """The answers of one sweep to one clause for one year, frozen: who is offered how much.

    ``asked_fen`` is what the clause gives before the rules between clauses and the budget;
    ``left_fen`` what was left of the budget line then. ``apart`` counts those of the sweep that
    got no offer, by reason. ``content_digest`` is over all of it and the offers. ``…_by_name`` is
    empty for people, who are named by their accounts.
    """

    number = models.CharField(_("批次号"), max_length=20, unique=True)
    run = models.ForeignKey("runs.Run", models.PROTECT, related_name="offer_lists")
    pack_id = models.CharField(_("政策包"), max_length=100)
    pack_digest = models.CharField(max_length=64)
    clause_id = models.CharField(_("条款"), max_length=100)
    year = models.PositiveSmallIntegerField(_("享受年度"))
    title = models.CharField(_("名称"), max_length=300)
    title_en = models.CharField(max_length=400)
    article = models.CharField(_("依据"), max_length=700)
    article_en = models.CharField(max_length=900)
    decision = models.CharField(_("决定文号"), max_length=200)
    round = models.OneToOneField("cases.Round", models.PROTECT, related_name="offer_list")
    line = models.ForeignKey(
        "ledger.BudgetLine", models.PROTECT, related_name="offer_lists", verbose_name=_("预算项目")
    )
    when_short = models.CharField(_("预算不足时"), max_length=20)
    asked_fen = models.BigIntegerField(_("应享合计（分）"))
    total_fen = models.BigIntegerField(_("清单合计（分）"))
    left_fen = models.BigIntegerField(_("冻结时预算余额（分）"))
    apart = models.JSONField(_("另计"), default=dict)
    content_digest = models.CharField(_("清单摘要"), max_length=64)
    state = models.CharField(_("状态"), max_length=10, choices=ListState.choices)
    frozen_by_id = models.BigIntegerField(null=True)
    frozen_by_name = models.CharField(_("冻结人"), max_length=200, blank=True)
    frozen_at = models.DateTimeField(_("冻结时间"))
    funded_by_id = models.BigIntegerField(null=True)
    funded_by_name = models.CharField(_("预留资金人"), max_length=200, blank=True)
    funded_at = models.DateTimeField(_("预留资金时间"), null=True, blank=True)
    issued_by_id = models.BigIntegerField(null=True)
    issued_by_name = models.CharField(_("告知人"), max_length=200, blank=True)
    issued_at = models.DateTimeField(_("告知时间"), null=True, blank=True)

    class Meta:
        ordering = ["-frozen_at", "-pk"]
        verbose_name = _("免申即享清单")
        constraints = [
            models.CheckConstraint(
                name="list_funded_by_another",
                condition=Q(funded_at__isnull=True) | different_persons("funded_by", "frozen_by"),
            ),
            models.CheckConstraint(
                name="list_within_what_was_left",
                condition=Q(total_fen__gt=0, total_fen__lte=F("left_fen"))
                & Q(total_fen__lte=F("asked_fen")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def shown_title(self) -> str:
        """The clause in the reader's language."""
        return Text(self.title, self.title_en).said_in(get_language() or "zh-hans")

    @property
    def shown_article(self) -> str:
        """Document and article in the reader's language."""
        return Text(self.article, self.article_en).said_in(get_language() or "zh-hans")
