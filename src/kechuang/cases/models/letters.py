"""Letters (文书) that steps wrote; never changed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.base.letters import letter_source
from kechuang.base.registry.numbers import NumberSeries
from kechuang.cases.models.cases import Case
from kechuang.cases.models.publicity import Objection
from kechuang.cases.models.steps import StepTaken
from kechuang.files.models import StoredFile


class LetterSeries(NumberSeries):
    """The last letter number of an office's word and year."""


class Letter(models.Model):
    """One letter as it left the house: ``file`` is its Word file, ``digest`` that file's SHA-256.

    The file is kept, not only what it was filled with: no later change of a template or of a
    library changes a letter that somebody holds. ``objection`` is the one that it answers.
    ``content`` tells in both languages what the step said.
    """

    number = models.CharField(_("发文编号"), max_length=20, unique=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="letters")
    step = models.ForeignKey(StepTaken, models.PROTECT, related_name="letters")
    objection = models.ForeignKey(Objection, models.PROTECT, null=True, related_name="letters")
    template = models.CharField(_("模板"), max_length=60)
    addressee = models.CharField(_("主送"), max_length=300)
    content = models.JSONField(_("内容"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="case_letters")
    digest = models.CharField(_("摘要"), max_length=64)
    written_at = models.DateTimeField(_("时间"))

    class Meta:
        ordering = ["case", "pk"]
        verbose_name = _("文书")

    def __str__(self) -> str:
        return f"{self.doc_no} {self.template}"

    @property
    def doc_no(self) -> str:
        """发文字号, such as 云科函〔2026〕12号 (GB/T 9704-2012, 7.2.5)."""
        return letter_number(self.number)

    @property
    def shown_title(self) -> str:
        """What kind of letter it is, in the reader's language."""
        return letter_source(self.template).title.said_in(get_language() or "zh-hans")


def letter_number(number: str) -> str:
    """``number`` of a series as letters bear it: without leading zeros."""
    series, _dash, place = number.partition("-")
    return f"{series[:-4]}〔{series[-4:]}〕{int(place)}号"
