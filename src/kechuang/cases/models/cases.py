"""Cases and who takes part in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.numbers import NumberSeries
from kechuang.cases.models.rounds import Round
from kechuang.engines.wording import Text


class CaseSeries(NumberSeries):
    """The last number given to cases of a year."""


class Case(models.Model):
    """One run of a round's procedure.

    ``situation`` is what ``flow.situation_as_data`` writes; facts are asked anew each time and
    never kept in it. ``draft`` holds what people typed, up to ``revision``; it counts once a step
    with its form is taken. ``reached_staff_at``: since then the authority may read the case;
    ``published_at``: since then the public reads its public wording. ``next_due_at``: when a
    clock brings something next; ``ends_at``: when the first of its clocks runs out, as it was
    known then.
    """

    number = models.CharField(_("编号"), max_length=20, unique=True)
    title = models.CharField(_("名称"), max_length=200)
    title_en = models.CharField(_("英文名称"), max_length=400, blank=True)
    round = models.ForeignKey(Round, models.PROTECT, related_name="cases")
    party = models.ForeignKey(
        "parties.Party", models.PROTECT, null=True, related_name="cases", verbose_name=_("单位")
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    state = models.CharField(_("状态"), max_length=60, db_index=True)
    situation = models.JSONField(_("办理情况"))
    draft = models.JSONField(_("草稿"), default=dict)
    revision = models.PositiveIntegerField(_("草稿版次"), default=0)
    is_closed = models.BooleanField(_("已办结"), default=False)
    next_due_at = models.DateTimeField(_("下次到期"), null=True, db_index=True)
    ends_at = models.DateTimeField(_("期限届满"), null=True, db_index=True)
    reached_staff_at = models.DateTimeField(_("送达主管部门时间"), null=True)
    published_at = models.DateTimeField(_("公开时间"), null=True)
    begun_at = models.DateTimeField(_("开始时间"))
    begun_by_id = models.BigIntegerField(_("开始账号"), null=True)
    updated_at = models.DateTimeField(_("更新时间"), db_index=True)

    class Meta:
        ordering = ["-updated_at", "-pk"]
        verbose_name = _("事项")

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def shown_title(self) -> str:
        """The title in the reader's language; the Chinese one where there is no other."""
        return Text(self.title, self.title_en or self.title).said_in(get_language() or "zh-hans")


class Participant(models.Model):
    """Who holds a role of the procedure in one case: a person, or everybody of a party."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="participants")
    role = models.CharField(_("角色"), max_length=60)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="case_roles"
    )
    party = models.ForeignKey("parties.Party", models.PROTECT, null=True, related_name="case_roles")
    since = models.DateTimeField(_("自"))
    until = models.DateTimeField(_("至"), null=True, blank=True)

    class Meta:
        ordering = ["case", "role", "pk"]
        verbose_name = _("参与人")
        constraints = [
            models.CheckConstraint(
                condition=Q(account__isnull=False) ^ Q(party__isnull=False),
                name="participant_person_or_party",
            ),
            models.UniqueConstraint(
                fields=["case", "role", "account"],
                condition=Q(until__isnull=True, account__isnull=False),
                name="participant_account_once",
            ),
            models.UniqueConstraint(
                fields=["case", "role", "party"],
                condition=Q(until__isnull=True, party__isnull=False),
                name="participant_party_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.account or self.party}"
