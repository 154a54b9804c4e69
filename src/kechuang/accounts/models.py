"""People, departments, memberships."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.base.roles import Role


class User(AbstractUser):
    """A person who logs in; what the person may do follows from memberships only."""

    full_name = models.CharField(_("姓名"), max_length=100)
    phone = models.CharField(_("手机"), max_length=20, blank=True)
    must_change_password = models.BooleanField(_("须更改密码"), default=False)

    class Meta:
        verbose_name = _("账号")

    def __str__(self) -> str:
        return self.full_name or self.username


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
                condition=~models.Q(role__in=[Role.ENTERPRISE, Role.INSTITUTION, Role.BANK])
                | models.Q(party__isnull=False),
                violation_error_message=_("企业、高校院所、银行与基金的角色必须写明所属单位。"),
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_begins",
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                violation_error_message=_("终止日期不能早于开始日期。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"
