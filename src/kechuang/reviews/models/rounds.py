"""A round of reviews: its rules, its phase, the seed of its draws."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kechuang.reviews.states import Method, Phase, PlaceRule

LEAST_REPORTS = 3


class ReviewRound(models.Model):
    """What is judged together under one set of rules, which never change once it is open.

    ``region_code`` is the bureau's; ``fields`` are the disciplines of the pool (empty: all).
    ``conflict_years`` by tie, ``former_post_years`` (None: for ever) and ``is_unknown_excluded``
    are parameters of ``engines/panel``'s policy. ``funded``: proposals above the funding line.
    ``order_key`` shuffles what each viewer is shown. Source of the minimum of three reports:
    国家自然科学基金条例 (2024) 第15条.
    """

    code = models.SlugField(_("代码"), unique=True)
    title = models.CharField(_("名称"), max_length=200)
    region_code = models.CharField(_("主管地区"), max_length=6)
    fields = models.JSONField(_("学科范围"), default=list)
    phase = models.CharField(_("阶段"), max_length=10, choices=Phase.choices)
    method = models.CharField(_("分派办法"), max_length=10, choices=Method.choices)
    reports_wanted = models.PositiveSmallIntegerField(_("每项意见数"))
    load_limit = models.PositiveSmallIntegerField(_("每人评审上限"))
    place_rule = models.CharField(_("地区要求"), max_length=16, choices=PlaceRule.choices)
    away_at_least = models.PositiveSmallIntegerField(_("异地席位"))
    region_at_most = models.PositiveSmallIntegerField(_("同一地区上限"), null=True, blank=True)
    pair_cap_bp = models.PositiveIntegerField(_("每对概率上限（基点）"), null=True, blank=True)
    most_exclusions = models.PositiveSmallIntegerField(_("可请求回避人数"))
    former_post_years = models.PositiveSmallIntegerField(_("原单位回避年限"), null=True)
    conflict_years = models.JSONField(_("关系回避年限"), default=dict)
    is_unknown_excluded = models.BooleanField(_("情况不明者不入名单"))
    switched_off = models.JSONField(_("不适用的规则"), default=list)
    ties = models.JSONField(_("同分规则"), default=list)
    funded = models.PositiveIntegerField(_("拟立项数"))
    review_on = models.DateField(_("评审日期"))
    due_at = models.DateTimeField(_("意见截止"))
    order_key = models.CharField(max_length=64)
    public_word = models.CharField(_("公开字样"), max_length=200, blank=True)
    opened_at = models.DateTimeField(_("开封时间"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("评审轮次")
        constraints = [
            models.CheckConstraint(
                condition=Q(reports_wanted__gte=LEAST_REPORTS), name="reviews_round_three_reports"
            ),
            models.CheckConstraint(condition=Q(load_limit__gte=1), name="reviews_round_some_load"),
            models.CheckConstraint(
                condition=Q(away_at_least__lte=F("reports_wanted")),
                name="reviews_round_away_fits",
            ),
            models.CheckConstraint(
                condition=Q(most_exclusions__lte=3), name="reviews_round_three_exclusions"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Criterion(models.Model):
    """Marks are whole numbers 0…``most``; ``weight_bp`` is its share of the total."""

    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="criteria")
    code = models.SlugField(_("代码"))
    label = models.CharField(_("指标"), max_length=100)
    label_en = models.CharField(_("英文"), max_length=200)
    weight_bp = models.PositiveIntegerField(_("权重（基点）"))
    most = models.PositiveSmallIntegerField(_("满分"))

    class Meta:
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "code"], name="reviews_criterion_once")
        ]

    def __str__(self) -> str:
        return self.label


class RoundSeed(models.Model):
    """The secret of the draws, in a table of its own; shown to nobody before the opening."""

    round = models.OneToOneField(ReviewRound, models.PROTECT, primary_key=True, related_name="seed")
    value = models.CharField(max_length=64)
    unit_key = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(_("封存时间"))

    def __str__(self) -> str:
        return str(self.round_id)
