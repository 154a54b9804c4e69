"""Imports and the mappings of columns that were confirmed before."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kechuang.intake.states import ImportKind, JobState, Work


class ImportJob(models.Model):
    """One table on its way into a registry.

    ``preview`` holds the header, the first rows and what reading the file told; ``problems`` the
    first rejections as ``{row, column, zh, en}``; ``account_id`` is None for the system's imports.
    """

    kind = models.CharField(_("类别"), max_length=20, choices=ImportKind.choices, db_index=True)
    state = models.CharField(
        _("状态"), max_length=20, choices=JobState.choices, default=JobState.UPLOADED, db_index=True
    )
    original = models.ForeignKey(
        "files.StoredFile", models.PROTECT, related_name="+", verbose_name=_("原文件")
    )
    source = models.CharField(_("数据来源"), max_length=100)
    as_of = models.DateField(_("数据截至日期"), null=True, blank=True)
    overrides_codes = models.BooleanField(_("允许不合规的信用代码"), default=False)
    publishes = models.BooleanField(_("导入后直接发布"), default=True)
    preview = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    rows_in = models.PositiveIntegerField(_("总行数"), default=0)
    accepted = models.PositiveIntegerField(_("通过"), default=0)
    rejected = models.PositiveIntegerField(_("退回"), default=0)
    blank = models.PositiveIntegerField(_("空行"), default=0)
    created = models.PositiveIntegerField(_("新增"), default=0)
    updated = models.PositiveIntegerField(_("更新"), default=0)
    unchanged = models.PositiveIntegerField(_("未变"), default=0)
    warnings = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    returned = models.ForeignKey(
        "files.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("退回文件"),
    )
    work = models.CharField(max_length=20, choices=Work.choices, blank=True)
    work_done = models.PositiveIntegerField(default=0)
    refusal = models.JSONField(default=list)
    account_id = models.BigIntegerField(_("账号"), null=True)
    account_name = models.CharField(_("导入人"), max_length=200)
    uploaded_at = models.DateTimeField(_("上传时间"), db_index=True)
    confirmed_at = models.DateTimeField(_("导入时间"), null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("导入")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[JobState.UPLOADED, JobState.MAPPED, JobState.DISCARDED])
                | Q(rows_in=F("accepted") + F("rejected") + F("blank")),
                name="import_accounts_for_every_row",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.original}"

    @property
    def header(self) -> list[str]:
        header: list[str] = self.preview["header"]
        return header

    @property
    def counts(self) -> dict[str, Any]:
        """Rows by what became of them."""
        names = ("rows_in", "accepted", "rejected", "blank", "created", "updated", "unchanged")
        return {name: getattr(self, name) for name in names}


class ColumnMapping(models.Model):
    """How columns of this header were mapped when such a table was last confirmed."""

    kind = models.CharField(max_length=20, choices=ImportKind.choices)
    header_digest = models.CharField(max_length=64)
    mapping = models.JSONField()
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "header_digest"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "header_digest"], name="one_mapping_per_kind_and_header"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.header_digest[:12]}"
