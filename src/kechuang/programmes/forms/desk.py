"""Forms of the bureau's desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.design.formatting import written_money
from kechuang.ledger.models import BudgetLine
from kechuang.ledger.selectors.budget import first_come_lines
from kechuang.programmes.measures import Criterion
from kechuang.programmes.presenting.desk.duplicates import Suspect
from kechuang.programmes.states import SUPPLIABLE

EARLIEST_YEAR, LATEST_YEAR = 2020, 2100
LONGEST_REMARK = 2_000
NONE = "none"
DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
FOUND = (("yes", _("发现问题")), ("no", _("没有发现问题")))


class LineField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Budget lines of open years with what is free of each."""

    def label_from_instance(self, obj: Any) -> str:
        free = written_money(obj.account.free_fen, get_language() or "zh-hans")
        source = obj.appropriation.get_source_display()
        return f"{obj.appropriation.year} · {obj.scheme.shown_name} · {source} · {free}"


class ProgrammeForm(forms.Form):
    """What a year's plan is called, and from which line its awards are reserved."""

    code = forms.SlugField(
        label=_("计划代码"), max_length=50, help_text=_("字母、数字和短横线，例如 jiebang-2026")
    )
    year = forms.IntegerField(label=_("年度"), min_value=EARLIEST_YEAR, max_value=LATEST_YEAR)
    title = forms.CharField(label=_("名称"), max_length=200)
    title_en = forms.CharField(label=_("英文名称"), max_length=300, required=False)
    line = LineField(
        label=_("预算项目（及可用额）"),
        queryset=BudgetLine.objects.none(),
        required=False,
        empty_label=_("以后再指定"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["line"].queryset = first_come_lines()  # type: ignore[attr-defined]


class LineForm(forms.Form):
    """From which budget line awards are reserved from now on."""

    line = LineField(label=_("预算项目（及可用额）"), queryset=BudgetLine.objects.none())

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["line"].queryset = first_come_lines()  # type: ignore[attr-defined]


class ScoreForm(forms.Form):
    """One mark for each criterion of the round's measures."""

    remark = forms.CharField(
        label=_("评语"),
        required=False,
        max_length=LONGEST_REMARK,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.criteria = tuple(criteria)
        marks = {one.id: _mark(one) for one in criteria}
        self.fields = {**marks, "remark": self.fields["remark"]}

    @property
    def marks(self) -> dict[str, int]:
        return {one.id: self.cleaned_data[one.id] for one in self.criteria}


class RulingForm(forms.Form):
    """Which of the candidates the need repeats, or none. There is no default: nothing is ruled by
    leaving it out."""

    repeats = forms.ChoiceField(label=_("认定"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("理由"), widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, suspects: Sequence[Suspect], **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(str(one.row.pk), _repeats(one)) for one in suspects]
        none = _("与以上各项都不同，不重复") if named else _("没有找到相近的，不重复")
        choices = [(NONE, none), *named]
        self.fields["repeats"] = forms.ChoiceField(
            label=_("认定"), choices=choices, widget=forms.RadioSelect
        )
        self.order_fields(["repeats", "reason"])


class PublicationForm(forms.Form):
    """The day from which the items are answered by the whole country."""

    bids_open_on = forms.DateField(label=_("开始受理日期"), widget=DAY)


class FindingForm(forms.Form):
    """A fact read outside the platform, with its source and the document that shows it."""

    kind = forms.ChoiceField(choices=[(one.value, one.label) for one in SUPPLIABLE])
    is_found = forms.ChoiceField(label=_("核查结果"), choices=FOUND, widget=forms.RadioSelect)
    statement = forms.CharField(
        label=_("事实"), max_length=LONGEST_REMARK, widget=forms.Textarea({"rows": 2})
    )
    source = forms.CharField(
        label=_("来源"), max_length=200, help_text=_("例如：国家企业信用信息公示系统，查询日期")
    )
    document = forms.FileField(label=_("佐证材料"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].widget = forms.HiddenInput()


def _mark(one: Criterion) -> forms.IntegerField:
    language = get_language() or "zh-hans"
    return forms.IntegerField(
        label=f"{one.label.said_in(language)}（0–{one.most}）",
        help_text=one.look_for.said_in(language),
        min_value=0,
        max_value=one.most,
    )


def _repeats(one: Suspect) -> str:
    return _("重复：%(what)s") % {"what": f"{one.row.reference} {one.row.title}"}
