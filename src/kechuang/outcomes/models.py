"""Outcomes and who owns which share of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.entries import RegistryEntry
from kechuang.base.registry.numbers import NumberSeries
from kechuang.outcomes.states import DiscoveryChannel, OutcomeState, RightsKind

WHOLE_BP = 10_000


class OutcomeSeries(NumberSeries):
    """Numbers of outcomes: CG2026-000001."""


class Outcome(RegistryEntry):
    """A scientific outcome; ``price_fen`` None is negotiable (面议), ``maturity`` None unknown."""

    state = models.CharField(_("状态"), max_length=20, choices=OutcomeState.choices, db_index=True)
    public_summary = models.TextField(_("公开摘要"), blank=True)
    public_summary_en = models.TextField(_("英文公开摘要"), blank=True)
    keywords = models.JSONField(_("关键词"), default=list, blank=True)
    discipline = models.CharField(_("学科（GB/T 13745）"), max_length=60, blank=True, db_index=True)
    maturity = models.PositiveSmallIntegerField(_("技术就绪水平"), null=True, blank=True)
    rights = models.CharField(_("权利类型"), max_length=20, choices=RightsKind.choices, blank=True)
    patent_numbers = models.JSONField(_("专利号"), default=list, blank=True)
    ipc = models.CharField(_("国际专利分类"), max_length=60, blank=True)
    channel = models.CharField(
        _("发现渠道"), max_length=20, choices=DiscoveryChannel.choices, blank=True
    )
    price_fen = models.BigIntegerField(_("意向价格"), null=True, blank=True)

    class Meta(RegistryEntry.Meta):
        verbose_name = _("成果")
        constraints = [
            *RegistryEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(maturity__isnull=True) | Q(maturity__range=(1, 9)),
                name="outcome_maturity_between_1_and_9",
            ),
            models.CheckConstraint(
                condition=Q(price_fen__isnull=True) | Q(price_fen__gte=0),
                name="outcome_price_not_negative",
            ),
        ]

    @property
    def owner_names(self) -> str:
        """Owners by their present names in the reader's language, largest share first."""
        return gettext("、").join(share.shown_owner for share in self.shares.all())


class OwnerShare(models.Model):
    """One owner's share in basis points; an outcome's shares add up to 10 000 exactly.

    An imported outcome whose source names no owner has none: they are unknown, not nobody.
    """

    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="shares")
    party = models.ForeignKey("parties.Party", models.PROTECT, null=True, blank=True)
    owner_name = models.CharField(_("权利人"), max_length=200)
    share_bp = models.PositiveIntegerField(_("份额（万分之一）"))

    class Meta:
        ordering = ["outcome", "-share_bp", "pk"]
        verbose_name = _("权利人份额")
        constraints = [
            models.UniqueConstraint(fields=["outcome", "owner_name"], name="owner_named_once"),
            models.CheckConstraint(
                condition=Q(share_bp__range=(1, WHOLE_BP)), name="share_is_part_of_the_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.share_bp}"

    @property
    def owner(self) -> str:
        """The registered party's present name, else the name given."""
        return self.party.name if self.party else self.owner_name

    @property
    def shown_owner(self) -> str:
        """The owner in the reader's language, where an English name is known."""
        return self.party.shown_name if self.party else self.owner_name
