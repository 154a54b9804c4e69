"""What each kind of change asks for; ``change`` is what the command takes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.accounts.models import User
from kechuang.base.registry.fields import AmountField, LinesField
from kechuang.programmes.forms.projects.fields import day_field, words_field
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.services.execution import (
    Change,
    Colleague,
    NewAssistant,
    NewBudget,
    NewChief,
    NewEnd,
    NewRoute,
    NewTarget,
    NewTeam,
)
from kechuang.programmes.states_of_execution import ChangeKind


class ChangeForm(forms.Form):
    """A change and its reason; ``contract`` gives what there is to choose from."""

    reason = words_field(label=_("理由"))

    def __init__(self, contract: Contract, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.contract = contract
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])
        self.prepare()

    def prepare(self) -> None:
        """Fill in what the contract has now."""

    @property
    def change(self) -> Change:
        raise NotImplementedError


class RouteForm(ChangeForm):
    text = words_field(label=_("新的技术路线"), rows=6)

    def prepare(self) -> None:
        self.fields["text"].initial = self.contract.route

    @property
    def change(self) -> Change:
        return NewRoute(self.cleaned_data["text"])


class TeamForm(ChangeForm):
    joins = LinesField(
        label=_("加入的成员"),
        least=2,
        most=3,
        required=False,
        help_text=_("每行一人：姓名 | 单位 | 分工"),
    )
    leaves = forms.MultipleChoiceField(
        label=_("退出的成员"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def prepare(self) -> None:
        present = self.contract.team.filter(until__isnull=True).values_list("name", "unit")
        choices = [(name, f"{name} · {unit}") for name, unit in present]
        self.fields["leaves"].choices = choices  # type: ignore[attr-defined]

    @property
    def change(self) -> Change:
        joins = tuple(Colleague(*cells) for cells in self.cleaned_data["joins"])
        return NewTeam(joins, tuple(self.cleaned_data["leaves"]))


class BudgetForm(ChangeForm):
    budget_fen = AmountField(label=_("新的总预算"), help_text=_("以万元为单位；只能调减"))

    @property
    def change(self) -> Change:
        return NewBudget(self.cleaned_data["budget_fen"])


class TargetForm(ChangeForm):
    name = forms.ChoiceField(label=_("考核指标"))
    value = forms.DecimalField(label=_("新的指标值"), max_digits=18, decimal_places=4)

    def prepare(self) -> None:
        shown = [(one.name, f"{one.name}（{one.wanted.normalize():f}{one.unit}）")
                 for one in self.contract.targets.all()]  # fmt: skip
        self.fields["name"].choices = shown  # type: ignore[attr-defined]

    @property
    def change(self) -> Change:
        return NewTarget(self.cleaned_data["name"], self.cleaned_data["value"])


class ExtensionForm(ChangeForm):
    until = day_field(label=_("延至"))

    @property
    def change(self) -> Change:
        return NewEnd(self.cleaned_data["until"])


class PostForm(ChangeForm):
    """The accounts of the winner's own people."""

    account = forms.ModelChoiceField(label=_("人员"), queryset=User.objects.none())

    def prepare(self) -> None:
        people = User.objects.filter(
            memberships__party=self.contract.party, memberships__until__isnull=True, is_active=True
        )
        self.fields["account"].queryset = people.distinct()  # type: ignore[attr-defined]


class ChiefForm(PostForm):
    @property
    def change(self) -> Change:
        return NewChief(self.cleaned_data["account"])


class AssistantForm(PostForm):
    @property
    def change(self) -> Change:
        return NewAssistant(self.cleaned_data["account"])


FORMS: dict[str, type[ChangeForm]] = {
    ChangeKind.MEMBER: TeamForm,
    ChangeKind.ROUTE: RouteForm,
    ChangeKind.BUDGET: BudgetForm,
    ChangeKind.TARGET: TargetForm,
    ChangeKind.EXTENSION: ExtensionForm,
    ChangeKind.CHIEF: ChiefForm,
    ChangeKind.ASSISTANT: AssistantForm,
}
