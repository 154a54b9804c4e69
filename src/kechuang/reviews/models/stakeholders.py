"""Who is behind a submission by name alone, and who has a stake in a round besides."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.engines.wording import Text
from kechuang.reviews.models.rounds import ReviewRound
from kechuang.reviews.models.submissions import Submission


class NamedApplicant(models.Model):
    """An applicant whom the register of parties does not hold, as the submission names it."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="named_applicants")
    name = models.CharField(_("单位"), max_length=200)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=40, blank=True)
    role = models.CharField(_("角色"), max_length=60)

    class Meta:
        ordering = ["submission", "pk"]

    def __str__(self) -> str:
        return f"{self.role} {self.name}"


class Stakeholder(models.Model):
    """A unit that wins or loses by a round without being judged in it, with its ``people`` (names):
    whoever is in conflict with one of them judges nothing in the round.

    ``party`` None: the register does not hold it. ``name`` "" where only people are known.
    """

    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="stakeholders")
    role = models.CharField(_("角色"), max_length=60)
    role_en = models.CharField(_("角色（英文）"), max_length=100)
    party = models.ForeignKey("parties.Party", models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("单位"), max_length=200, blank=True)
    people = models.JSONField(_("人员"), default=list)

    class Meta:
        ordering = ["round", "pk"]
        verbose_name = _("利害关系方")

    def __str__(self) -> str:
        return f"{self.role} {self.name}"

    @property
    def part(self) -> Text:
        """As what it has a stake."""
        return Text(self.role, self.role_en)
