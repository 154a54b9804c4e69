"""Parties, their names, relations and facts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.engines.rulebook import OWN_WORDS
from kechuang.engines.wording import Text
from kechuang.parties.states import PartyKind, RelationKind


class Party(models.Model):
    """An organisation, identified by its unified social credit code (GB 32100)."""

    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, unique=True)
    name = models.CharField(_("名称"), max_length=200, db_index=True)
    name_en = models.CharField(_("英文名称"), max_length=300, blank=True)
    kind = models.CharField(_("类型"), max_length=20, choices=PartyKind.choices)
    region_code = models.CharField(_("行政区划"), max_length=6, db_index=True)
    industry_code = models.CharField(_("国民经济行业"), max_length=4, blank=True, db_index=True)
    established_on = models.DateField(_("成立日期"), null=True, blank=True)
    is_code_overridden = models.BooleanField(_("信用代码由主管部门确认例外"), default=False)
    updated_at = models.DateTimeField(_("更新时间"))

    class Meta:
        ordering = ["name"]
        verbose_name = _("主体")

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """The name in the reader's language; the Chinese one where there is no other."""
        return Text(self.name, self.name_en or self.name).said_in(get_language() or "zh-hans")


class FormerName(models.Model):
    """A name the party had until a day; conflicts of interest follow former names too."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="former_names")
    name = models.CharField(_("曾用名"), max_length=200, db_index=True)
    until = models.DateField(_("使用至"), null=True, blank=True)

    class Meta:
        ordering = ["party", "-until"]
        constraints = [
            models.UniqueConstraint(fields=["party", "name"], name="former_name_once_per_party")
        ]

    def __str__(self) -> str:
        return self.name


class Relation(models.Model):
    """``subject`` is a branch, shareholder, parent or partner of ``party``."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="relations")
    subject = models.ForeignKey(Party, models.PROTECT, related_name="relations_as_subject")
    kind = models.CharField(_("关系"), max_length=20, choices=RelationKind.choices)
    share_bp = models.PositiveIntegerField(_("持股比例（万分之一）"), null=True, blank=True)

    class Meta:
        ordering = ["party", "kind", "subject"]
        constraints = [
            models.UniqueConstraint(fields=["party", "subject", "kind"], name="relation_once"),
            models.CheckConstraint(
                condition=models.Q(share_bp__isnull=True) | models.Q(share_bp__lte=10_000),
                name="relation_share_at_most_whole",
            ),
            models.CheckConstraint(
                condition=~models.Q(party=models.F("subject")), name="relation_between_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.get_kind_display()} {self.party}"


class PartyFact(models.Model):
    """One statement about a party by one source; sources may disagree and all are kept.

    ``value`` is the canonical text: integer fen, count, basis points or days; ``true``/``false``;
    ISO date; code or text; of a list the SHA-256 of its ``records``. Rows are append-only: a
    correction is a later row.
    """

    party = models.ForeignKey(Party, models.PROTECT, related_name="facts")
    name = models.CharField(_("事实"), max_length=60)
    period = models.CharField(_("期间"), max_length=10, blank=True)
    value = models.CharField(_("值"), max_length=300)
    records = models.TextField(_("清单"), max_length=100_000, null=True)
    unit = models.CharField(_("单位"), max_length=20, blank=True)
    source = models.CharField(_("来源"), max_length=200)
    as_of = models.DateField(_("截至日期"))
    certified_by = models.CharField(_("核验单位"), max_length=200, blank=True)
    raw_text = models.CharField(_("原文"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("记录时间"))

    class Meta:
        ordering = ["party", "name", "period", "-as_of", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "name", "period", "source", "as_of", "value", "certified_by"],
                name="fact_stated_once_per_source_and_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.period} = {self.value}"

    @property
    def is_own_word(self) -> bool:
        """Whether the party says so itself and nobody certified it."""
        return not self.certified_by and self.source.startswith(OWN_WORDS)

    @property
    def told(self) -> str:
        """The canonical text that ``typed_value`` reads."""
        return self.value if self.records is None else self.records
