"""What people typed and uploaded, version after version."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.cases.models.cases import Case
from kechuang.files.models import StoredFile


class DraftVersion(models.Model):
    """One saving of a draft: ``changes`` maps the fields it changed to their new values (None
    where a field was emptied). All changes up to a revision make the draft of that revision."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="versions")
    revision = models.PositiveIntegerField(_("版次"))
    changes = models.JSONField(_("改动"))
    at = models.DateTimeField(_("时间"))
    by_id = models.BigIntegerField(_("账号"), null=True)

    class Meta:
        ordering = ["case", "revision"]
        verbose_name = _("草稿版次")
        constraints = [
            models.UniqueConstraint(fields=["case", "revision"], name="draft_revision_once")
        ]

    def __str__(self) -> str:
        return f"{self.case} #{self.revision}"


class Attachment(models.Model):
    """A file in a field of the form; the draft names it by its digest."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="attachments")
    field = models.CharField(_("栏目"), max_length=60)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="case_attachments")
    at = models.DateTimeField(_("时间"))
    by_id = models.BigIntegerField(_("账号"), null=True)

    class Meta:
        ordering = ["case", "pk"]
        verbose_name = _("附件")

    def __str__(self) -> str:
        return f"{self.field} {self.file}"


class CaseDocument(models.Model):
    """A document that steps of the procedure want; of several under one name the last counts."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    document = models.CharField(_("材料"), max_length=60)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="case_documents")
    at = models.DateTimeField(_("时间"))
    by_id = models.BigIntegerField(_("账号"), null=True)

    class Meta:
        ordering = ["case", "pk"]
        verbose_name = _("材料")

    def __str__(self) -> str:
        return f"{self.document} {self.file}"
