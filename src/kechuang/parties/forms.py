"""Stating one fact about a party."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.wording import said
from kechuang.packs.catalogue import fact_catalogue

# Room for “企业填报（…）” around what a party names
LONGEST_NAMED = 190


def fact_choices() -> list[tuple[str, str]]:
    """Every fact of the catalogue by its name in the reader's language."""
    return [(name, said(definition.label)) for name, definition in fact_catalogue().items()]


class FactForm(forms.Form):
    """``certified_by`` is not asked: who types a fact does not certify it."""

    name = forms.ChoiceField(label=_("事实"), choices=fact_choices)
    period = forms.CharField(
        label=_("年度"), max_length=4, required=False, help_text=_("年度数据才填，例如 2025。")
    )
    value = forms.CharField(
        label=_("值"),
        max_length=20_000,
        help_text=_(
            "金额写 3120.5万元，比率写 3.65%，是否写 是 或 否，日期写 2024-03-15；"
            "清单写 列名：值，列名：值；记录之间用分号，一条也没有写 无。"
        ),
    )
    source = forms.CharField(
        label=_("来源"), max_length=LONGEST_NAMED, help_text=_("例如 年度审计报告。")
    )
    as_of = forms.DateField(
        label=_("截至日期"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def clean(self) -> dict[str, Any]:
        """Trim what was typed; what it means is for the service to accept or refuse."""
        return {
            name: value.strip() if isinstance(value, str) else value
            for name, value in (super().clean() or {}).items()
        }


class CertifyForm(forms.Form):
    certified_by = forms.CharField(
        label=_("核验单位"),
        max_length=200,
        help_text=_("核对过原始材料的单位，例如税务部门、会计师事务所或本局。"),
    )
