"""What an officer gives while a round runs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.base.blinding import KINDS, KnownName
from kechuang.base.registry.wording import said
from kechuang.reviews.models import Expert, ReviewRound
from kechuang.reviews.selectors.candidates import candidates_of
from kechuang.reviews.services.unblinding import LONGEST_HOURS, USUAL_HOURS
from kechuang.reviews.states import AssignmentState, InterventionKind

REASON = forms.Textarea(attrs={"rows": 3})
LATE = AssignmentState.LATE
CAUSES = (LATE, InterventionKind.ABSENT, InterventionKind.RECUSED)


class PublicWordForm(forms.Form):
    public_word = forms.CharField(
        label=_("公开字样"),
        max_length=200,
        required=False,
        help_text=_("封存时谁也无法预知的公开结果，例如当日开奖号码；与种子一起决定抽签。"),
    )


class FewerForm(forms.Form):
    fewer_because = forms.CharField(
        label=_("意见不足时的理由"),
        max_length=300,
        required=False,
        help_text=_("名单用尽、无人可递补时填写；每项仍须至少三份意见。"),
    )


class ReplacementForm(forms.Form):
    cause = forms.ChoiceField(
        label=_("情形"),
        choices=[(one, one.label) for one in CAUSES],
        help_text=_("逾期未交的当即递补；缺席和应当回避的，须由另一人批准。"),
    )
    reason = forms.CharField(label=_("理由"), widget=REASON, max_length=300)


class ConflictForm(forms.Form):
    """A conflict entered by hand; labels and names are the officer's to see."""

    label = forms.ChoiceField(label=_("送审材料"))
    expert = forms.ModelChoiceField(label=_("专家"), queryset=Expert.objects.none())
    reason = forms.CharField(label=_("原因"), widget=REASON, max_length=400)
    source = forms.CharField(label=_("来源"), max_length=200)

    def __init__(self, review_round: ReviewRound, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        labels = review_round.submissions.values_list("label", flat=True)
        self.fields["label"].choices = [(one, one) for one in labels]  # type: ignore[attr-defined]
        experts = candidates_of(review_round).order_by("name", "pk")
        self.fields["expert"].queryset = experts  # type: ignore[attr-defined]


class LeakForm(forms.Form):
    """Which findings stand, and why; the boxes are drawn beside each finding."""

    finding = forms.TypedMultipleChoiceField(label=_("疑似泄露"), coerce=int)
    reason = forms.CharField(label=_("认可的理由"), max_length=300)

    def __init__(self, keys: list[int], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["finding"].choices = [(key, key) for key in keys]  # type: ignore[attr-defined]


class RedactionForm(forms.Form):
    """A further name to be replaced; without one the copies are made again as they were."""

    kind = forms.ChoiceField(label=_("种类"))
    forms_of = forms.CharField(
        label=_("要替换的写法"),
        required=False,
        help_text=_("同一名称的几种写法用分号隔开，例如全称；简称。"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [(kind, said(text)) for kind, text in KINDS.items()]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    @property
    def names(self) -> tuple[KnownName, ...]:
        written = self.cleaned_data["forms_of"].replace(";", "；").split("；")
        found = tuple(one.strip() for one in written if one.strip())
        return (KnownName(self.cleaned_data["kind"], found),) if found else ()


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("合议记录"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("与评审意见并列保存，不改变任何评分。"),
    )


class UnblindingForm(forms.Form):
    reason = forms.CharField(
        label=_("理由"), widget=REASON, help_text=_("批准后评审人会看到是谁、为什么。")
    )
    hours = forms.IntegerField(
        label=_("时长（小时）"), min_value=1, max_value=LONGEST_HOURS, initial=USUAL_HOURS
    )
