"""The form of a demand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.checks import LONGEST_TITLE, LONGEST_TITLE_EN
from kechuang.base.registry.fields import (
    AMOUNT_HELP,
    AmountField,
    LinesField,
    OpenChoiceField,
    PartialDateField,
)
from kechuang.base.registry.filters import MATURITY_CHOICES
from kechuang.base.registry.forms import EntryForm
from kechuang.base.registry.modes import CooperationMode
from kechuang.base.registry.technical_fields import TechnicalField
from kechuang.demands.models import Demand
from kechuang.demands.services import NewDemand, NewTarget
from kechuang.demands.states import Confidentiality
from kechuang.parties.models import Party

UNKNOWN = [("", _("未填"))]
LONG = {"rows": 5}


class DemandForm(EntryForm):
    """``enterprises`` are those the actor may file for; None lets the bureau name any."""

    enterprise = forms.ModelChoiceField(
        label=_("需求企业"), queryset=Party.objects.none(), to_field_name="credit_code"
    )
    enterprise_name = forms.CharField(label=_("未登记企业的名称"), max_length=200, required=False)
    title = forms.CharField(label=_("名称"), max_length=LONGEST_TITLE)
    title_en = forms.CharField(label=_("英文名称"), max_length=LONGEST_TITLE_EN, required=False)
    background = forms.CharField(label=_("背景"), widget=forms.Textarea(LONG), required=False)
    problem = forms.CharField(label=_("要解决的问题"), widget=forms.Textarea(LONG))
    targets = LinesField(
        label=_("技术指标"),
        least=3,
        most=4,
        required=False,
        help_text=_("每行一项：指标 | 现值（未知可空） | 目标值 | 单位（可不填）"),
    )
    public_text = forms.CharField(
        label=_("公开补充说明"), widget=forms.Textarea(LONG), required=False
    )
    confidential_text = forms.CharField(
        label=_("保密内容"),
        widget=forms.Textarea(LONG),
        required=False,
        help_text=_("仅本企业与主管部门可见；主管部门每次查看都会留痕。"),
    )
    confidentiality = forms.ChoiceField(
        label=_("公开程度"),
        choices=Confidentiality.choices,
        widget=forms.RadioSelect,
        help_text=_("匿名发布时，请勿在公开文字中写出企业名称。"),
    )
    field = OpenChoiceField(
        label=_("技术领域"), choices=[*UNKNOWN, *TechnicalField.choices], required=False
    )
    industry_code = forms.CharField(
        label=_("国民经济行业代码"), max_length=5, required=False, help_text=_("例如 C27")
    )
    needed_maturity = forms.TypedChoiceField(
        label=_("所需技术就绪水平"),
        choices=[*UNKNOWN, *MATURITY_CHOICES],
        coerce=int,
        empty_value=None,
        required=False,
    )
    budget_fen = AmountField(label=_("预算"), required=False, help_text=AMOUNT_HELP)
    deadline = PartialDateField(
        label=_("期望完成时间"), required=False, help_text=_("例如 2027年3月 或 2027-03-15")
    )
    cooperation_modes = forms.MultipleChoiceField(
        label=_("合作方式"),
        choices=CooperationMode.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        enterprises: QuerySet[Party] | None,
        hides_confidential: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        if hides_confidential:
            del self.fields["confidential_text"]
        if enterprises is None:
            self._let_name_any()
        else:
            self.fields["enterprise"].queryset = enterprises  # type: ignore[attr-defined]
            del self.fields["enterprise_name"]

    def _let_name_any(self) -> None:
        field = forms.ModelChoiceField(
            label=_("需求企业的统一社会信用代码"),
            queryset=Party.objects.all(),
            to_field_name="credit_code",
            widget=forms.TextInput,
            required=False,
            help_text=_("企业未登记时留空，并在下一项写明名称。"),
        )
        self.fields["enterprise"] = field

    def clean_targets(self) -> tuple[NewTarget, ...]:
        return tuple(
            NewTarget(metric=metric, current_value=current, target_value=target, unit=unit)
            for metric, current, target, unit in self.cleaned_data["targets"]
        )

    @property
    def content(self) -> NewDemand:
        given = dict(self.cleaned_data)
        enterprise = given.pop("enterprise")
        name = enterprise.name if enterprise else given.get("enterprise_name", "")
        given["cooperation_modes"] = tuple(given["cooperation_modes"])
        return NewDemand(
            **{
                **given,
                "enterprise_id": enterprise.pk if enterprise else None,
                "enterprise_name": name,
            }
        )


def initial_of(demand: Demand, *, with_confidential: bool) -> dict[str, Any]:
    """What the form shows for an existing draft; only for those who may know the enterprise."""
    names = set(DemandForm.base_fields) - {"enterprise", "targets", "confidential_text"}
    initial = {name: getattr(demand, name) for name in names}
    initial["enterprise"] = demand.enterprise.credit_code if demand.enterprise else None
    initial["targets"] = [
        (target.metric, target.current_value, target.target_value, target.unit)
        for target in demand.targets.all()
    ]
    if with_confidential:
        initial["confidential_text"] = demand.confidential_text
    return initial
