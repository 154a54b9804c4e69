"""Rows of the form of a new grant: the funds that bear it, the tranches it is paid in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.wording import amount_label
from kechuang.ledger.forms.asking import DAY, amount_field
from kechuang.ledger.models import BudgetLine
from kechuang.ledger.selectors.budget import first_come_lines
from kechuang.ledger.services import FundPlan, TranchePlan
from kechuang.ledger.states import Condition, FundSource

OWN_MATCH = "own"
LARGEST_WEIGHT = 1_000_000_000
MOST_ROWS = 20
Choices = list[tuple[str, str]]


class FundForm(forms.Form):
    line = forms.ChoiceField(label=_("预算项目（及可用余额）"))
    weight = forms.IntegerField(label=_("负担比例"), min_value=0, max_value=LARGEST_WEIGHT)

    def __init__(self, *args: Any, lines: dict[str, BudgetLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = lines
        self.fields["line"].choices = _line_choices(lines)  # type: ignore[attr-defined]

    def plan(self) -> FundPlan:
        given = self.cleaned_data
        line = self.lines.get(given["line"])
        source = FundSource(line.appropriation.source) if line else FundSource.ENTERPRISE
        return FundPlan(source, given["weight"], line)


class TrancheForm(forms.Form):
    title = forms.CharField(label=_("节点"), max_length=200)
    amount_fen = amount_field(help_text="")
    condition = forms.ChoiceField(
        label=_("拨付条件"), choices=Condition.choices, initial=Condition.MILESTONE
    )
    due_on = forms.DateField(label=_("计划日期"), widget=DAY, required=False)

    def has_changed(self) -> bool:
        """A condition alone makes no tranche."""
        return bool(set(self.changed_data) - {"condition"})

    def plan(self) -> TranchePlan:
        given = self.cleaned_data
        condition = Condition(given["condition"])
        return TranchePlan(given["title"], given["amount_fen"], condition, given["due_on"])


class _Rows(forms.BaseFormSet):  # type: ignore[type-arg]
    """Rows of which empty ones are skipped, also those that were shown with something in them."""

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()

    def plans(self) -> tuple[Any, ...]:
        return tuple(form.plan() for form in self.forms if form.has_changed())


class FundRows(_Rows):
    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        if not hasattr(self, "lines"):
            self.lines = {str(line.pk): line for line in first_come_lines()}
        return {"lines": self.lines}


class TrancheRows(_Rows):
    pass


FundFormSet = forms.formset_factory(
    FundForm,
    formset=FundRows,
    extra=3,
    max_num=MOST_ROWS,
    absolute_max=MOST_ROWS,
    validate_max=True,
)
TrancheFormSet = forms.formset_factory(
    TrancheForm,
    formset=TrancheRows,
    extra=4,
    max_num=MOST_ROWS,
    absolute_max=MOST_ROWS,
    validate_max=True,
)


def _line_choices(lines: dict[str, BudgetLine]) -> Choices:
    listed = [(key, _line_label(line)) for key, line in lines.items()]
    return [("", "—"), *listed, (OWN_MATCH, str(FundSource.ENTERPRISE.label))]


def _line_label(line: BudgetLine) -> str:
    of = line.appropriation
    left = amount_label(line.account.free_fen)
    return f"{line.scheme.name} · {of.year} {of.get_source_display()} · {of.doc_no} · {left}"
