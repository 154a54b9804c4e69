"""Bids, and what the rules found about them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.engines.wording import Text
from kechuang.files.models import StoredFile
from kechuang.programmes.models.items import ListedItem
from kechuang.programmes.states import CheckKind, Verdict


class Bid(models.Model):
    """One bid for an item; ``case`` runs the bid's procedure, ``party`` leads.

    ``opened_at``: since then the authority reads it.
    """

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="bid")
    item = models.ForeignKey(ListedItem, models.PROTECT, related_name="bids")
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="bids")
    begun_at = models.DateTimeField(_("开始时间"))
    opened_at = models.DateTimeField(_("启封时间"), null=True, blank=True)

    class Meta:
        ordering = ["item", "pk"]
        verbose_name = _("揭榜方案")

    def __str__(self) -> str:
        return str(self.case)


class CheckResult(models.Model):
    """What one check found when it was made; a later one is a later row.

    ``reasons`` are sentences (zh, en) with the path or the sum that led there; ``facts`` what the
    rule read, ``sources`` where that stands, ``basis`` why the check exists. ``occasion`` is the
    step or command it was made for.
    """

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="checks")
    kind = models.CharField(_("核查"), max_length=20, choices=CheckKind.choices)
    verdict = models.CharField(_("结论"), max_length=10, choices=Verdict.choices)
    reasons = models.JSONField(_("理由"))
    facts = models.JSONField(_("依据的事实"))
    sources = models.JSONField(_("来源"))
    basis = models.JSONField(_("依据"))
    occasion = models.CharField(_("缘由"), max_length=60)
    checked_at = models.DateTimeField(_("核查时间"))

    class Meta:
        ordering = ["bid", "-checked_at", "-pk"]
        verbose_name = _("形式审查结论")

    def __str__(self) -> str:
        return f"{self.bid} {self.kind} {self.verdict}"

    @property
    def texts(self) -> tuple[Text, ...]:
        """The reasons in both languages."""
        return tuple(Text(one["zh"], one["en"]) for one in self.reasons)


class SuppliedFinding(models.Model):
    """A fact somebody read outside the platform, with its source and the document that shows it.

    It answers what the rule does not know; it never takes back what the rule found.
    """

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="supplied")
    kind = models.CharField(_("核查"), max_length=20, choices=CheckKind.choices)
    is_found = models.BooleanField(_("发现问题"))
    statement = models.TextField(_("事实"))
    source = models.CharField(_("来源"), max_length=200)
    document = models.ForeignKey(StoredFile, models.PROTECT, related_name="supplied_findings")
    supplied_at = models.DateTimeField(_("提供时间"))
    supplied_by_id = models.BigIntegerField(_("提供账号"))

    class Meta:
        ordering = ["bid", "kind", "pk"]
        verbose_name = _("人工补充的事实")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(source="") & ~models.Q(statement=""),
                name="programmes_supplied_has_source",
            )
        ]

    def __str__(self) -> str:
        return f"{self.bid} {self.kind}"
