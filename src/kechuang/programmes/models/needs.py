"""Needs, the sheets that score them, and the search for what they may repeat."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.programmes.models.rounds import ProgrammeRound
from kechuang.programmes.states import DuplicateKind


class Need(models.Model):
    """One need on its way to the list; ``case`` runs the item's procedure.

    ``prefilled`` tells of each field that was filled in for the demander where it came from.
    ``is_name_hidden``: the demand it grew from is published without its enterprise's name.
    """

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="need")
    programme = models.ForeignKey(ProgrammeRound, models.PROTECT, related_name="needs")
    demand = models.ForeignKey(
        "demands.Demand", models.PROTECT, null=True, blank=True, related_name="needs"
    )
    prefilled = models.JSONField(_("预填内容的来源"), default=list)
    is_name_hidden = models.BooleanField(_("不公开需求方名称"), default=False)
    begun_at = models.DateTimeField(_("开始时间"))

    class Meta:
        ordering = ["programme", "-begun_at", "-pk"]
        verbose_name = _("技术需求")

    def __str__(self) -> str:
        return str(self.case)


class ListingScore(models.Model):
    """One person's score sheet (定榜评分表); the latest of each person counts, all are kept.

    ``marks`` maps criteria to marks; ``content_digest`` is that of the need as it was scored.
    """

    need = models.ForeignKey(Need, models.PROTECT, related_name="scores")
    marks = models.JSONField(_("各项得分"))
    points = models.PositiveSmallIntegerField(_("总分"))
    remark = models.TextField(_("评语"), blank=True)
    content_digest = models.CharField(_("需求内容摘要"), max_length=64)
    scored_at = models.DateTimeField(_("评分时间"))
    scored_by_id = models.BigIntegerField(_("评分账号"))

    class Meta:
        ordering = ["need", "scored_at", "pk"]
        verbose_name = _("定榜评分")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(points__lte=100), name="programmes_points_at_most_full"
            )
        ]

    def __str__(self) -> str:
        return f"{self.need} {self.points}"


class DuplicateSearch(models.Model):
    """One search for what a need may repeat; ``searched`` counts what was looked through."""

    need = models.ForeignKey(Need, models.PROTECT, related_name="searches")
    content_digest = models.CharField(_("需求内容摘要"), max_length=64)
    searched = models.JSONField(_("检索范围"))
    found_at = models.DateTimeField(_("查重时间"))
    found_by_id = models.BigIntegerField(_("查重账号"), null=True)

    class Meta:
        ordering = ["need", "-found_at", "-pk"]
        verbose_name = _("查重")

    def __str__(self) -> str:
        return f"{self.need} {self.found_at:%Y-%m-%d}"


class DuplicateCandidate(models.Model):
    """Something the need may repeat; ``reasons`` add up to ``score`` as the engine told them."""

    search = models.ForeignKey(DuplicateSearch, models.PROTECT, related_name="candidates")
    kind = models.CharField(_("种类"), max_length=20, choices=DuplicateKind.choices)
    reference = models.CharField(_("编号"), max_length=60)
    title = models.CharField(_("名称"), max_length=400)
    rank = models.PositiveSmallIntegerField(_("名次"))
    score = models.BigIntegerField(_("得分"))
    share_bp = models.PositiveIntegerField(_("题目内容重合"))
    strength = models.CharField(_("强度"), max_length=10)
    reasons = models.JSONField(_("理由"))

    class Meta:
        ordering = ["search", "kind", "rank"]
        verbose_name = _("疑似重复")
        constraints = [
            models.UniqueConstraint(
                fields=["search", "kind", "reference"], name="programmes_candidate_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


class DuplicateRuling(models.Model):
    """What the officer decided about one search; ``candidate`` is what the need repeats."""

    search = models.ForeignKey(DuplicateSearch, models.PROTECT, related_name="rulings")
    is_duplicate = models.BooleanField(_("重复"))
    candidate = models.ForeignKey(
        DuplicateCandidate, models.PROTECT, null=True, blank=True, related_name="rulings"
    )
    reason = models.TextField(_("理由"))
    ruled_at = models.DateTimeField(_("认定时间"))
    ruled_by_id = models.BigIntegerField(_("认定账号"))

    class Meta:
        ordering = ["search", "-ruled_at", "-pk"]
        verbose_name = _("查重认定")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_duplicate=True) ^ models.Q(candidate__isnull=True),
                name="programmes_duplicate_names_what",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="programmes_ruling_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.search} {self.is_duplicate}"
