"""Drawing up the contract of an award: the plan is that of bid and round unless it is changed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kechuang.accounts.models import User
from kechuang.base.registry.fields import LinesField
from kechuang.cases.selectors import settled_options
from kechuang.ledger.states import Condition
from kechuang.programmes.forms.projects.fields import HIGHEST_SCORE, day_field
from kechuang.programmes.models import Award
from kechuang.programmes.services import NewTerms
from kechuang.programmes.services.contracting import Promise, planned_milestones, promises_of
from kechuang.programmes.services.execution import Colleague, MilestonePlan, TargetPlan

LESS_IS_BETTER = "越小越好"
MOST_ROWS, HIGHEST_GATE, BP_PER_PERCENT = 20, 12, 100
POSTS = {"chief": "has_technical_chief", "assistant": "has_finance_assistant"}
"""Each post with the option of the round that wants it filled."""


class MilestoneForm(forms.Form):
    goal = forms.CharField(label=_("阶段目标"), max_length=300)
    evidence_wanted = forms.CharField(label=_("须提供的佐证"), max_length=300)
    condition = forms.ChoiceField(label=_("拨付条件"), choices=Condition.choices)
    due_on = day_field(label=_("到期日"))
    share = forms.DecimalField(
        label=_("拨款比例（%）"), min_value=0, max_value=100, decimal_places=2
    )
    pass_score = forms.IntegerField(
        label=_("合格分（0 不评分）"), min_value=0, max_value=HIGHEST_SCORE
    )
    gate = forms.IntegerField(label=_("所属考核（0 无）"), min_value=0, max_value=HIGHEST_GATE)

    def has_changed(self) -> bool:
        """A condition alone, which a choice always has, makes no milestone."""
        return bool(set(self.changed_data) - {"condition"})

    def plan(self) -> MilestonePlan:
        told = dict(self.cleaned_data)
        share_bp = int(told.pop("share") * BP_PER_PERCENT)
        told["condition"] = Condition(told["condition"])
        return MilestonePlan(**told, share_bp=share_bp)


class MilestoneRows(forms.BaseFormSet):  # type: ignore[type-arg]
    """Rows of which empty ones are skipped, and those sent as they were shown are not."""

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()


MilestoneFormSet = forms.formset_factory(
    MilestoneForm,
    formset=MilestoneRows,
    extra=1,
    max_num=MOST_ROWS,
    absolute_max=MOST_ROWS,
    validate_max=True,
)


class DraftForm(forms.Form):
    """Who holds the posts and who is in the team is asked; the plan is filled in already, but for
    what was promised ``in_words``."""

    chief = forms.ModelChoiceField(
        label=_("技术总师"), queryset=User.objects.none(), empty_label=_("请选择")
    )
    assistant = forms.ModelChoiceField(
        label=_("科研财务助理"), queryset=User.objects.none(), empty_label=_("请选择")
    )
    team = LinesField(
        label=_("团队成员"),
        least=2,
        most=3,
        required=False,
        help_text=_("每行一人：姓名 | 单位 | 分工"),
    )
    targets = LinesField(
        label=_("考核指标"),
        least=2,
        most=4,
        help_text=_("每行一项：指标 | 数值 | 单位 | 越小越好（缺省为越大越好）"),
    )

    def __init__(self, award: Award, data: Mapping[str, Any] | None = None) -> None:
        promises = promises_of(award)
        super().__init__(data, initial={"targets": [_cells(one) for one in promises]})
        self.in_words = [one for one in promises if one.value is None]
        planned = [_row(plan) for plan in planned_milestones(award)] if data is None else None
        self.rows = MilestoneFormSet(data, prefix="milestones", initial=planned)
        people = User.objects.filter(
            memberships__party=award.bid.party, memberships__until__isnull=True, is_active=True
        )
        settled = settled_options(award.item.case.round)
        for post, option in POSTS.items():
            self.fields[post].queryset = people.distinct()  # type: ignore[attr-defined]
            self.fields[post].required = settled.get(option) is True

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.rows.is_valid()])

    def clean_targets(self) -> tuple[TargetPlan, ...]:
        return tuple(_target(cells) for cells in self.cleaned_data["targets"])

    @property
    def terms(self) -> NewTerms:
        """What the command takes."""
        told = self.cleaned_data
        return NewTerms(
            chief=told["chief"],
            assistant=told["assistant"],
            team=tuple(Colleague(*cells) for cells in told["team"]),
            milestones=tuple(row.plan() for row in self.rows.forms if row.cleaned_data),
            targets=told["targets"],
        )


def _row(plan: MilestonePlan) -> dict[str, object]:
    known = {name: value for name, value in vars(plan).items() if name != "share_bp"}
    return {**known, "share": Decimal(plan.share_bp) / BP_PER_PERCENT}


def _cells(promise: Promise) -> tuple[str, ...]:
    if promise.value is None:
        return (promise.name, "", "", "")
    way = "" if promise.is_more_better else LESS_IS_BETTER
    return (promise.name, str(promise.value), promise.unit, way)


def _target(cells: tuple[str, ...]) -> TargetPlan:
    name, value, unit, way = cells
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise ValidationError(gettext("“%s”的数值不是数字") % name) from None
    return TargetPlan(name, number, unit, is_more_better=way != LESS_IS_BETTER)
