"""Who works on a project, and what it must reach."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kechuang.programmes.models.execution.contracts import Contract


class TeamMember(models.Model):
    """Somebody of the team, from a day on; ``until`` is the last day."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="team")
    name = models.CharField(_("姓名"), max_length=100)
    unit = models.CharField(_("单位"), max_length=200)
    task = models.CharField(_("分工"), max_length=300, blank=True)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True)

    class Meta:
        ordering = ["contract", "pk"]
        verbose_name = _("团队成员")
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "name", "unit"],
                condition=Q(until__isnull=True),
                name="team_member_once",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="team_member_term_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.unit}"


class Target(models.Model):
    """A measurable target (考核指标) of the contract; ``wanted`` is what stands now.

    ``is_more_better``: a lower value asks less of the team; otherwise a higher one does.
    """

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="targets")
    name = models.CharField(_("指标"), max_length=200)
    unit = models.CharField(_("单位"), max_length=40, blank=True)
    is_more_better = models.BooleanField(_("越大越好"), default=True)
    agreed = models.DecimalField(_("约定值"), max_digits=18, decimal_places=4)
    wanted = models.DecimalField(_("现行值"), max_digits=18, decimal_places=4)

    class Meta:
        ordering = ["contract", "pk"]
        verbose_name = _("考核指标")
        constraints = [
            models.UniqueConstraint(fields=["contract", "name"], name="target_once_per_contract")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.wanted}{self.unit}"
