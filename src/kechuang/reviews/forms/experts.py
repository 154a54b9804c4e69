"""What is entered about an expert, by the bureau or by the expert."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.base.identifiers import listed_disciplines, listed_regions
from kechuang.base.registry.wording import said
from kechuang.reviews.services import NewContact, NewExpert, NewHolding, NewPost, NewTie
from kechuang.reviews.services.inputs import Said
from kechuang.reviews.states import ContactKind, TieKind, Topic

DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
POST, HOLDING, OF_TIE, OF_CONTACT = "post", "holding", "tie:", "contact:"


class ExpertForm(forms.Form):
    name = forms.CharField(label=_("姓名"), max_length=100)
    title = forms.CharField(label=_("职称"), max_length=100, required=False)
    fields_of = forms.MultipleChoiceField(
        label=_("学科"),
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("国家标准 GB/T 13745 的一级学科，可多选。"),
    )
    own_words = forms.CharField(
        label=_("专长自述"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    region_code = forms.ChoiceField(label=_("所在地"), required=False)
    identity_number = forms.CharField(
        label=_("身份证号"),
        required=False,
        help_text=_("只保存不可还原的摘要，用于核对利益冲突。"),
    )
    source = forms.CharField(label=_("来源"), max_length=200)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        disciplines = [(code, f"{code} {said(name)}") for code, name in listed_disciplines()]
        regions = [(one.code, f"{one.code} {said(one.name)}") for one in listed_regions()]
        self.fields["fields_of"].choices = disciplines  # type: ignore[attr-defined]
        self.fields["region_code"].choices = [("", "—"), *regions]  # type: ignore[attr-defined]

    @property
    def content(self) -> NewExpert:
        told = dict(self.cleaned_data)
        return NewExpert(fields=tuple(told.pop("fields_of")), **told)


class StatementForm(forms.Form):
    """One statement with its source and day, or that nothing else is to be said on some topics."""

    kind = forms.ChoiceField(label=_("种类"), required=False)
    about = forms.CharField(
        label=_("单位、人员或联系方式"),
        max_length=200,
        required=False,
        help_text=_("联系方式只保存不可还原的摘要。"),
    )
    year = forms.IntegerField(
        label=_("最近一次合作的年份"), required=False, min_value=1950, max_value=2100
    )
    until = forms.DateField(
        label=_("至"), widget=DAY, required=False, help_text=_("任职或持股已结束时填写。")
    )
    complete = forms.MultipleChoiceField(
        label=_("以下事项已全部说明，此外没有"),
        choices=Topic.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    source = forms.CharField(label=_("来源"), max_length=200)
    as_of = forms.DateField(label=_("截至日期"), widget=DAY)

    def __init__(self, *args: Any, is_own: bool, **options: Any) -> None:
        """``is_own``: an expert's own word names no other source."""
        super().__init__(*args, **options)
        if is_own:
            del self.fields["source"]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            (POST, _("任职")),
            (HOLDING, _("持股")),
            *((f"{OF_TIE}{value}", label) for value, label in TieKind.choices),
            *((f"{OF_CONTACT}{value}", label) for value, label in ContactKind.choices),
        ]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("kind") and not told.get("complete"):
            raise forms.ValidationError(_("请选择一个事项，或勾选已全部说明的事项。"))
        return told

    @property
    def content(self) -> dict[str, Any]:
        """What ``state_about_expert`` takes."""
        told = self.cleaned_data
        said_now = [_statement(told)] if told["kind"] else []
        complete = [Topic(one) for one in told["complete"]]
        return {
            "said": said_now,
            "complete": complete,
            "source": told.get("source", ""),
            "as_of": told["as_of"],
        }


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("邮箱"),
        max_length=200,
        help_text=_("只保存不可还原的摘要；链接只寄到此邮箱，登记人看不到。"),
    )


class BlockForm(forms.Form):
    first_on = forms.DateField(label=_("自"), widget=DAY)
    last_on = forms.DateField(label=_("至"), widget=DAY, help_text=_("含当日。"))
    reason = forms.CharField(label=_("理由"), max_length=200, required=False)


def _statement(told: dict[str, Any]) -> Said:
    kind, about = told["kind"], told["about"]
    if kind == POST:
        return NewPost(unit_name=about, until=told["until"])
    if kind == HOLDING:
        return NewHolding(unit_name=about, until=told["until"])
    if kind.startswith(OF_TIE):
        return NewTie(TieKind(kind.removeprefix(OF_TIE)), about, told["year"])
    return NewContact(ContactKind(kind.removeprefix(OF_CONTACT)), about)
