"""Fields for the thing that money is given for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.ledger.states import GroundKind


def ground_kind_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("事由类别"),
        choices=GroundKind.choices,
        help_text=_("这笔钱为哪一件事而给；没有编号的才选其他事由。"),
    )


def ground_field() -> forms.CharField:
    return forms.CharField(
        label=_("编号或名称"),
        max_length=120,
        help_text=_(
            "如发票代码和号码、项目编号、合同编号、专利号、认定名称；"
            "同一单位、同一事由、重叠期间只能资助一次，空格、标点、全半角和大小写不影响比对。"
        ),
    )
