"""Snapshots, the standing of each firm in them, and appeals."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.points.states import Outcome


class Snapshot(models.Model):
    """A ranking of all enterprises by one scheme on one day; nothing of it ever changes.

    ``inputs`` and ``scores`` hold zlib-packed canonical JSON: the texts of the scheme, its lists
    and the catalogue with every fact; and what was computed of them. A corrected ranking is a
    later snapshot that ``replaces`` this one.
    """

    scheme_id = models.CharField(_("积分方案"), max_length=100)
    scheme_digest = models.CharField(_("方案摘要"), max_length=64)
    on = models.DateField(_("基准日"))
    firms = models.PositiveIntegerField(_("企业数"))
    inputs = models.BinaryField()
    inputs_digest = models.CharField(_("输入摘要"), max_length=64)
    scores = models.BinaryField()
    results_digest = models.CharField(_("结果摘要"), max_length=64)
    made_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("封存时间"))
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by", verbose_name=_("替代")
    )

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.scheme_id} {self.on} #{self.pk}"


class Standing(models.Model):
    """One firm in one snapshot; points in thousandths.

    ``lists``: by list, its place (on, possible, off), the line and the margins to it.
    ``evidence``: zlib-packed canonical JSON, line by line, of words, facts and what is missing.
    """

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="standings")
    party = models.ForeignKey(
        "parties.Party", models.PROTECT, related_name="+", verbose_name=_("企业")
    )
    number = models.PositiveIntegerField()
    stage = models.CharField(_("阶段"), max_length=200)
    low = models.IntegerField(_("已证实得分"))
    high = models.IntegerField(_("最高可能得分"))
    proven_place = models.PositiveIntegerField(_("名次（已证实）"))
    best_place = models.PositiveIntegerField(_("最好名次"))
    worst_place = models.PositiveIntegerField(_("最差名次"))
    place_span = models.PositiveIntegerField(_("权重变动影响"))
    lists = models.JSONField(_("名单"), default=dict)
    evidence = models.BinaryField()

    class Meta:
        ordering = ["snapshot", "proven_place", "number"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "party"], name="standing_once"),
            models.CheckConstraint(
                condition=models.Q(low__lte=models.F("high"))
                & models.Q(best_place__lte=models.F("proven_place"))
                & models.Q(proven_place__lte=models.F("worst_place")),
                name="standing_is_ordered",
            ),
        ]
        indexes = [models.Index(fields=["snapshot", "proven_place"])]

    def __str__(self) -> str:
        return f"{self.snapshot_id} {self.party_id} {self.best_place}–{self.worst_place}"


class Appeal(models.Model):
    """A firm asks that its standing be looked at again; answered once, with the reason."""

    standing = models.ForeignKey(Standing, models.PROTECT, related_name="appeals")
    grounds = models.TextField(_("复核理由"), max_length=2_000)
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("提出时间"))
    outcome = models.CharField(_("结论"), max_length=10, choices=Outcome.choices, blank=True)
    reason = models.TextField(_("答复"), max_length=2_000, blank=True)
    answered_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("答复时间"), null=True)
    renewed = models.ForeignKey(
        Snapshot, models.PROTECT, null=True, related_name="+", verbose_name=_("新的快照")
    )

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["standing"], condition=models.Q(outcome=""), name="one_open_appeal"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.outcome}"
