"""What sources say about experts: append-only, each with its source and its day."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.reviews.models.experts import Expert
from kechuang.reviews.states import ContactKind, TieKind, Topic


class Statement(models.Model):
    """One statement about one expert; a correction is a later statement about the same thing.

    ``is_own_word``: said by the expert, whose word adds and takes nothing back (None: entered
    before this was kept).
    """

    source = models.CharField(_("来源"), max_length=200)
    as_of = models.DateField(_("截至日期"))
    stated_at = models.DateTimeField(_("记录时间"))
    is_own_word = models.BooleanField(_("本人所说"), null=True)

    class Meta:
        abstract = True
        ordering = ["expert", "as_of", "pk"]


class ExpertPost(Statement):
    """Works or worked at a unit; ``party`` where the unit is registered, else its name alone."""

    expert = models.ForeignKey(Expert, models.PROTECT, related_name="posts")
    party = models.ForeignKey("parties.Party", models.PROTECT, null=True, blank=True)
    unit_name = models.CharField(_("单位"), max_length=200)
    since = models.DateField(_("自"), null=True, blank=True)
    until = models.DateField(_("至"), null=True, blank=True)

    def __str__(self) -> str:
        return self.unit_name


class ExpertTie(Statement):
    """Related to a person; ``year`` is the last year of working together, None where unknown."""

    expert = models.ForeignKey(Expert, models.PROTECT, related_name="ties")
    kind = models.CharField(_("关系"), max_length=12, choices=TieKind.choices)
    person = models.CharField(_("对方姓名"), max_length=100)
    identity_digest = models.CharField(max_length=64, blank=True)
    year = models.PositiveSmallIntegerField(_("年份"), null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.person}"


class ExpertHolding(Statement):
    """Holds shares of a unit; ``until`` None: still does."""

    expert = models.ForeignKey(Expert, models.PROTECT, related_name="holdings")
    party = models.ForeignKey("parties.Party", models.PROTECT, null=True, blank=True)
    unit_name = models.CharField(_("单位"), max_length=200)
    share_bp = models.PositiveIntegerField(_("持股比例（万分之一）"), null=True, blank=True)
    until = models.DateField(_("至"), null=True, blank=True)

    def __str__(self) -> str:
        return self.unit_name


class ExpertContact(Statement):
    """Where the expert is reached, as a keyed digest for comparing."""

    expert = models.ForeignKey(Expert, models.PROTECT, related_name="contacts")
    kind = models.CharField(_("种类"), max_length=10, choices=ContactKind.choices)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.kind} {self.digest[:8]}"


class Declaration(Statement):
    """The statements on a topic are all there is, says this source; without it, unknown."""

    expert = models.ForeignKey(Expert, models.PROTECT, related_name="declarations")
    topic = models.CharField(pgettext_lazy("topic", "事项"), max_length=10, choices=Topic.choices)

    def __str__(self) -> str:
        return self.topic
