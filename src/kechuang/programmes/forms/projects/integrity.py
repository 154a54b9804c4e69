"""A fact of conduct with its source, and the finding on an appeal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.parties.models import Party
from kechuang.programmes.forms.projects.fields import day_field, words_field
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.services.execution import NewRecord
from kechuang.programmes.states_of_execution import IntegrityKind

FINDINGS = (("yes", _("申诉成立")), ("no", _("申诉不成立")))


class RecordForm(forms.Form):
    """About one of those who take part in the project."""

    party = forms.ModelChoiceField(label=_("单位"), queryset=Party.objects.none())
    kind = forms.ChoiceField(label=_("类型"), choices=IntegrityKind.choices)
    fact = words_field(label=_("事实"))
    source = forms.CharField(label=_("来源文书"), max_length=300)
    found_on = day_field(label=_("认定日期"))
    expires_on = day_field(label=_("有效期至"))

    def __init__(self, contract: Contract, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.contract = contract
        sides = [contract.party_id, contract.item.demander_id]
        members = contract.consortium.values_list("party", flat=True)
        parties = Party.objects.filter(pk__in=[*sides, *members])
        self.fields["party"].queryset = parties  # type: ignore[attr-defined]
        self.fields["party"].initial = contract.party_id

    @property
    def entry(self) -> NewRecord:
        told = self.cleaned_data
        return NewRecord(**{**told, "kind": IntegrityKind(told["kind"])}, contract=self.contract)


class AppealDecisionForm(forms.Form):
    """``is_upheld`` has no default: nothing is decided by leaving it out."""

    is_upheld = forms.ChoiceField(label=_("结论"), choices=FINDINGS, widget=forms.RadioSelect)
    reason = words_field(label=_("理由"))

    @property
    def content(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"is_upheld": told["is_upheld"] == "yes", "reason": told["reason"]}
