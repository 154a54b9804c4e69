"""Forms of the administration of accounts."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.accounts.models import Department
from kechuang.accounts.selectors import registered_parties
from kechuang.accounts.states import LONGEST_HOURS, USUAL_HOURS
from kechuang.audit.states import Basis
from kechuang.base.identifiers import is_region_under, listed_regions
from kechuang.base.registry.wording import said
from kechuang.base.roles import Role
from kechuang.engines.wording import Text

MOST_DIGITS = 18
DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class AccountForm(forms.Form):
    username = forms.CharField(
        label=_("用户名"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text=_("登录时使用，不区分大小写，创建后不再更改。"),
    )
    full_name = forms.CharField(label=_("姓名"), max_length=100)
    phone = forms.CharField(label=_("手机"), max_length=20, required=False)
    password = forms.CharField(
        label=_("初始密码"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        required=False,
        help_text=_("留空则自动生成，只显示一次。无论哪种，本人首次登录时都须更改。"),
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("角色"), choices=Role.choices)
    party = forms.CharField(
        label=_("单位的统一社会信用代码"),
        max_length=18,
        required=False,
        help_text=_("企业、高校院所、银行与基金的角色必须写明所属单位。"),
    )
    department = forms.ModelChoiceField(
        label=_("处室"), queryset=Department.objects.all(), required=False
    )
    district = forms.CharField(label=_("辖区代码"), max_length=6, required=False)
    since = forms.DateField(label=_("自"), widget=DAY)
    until = forms.DateField(
        label=_("至"),
        widget=DAY,
        required=False,
        help_text=_("含当日；留空表示长期。"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["department"].label_from_instance = _department_name  # type: ignore[attr-defined]
        self.fields["district"].help_text = _("留空表示全市。{districts}").format(
            districts=_listed_districts(settings.HOME_REGION)
        )

    def clean_party(self) -> models.Model | None:
        """The organisation itself, looked up by its credit code."""
        code = self.cleaned_data["party"].upper()
        party = registered_parties().filter(credit_code=code).first() if code else None
        if code and party is None:
            raise forms.ValidationError(
                _("没有登记过这个信用代码；请核对，或请主管部门先登记该单位。")
            )
        return party

    @property
    def content(self) -> dict[str, Any]:
        """What ``grant_membership`` takes."""
        given = dict(self.cleaned_data)
        party = given.pop("party")
        return {**given, "party_id": party.pk if party else None}


class OwnErasureForm(forms.Form):
    """Why one's own data shall be erased."""

    basis = forms.ChoiceField(label=_("依据（个人信息保护法第四十七条）"), choices=Basis.choices)
    reason = forms.CharField(
        label=_("理由"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("会作为删除的依据长期保存，请不要写入个人信息。"),
    )


class ErasureForm(OwnErasureForm):
    """For somebody else, with further audit events that concern the person."""

    further = forms.CharField(
        label=_("另外涉及的审计序号"),
        required=False,
        help_text=_("用逗号隔开；有关本账号的记录会自动包括。"),
    )

    def clean_further(self) -> list[int]:
        """The numbers; refuses whatever is none."""
        parts = re.split(r"[,，、\s]+", self.cleaned_data["further"].strip())
        numbers = [part for part in parts if part]
        if not all(part.isdecimal() and len(part) <= MOST_DIGITS for part in numbers):
            raise forms.ValidationError(_("请只写审计序号，用逗号隔开。"))
        return [int(part) for part in numbers]


class OpeningForm(forms.Form):
    """Whose restricted records to open, why and how long."""

    party = forms.CharField(label=_("单位的统一社会信用代码"), max_length=18)
    reason = forms.CharField(
        label=_("理由"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("被查阅的单位会看到这条理由。"),
    )
    hours = forms.TypedChoiceField(
        label=_("时长"),
        coerce=int,
        initial=USUAL_HOURS,
        choices=[(hours, hours) for hours in (1, USUAL_HOURS, 4, 8, LONGEST_HOURS)],
        help_text=_("小时；到时自动关闭。"),
    )

    def clean_party(self) -> models.Model:
        """The organisation itself, looked up by its credit code."""
        code = self.cleaned_data["party"].strip().upper()
        party = registered_parties().filter(credit_code=code).first()
        if party is None:
            raise forms.ValidationError(_("没有登记过这个信用代码。"))
        return party


def _department_name(department: Department) -> str:
    return said(Text(department.name, department.name_en))


def _listed_districts(home: str) -> str:
    listed = (r for r in listed_regions() if r.code != home and is_region_under(r.code, home))
    return " · ".join(f"{region.code} {said(region.name)}" for region in listed)
