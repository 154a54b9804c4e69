"""Policy documents and clauses."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.engines.wording import Text
from kechuang.policies.grades import EVIDENCE, TEXT_KINDS


class PolicyDocument(models.Model):
    """One policy document; ``pack_digest`` names the executable version, empty if text only."""

    pack_id = models.CharField(_("政策包"), max_length=100, unique=True)
    pack_digest = models.CharField(max_length=64, blank=True)
    title = models.CharField(_("标题"), max_length=300)
    title_en = models.CharField(_("英文标题"), max_length=400)
    issuer = models.CharField(_("发文机关"), max_length=200)
    doc_no = models.CharField(_("文号"), max_length=200, blank=True)
    issued_on = models.DateField(_("发文日期"), null=True, blank=True)
    valid_from = models.DateField(_("生效日期"), null=True, blank=True)
    valid_to = models.DateField(_("失效日期"), null=True, blank=True)
    region = models.CharField(_("适用地区"), max_length=6, db_index=True)
    evidence = models.CharField(_("依据核实程度"), max_length=40)
    text_kind = models.CharField(_("条文性质"), max_length=40)
    is_example = models.BooleanField(_("示例"), default=False)
    adopted_from = models.CharField(_("参照"), max_length=100, blank=True)
    is_listed = models.BooleanField(_("在库"), default=True)
    updated_at = models.DateTimeField(_("更新时间"))

    class Meta:
        ordering = ["region", "title"]
        verbose_name = _("政策")

    def __str__(self) -> str:
        return self.title

    @property
    def shown_title(self) -> str:
        return _said(self.title, self.title_en)

    @property
    def shown_evidence(self) -> str:
        return str(EVIDENCE.get(self.evidence, self.evidence))

    @property
    def shown_text_kind(self) -> str:
        return str(TEXT_KINDS.get(self.text_kind, self.text_kind))

    def is_in_force(self, on: date) -> bool:
        """True when ``on`` lies within the document's dates; an unknown date does not exclude."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


class PolicyClause(models.Model):
    """One executable clause of a document."""

    document = models.ForeignKey(PolicyDocument, models.CASCADE, related_name="clauses")
    clause_id = models.CharField(_("条款编号"), max_length=100)
    article = models.CharField(_("条款"), max_length=300)
    article_en = models.CharField(max_length=400)
    title = models.CharField(_("名称"), max_length=300)
    title_en = models.CharField(_("英文名称"), max_length=400)
    kind = models.CharField(_("类型"), max_length=40)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["document", "order"]
        constraints = [
            models.UniqueConstraint(fields=["document", "clause_id"], name="clause_once")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def shown_title(self) -> str:
        return _said(self.title, self.title_en)

    @property
    def shown_article(self) -> str:
        return _said(self.article, self.article_en)


def _said(zh: str, en: str) -> str:
    return Text(zh, en).said_in(get_language() or "zh-hans")
