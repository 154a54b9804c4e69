"""Forms about appropriations, budget lines, reservations and the end of a year."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from kechuang.base.clock import now, today
from kechuang.base.registry.wording import amount_label
from kechuang.ledger.forms.asking import (
    DAY,
    LONGEST_REASON,
    MoneyForm,
    amount_field,
)
from kechuang.ledger.models import Appropriation, Book, BookYear, Scheme
from kechuang.ledger.selectors.budget import open_appropriations, open_years
from kechuang.ledger.states import Distribution, FundSource, Phase

PUBLIC_SOURCES = [(s.value, s.label) for s in FundSource if s != FundSource.ENTERPRISE]


class AppropriateForm(MoneyForm):
    book = forms.ModelChoiceField(
        label=_("账套"), queryset=Book.objects.all(), to_field_name="code", empty_label=None
    )
    year = forms.TypedChoiceField(label=_("预算年度"), coerce=int)
    source = forms.ChoiceField(label=_("资金来源"), choices=PUBLIC_SOURCES)
    doc_no = forms.CharField(label=_("指标文号"), max_length=100)
    amount_fen = amount_field()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        this = today().year
        self.fields["year"].choices = [(y, y) for y in (this, this + 1, this - 1)]  # type: ignore[attr-defined]

    @property
    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        names = ("year", "source", "doc_no", "amount_fen")
        return {"book": given["book"].code, **{name: given[name] for name in names}}


class AppropriationField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Appropriations with what is left of each."""

    def label_from_instance(self, obj: Any) -> str:
        left = amount_label(obj.account.free_fen)
        return f"{obj.year} · {obj.get_source_display()} · {obj.doc_no} · {left}"


class AllotForm(MoneyForm):
    appropriation = AppropriationField(
        label=_("预算指标（及未分配余额）"), queryset=Appropriation.objects.none(), empty_label=None
    )
    scheme = forms.ModelChoiceField(
        label=_("专项"), queryset=Scheme.objects.all(), to_field_name="code", empty_label=None
    )
    amount_fen = amount_field()
    distribution = forms.ChoiceField(
        label=_("预算不足时"),
        choices=Distribution.choices,
        help_text=_("首次分配到这一专项时确定，之后不变。"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["appropriation"].queryset = open_appropriations()  # type: ignore[attr-defined]

    @property
    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "appropriation": given["appropriation"].pk,
            "scheme": given["scheme"].code,
            "amount_fen": given["amount_fen"],
            "distribution": given["distribution"],
        }


class ReserveForm(MoneyForm):
    """``about`` is the budget line."""

    amount_fen = amount_field()
    purpose = forms.CharField(
        label=_("用途"), max_length=LONGEST_REASON, help_text=_("例如：2026 年第二批拟立项公示")
    )
    expires_on = forms.DateField(label=_("预留至（含当日）"), widget=DAY)

    def clean_expires_on(self) -> date:
        day: date = self.cleaned_data["expires_on"]
        if day < today():
            raise forms.ValidationError(_("请填写今天或以后的日期"))
        return day

    @property
    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        end = datetime.combine(given["expires_on"] + timedelta(days=1), time.min)
        return {
            "line": self.about.pk,
            "amount_fen": given["amount_fen"],
            "purpose": given["purpose"],
            "expires_at": make_aware(end).isoformat(),
        }


class FreeReservationForm(MoneyForm):
    """``about`` is the pending transfer: voided before its time, expired after it."""

    @property
    def content(self) -> dict[str, Any]:
        is_due = self.about.expires_at is not None and self.about.expires_at <= now()
        phase = Phase.EXPIRE if is_due else Phase.VOID
        return {"pending": str(self.about.pk), "phase": phase, "amount_fen": None}


class PostReservationForm(MoneyForm):
    """``about`` is the pending transfer."""

    amount_fen = amount_field(
        label=_("入账金额"),
        required=False,
        help_text=_("留空为全额；少于预留金额的，其余退回预算项目。以万元为单位，也可写明单位。"),
    )

    @property
    def content(self) -> dict[str, Any]:
        amount = self.cleaned_data["amount_fen"]
        return {"pending": str(self.about.pk), "phase": Phase.POST, "amount_fen": amount}


class YearField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.book.name} {obj.year}"


class CloseYearForm(MoneyForm):
    year = YearField(label=_("账套和年度"), queryset=BookYear.objects.none(), empty_label=None)
    carry_over = forms.ChoiceField(
        label=_("未用完的预算"),
        choices=[("lapse", _("年末收回")), ("carry", _("结转下年"))],
        widget=forms.RadioSelect,
        initial="lapse",
    )

    carry_released = forms.ChoiceField(
        label=_("结账以后核减退回的预算"),
        choices=[("lapse", _("年末收回")), ("carry", _("结转下年"))],
        widget=forms.RadioSelect,
        initial="lapse",
        help_text=_(
            "示例：国家规定没有写明，按本账套的管理办法选择。结转只能一次，第二年仍未用的收回。"
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["on"]
        self.fields["year"].queryset = open_years()  # type: ignore[attr-defined]

    @property
    def day(self) -> date:
        """The last day of the year, or today while it lasts."""
        return min(today(), date(self.cleaned_data["year"].year, 12, 31))

    @property
    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        carries = {name: given[name] == "carry" for name in ("carry_over", "carry_released")}
        return {"book": given["year"].book.code, **carries}
