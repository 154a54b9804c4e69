"""What applicants enter before the form of a case, and what they answer beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kechuang.demands.models import Demand
from kechuang.parties.models import Party
from kechuang.programmes.models import ProgrammeRound
from kechuang.programmes.presenting.applicant.choices import RankedRow
from kechuang.programmes.presenting.applicant.findings import Told

LONGEST_ANSWER = 2_000


class RoundField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.shown_title)


class PartyField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.shown_name)


class DemandField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number} {obj.shown_title}"


class StandpointForm(forms.Form):
    """In which round, and for which unit, a need is posed; no unit: the government poses it."""

    round = RoundField(
        label=_("轮次"),
        queryset=ProgrammeRound.objects.none(),
        to_field_name="code",
        empty_label=None,
    )
    party = PartyField(label=_("需求单位"), queryset=Party.objects.none(), required=False)

    def __init__(
        self,
        *args: Any,
        rounds: QuerySet[ProgrammeRound],
        parties: QuerySet[Party],
        may_pose_itself: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["round"].queryset = rounds  # type: ignore[attr-defined]
        party: Any = self.fields["party"]
        party.queryset = parties
        party.required = not may_pose_itself
        party.empty_label = _("政府部门出题") if may_pose_itself else None


class NeedForm(forms.Form):
    """What a need is called, and the demand whose content is filled in."""

    title = forms.CharField(
        label=_("题目"),
        max_length=60,
        required=False,
        help_text=_("不超过60字；留空时用所选需求的题目。"),
    )
    demand = DemandField(
        label=_("从需求库预填"),
        queryset=Demand.objects.none(),
        required=False,
        empty_label=_("不预填"),
        help_text=_("题目、指标和总投入会填入表单，注明来源，提交前都可修改。"),
    )

    def __init__(self, *args: Any, demands: QuerySet[Demand], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["demand"].queryset = demands  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("title") and not given.get("demand") and not self.errors:
            raise forms.ValidationError(_("请填写题目，或选择一项需求预填"))
        return given


class BidForm(forms.Form):
    """Which unit leads the bid."""

    party = PartyField(label=_("牵头单位"), queryset=Party.objects.none(), empty_label=None)

    def __init__(self, *args: Any, parties: QuerySet[Party], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["party"].queryset = parties  # type: ignore[attr-defined]


class ChoiceForm(forms.Form):
    """One of the bids that passed, by its label; why, where it is not the first."""

    label = forms.ChoiceField(label=_("选定的方案"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("理由"),
        max_length=LONGEST_ANSWER,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("不选排序第一的方案时必填；会告知主管部门并留痕。"),
    )

    def __init__(self, *args: Any, rows: Iterable[RankedRow], **options: Any) -> None:
        super().__init__(*args, **options)
        passed = (row for row in rows if row.has_passed)
        choices = [(row.label, f"{row.label} · {row.score}") for row in passed]
        self.fields["label"].choices = choices  # type: ignore[attr-defined]


class AppealForm(forms.Form):
    """An answer to each finding against the bid; at least one."""

    def __init__(self, *args: Any, findings: Iterable[Told], **options: Any) -> None:
        super().__init__(*args, **options)
        self.findings = tuple(one for one in findings if one.is_open)
        for one in self.findings:
            self.fields[one.kind.value] = forms.CharField(
                label=one.kind.label,
                max_length=LONGEST_ANSWER,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.values()):
            raise forms.ValidationError(_("请至少对一项核查结论写明事实和理由"))
        return given

    @property
    def statement(self) -> str:
        """Every answer with the check it is about, as the reason of the appeal."""
        answered = ((one, self.cleaned_data.get(one.kind.value)) for one in self.findings)
        return "\n".join(f"{one.kind.label}：{answer}" for one, answer in answered if answer)
