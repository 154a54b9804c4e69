"""People, departments, memberships; openings of restricted records; requests for erasure."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kechuang.accounts.states import ErasureState
from kechuang.audit.models import Event, pseudonym
from kechuang.audit.states import Basis
from kechuang.base.roles import Role


class User(AbstractUser):
    """A person who logs in; what the person may do follows from memberships only."""

    full_name = models.CharField(_("姓名"), max_length=100)
    phone = models.CharField(_("手机"), max_length=20, blank=True)
    must_change_password = models.BooleanField(_("须更改密码"), default=False)
    erased_at = models.DateTimeField(_("个人信息删除时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("账号")

    def __str__(self) -> str:
        return pseudonym(self.pk) if self.erased_at else self.full_name or self.username


class Department(models.Model):
    """A department (处室) of the science and technology bureau."""

    code = models.SlugField(_("代码"), unique=True)
    name = models.CharField(_("名称"), max_length=100)
    name_en = models.CharField(_("英文名称"), max_length=200)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A role of a person, bounded to an organisation, a department and a district if given."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    role = models.CharField(_("角色"), max_length=30, choices=Role.choices)
    party = models.ForeignKey("parties.Party", models.PROTECT, null=True, blank=True)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True)
    district = models.CharField(_("辖区"), max_length=6, blank=True)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)

    class Meta:
        ordering = ["user", "role"]
        constraints = [
            models.CheckConstraint(
                name="membership_party_roles_name_a_party",
                condition=~Q(role__in=[Role.ENTERPRISE, Role.INSTITUTION, Role.BANK])
                | Q(party__isnull=False),
                violation_error_message=_("企业、高校院所、银行与基金的角色必须写明所属单位。"),
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message=_("终止日期不能早于开始日期。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"


class BreakGlass(models.Model):
    """The restricted records of ``party``, opened for reading until ``until`` (破窗查阅).

    Rows stay: triggers refuse every change but the one that closes. What was looked into is in
    the audit chain, in the events about this row.
    """

    party = models.ForeignKey("parties.Party", models.PROTECT, verbose_name=_("被查阅单位"))
    user = models.ForeignKey(
        User, models.PROTECT, related_name="openings", verbose_name=_("查阅人")
    )
    reason = models.TextField(_("理由"))
    opened_at = models.DateTimeField(_("打开时间"))
    until = models.DateTimeField(_("有效至"))
    closed_at = models.DateTimeField(_("提前关闭时间"), null=True, blank=True)

    class Meta:
        ordering = ["-opened_at", "-pk"]
        verbose_name = _("破窗查阅")
        indexes = [
            models.Index(fields=["user", "until"]),
            models.Index(fields=["party", "-opened_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("opened_at")), name="opening_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | Q(closed_at__gte=F("opened_at"), closed_at__lte=F("until")),
                name="opening_closed_while_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.party}"

    def is_open(self, at: datetime) -> bool:
        return self.opened_at <= at < (self.closed_at or self.until)


class ErasureRequest(models.Model):
    """Asked for by one person (often the one it is about) and decided by another.

    ``further`` are numbers of audit events, beside those about the account, whose content
    concerns the person. ``erased_by`` is the event that says what was erased.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="erasure_requests")
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(_("申请时间"))
    basis = models.CharField(_("依据"), max_length=20, choices=Basis.choices)
    reason = models.TextField(_("理由"))
    further = models.JSONField(_("另外涉及的审计序号"), default=list, blank=True)
    state = models.CharField(_("状态"), max_length=20, choices=ErasureState.choices)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("决定时间"), null=True)
    answer = models.TextField(_("答复"), blank=True)
    erased_by = models.ForeignKey(Event, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-requested_at", "-pk"]
        verbose_name = _("个人信息删除申请")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(state=ErasureState.REQUESTED),
                name="erasure_one_open_request",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | (~Q(decided_by=F("requested_by")) & ~Q(decided_by=F("user"))),
                name="erasure_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.state}"
