"""Schemes, appropriations and budget lines."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.audit.models import FoundRow
from kechuang.engines.wording import Text
from kechuang.ledger.models.books import Account, Book
from kechuang.ledger.states import Distribution, FundSource


class Scheme(FoundRow):
    """A funding scheme (专项) of a department; its money lies in one book."""

    code = models.SlugField(_("专项代码"), unique=True)
    name = models.CharField(_("专项"), max_length=200)
    name_en = models.CharField(_("英文名称"), max_length=300)
    book = models.ForeignKey(Book, models.PROTECT, related_name="schemes", verbose_name=_("账套"))

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """The name in the reader's language."""
        return Text(self.name, self.name_en).said_in(get_language() or "zh-hans")


class Appropriation(FoundRow):
    """Money that a level of government made available for a year (预算指标)."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="appropriations")
    year = models.PositiveSmallIntegerField(_("预算年度"))
    source = models.CharField(_("资金来源"), max_length=20, choices=FundSource.choices)
    doc_no = models.CharField(_("指标文号"), max_length=100)
    account = models.OneToOneField(Account, models.PROTECT, related_name="appropriation")

    class Meta:
        ordering = ["book", "year", "source", "doc_no"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "year", "source", "doc_no"], name="appropriation_document_once"
            )
        ]

    def __str__(self) -> str:
        return self.doc_no


class BudgetLine(FoundRow):
    """What an appropriation gives to one scheme."""

    appropriation = models.ForeignKey(Appropriation, models.PROTECT, related_name="lines")
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="lines")
    distribution = models.CharField(
        _("不足时"),
        max_length=20,
        choices=Distribution.choices,
        default=Distribution.FIRST_COME,
    )
    account = models.OneToOneField(Account, models.PROTECT, related_name="line")

    class Meta:
        ordering = ["scheme", "appropriation"]
        constraints = [
            models.UniqueConstraint(
                fields=["appropriation", "scheme"], name="line_once_per_appropriation_and_scheme"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme} · {self.appropriation}"
