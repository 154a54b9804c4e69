"""What a list is made of, and the words that commands about it ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.ledger.selectors.budget import first_come_lines
from kechuang.offers.selectors.choices import offer_versions, payable_choices


class PolicyChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A clause by its document and its own title, in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.document.shown_title} · {obj.shown_title}"


class ProcedureChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.shown_title} {obj.version}"


class PlanForm(forms.Form):
    """Clause, year, budget line and procedure of a dry run; the sweep is the newest one."""

    year = forms.IntegerField(label=_("享受年度"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, **known: Any) -> None:
        super().__init__(*args, **known)
        clause = PolicyChoice(label=_("条款"), queryset=payable_choices())
        line = forms.ModelChoiceField(label=_("预算项目"), queryset=first_come_lines())
        version = ProcedureChoice(label=_("流程"), queryset=offer_versions())
        self.fields |= {"clause": clause, "line": line, "version": version}
        self.order_fields(["clause", "year", "line", "version"])


class FreezeForm(PlanForm):
    """The same, with the decision and the digest of the dry run that the clerk saw."""

    decision = forms.CharField(label=_("决定文号"), max_length=200)
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("理由"), max_length=1_000, widget=forms.Textarea({"rows": 3}), required=False
    )
