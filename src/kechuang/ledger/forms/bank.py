"""Sending a statement of the bank, and saying what one of its rows is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kechuang.base.clock import today
from kechuang.base.errors import Refusal
from kechuang.base.identifiers import MoneyUnit, parse_amount
from kechuang.ledger.bank_files import Claim
from kechuang.ledger.forms.asking import DAY, LONGEST_REASON, MoneyForm, reason_field
from kechuang.ledger.forms.payments import ACCEPTED_FILES
from kechuang.ledger.models import Book
from kechuang.ledger.presenting.amounts import exactly
from kechuang.ledger.selectors.bank_entries import BookEntry
from kechuang.ledger.states import BankFinding

LONGEST_ACCOUNT, SHORTEST_ACCOUNT = 32, 4


class YuanField(forms.CharField):
    """A balance in 元, as a statement of the bank writes it; gives fen."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_amount(text, unit=MoneyUnit.YUAN)
        except Refusal as refusal:
            raise ValidationError(refusal.said_in(get_language() or "zh-hans")) from refusal


class ClaimForm(forms.Form):
    """What a statement is said to be."""

    book = forms.ModelChoiceField(
        label=_("账套"), queryset=Book.objects.all(), to_field_name="code", empty_label=None
    )
    account_number = forms.CharField(
        label=_("本方账号"),
        max_length=60,
        help_text=_("对账单所属的国库或银行账号，4 至 32 位数字，可留空格。"),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    first_on = forms.DateField(label=_("起始日期"), widget=DAY)
    last_on = forms.DateField(label=_("截止日期"), widget=DAY)
    opening_fen = YuanField(
        label=_("期初余额（元）"), help_text=_("按银行对账单所载填写，不要推算。")
    )
    closing_fen = YuanField(label=_("期末余额（元）"))

    def clean_account_number(self) -> str:
        digits = "".join(str(self.cleaned_data["account_number"]).split())
        fits = SHORTEST_ACCOUNT <= len(digits) <= LONGEST_ACCOUNT
        if not (fits and digits.isascii() and digits.isdecimal()):
            raise ValidationError(gettext("账号应为 4 至 32 位数字"))
        return digits

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first_on, last_on = given.get("first_on"), given.get("last_on")
        if first_on and last_on and last_on < first_on:
            self.add_error("last_on", gettext("截止日期早于起始日期"))
        if last_on and last_on > today():
            self.add_error("last_on", gettext("截止日期晚于今天：请导入已经结束的期间"))
        return given

    @property
    def claim(self) -> Claim:
        return Claim(**{name: value for name, value in self.cleaned_data.items() if name != "file"})


class StatementForm(ClaimForm):
    """What the statement is said to be, and the file."""

    file = forms.FileField(
        label=_("银行流水文件"),
        help_text=_(
            "从网银或国库系统导出；须有日期、收支、金额、流水号、余额各列；xlsx、xls、csv、json。"
        ),
        widget=forms.ClearableFileInput({"accept": ACCEPTED_FILES}),
        allow_empty_file=True,
    )


class WithdrawalForm(MoneyForm):
    """``about`` is the statement."""

    reason = reason_field(label=_("撤回原因"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["on"]

    @property
    def day(self) -> date:
        """Nothing is posted; it holds from today."""
        return today()

    @property
    def content(self) -> dict[str, Any]:
        return {"statement": self.about.pk, "reason": self.cleaned_data["reason"]}


class FindingForm(forms.Form):
    """Which posting a row is, or why it is none."""

    finding = forms.ChoiceField(label=_("这条流水是"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("认定说明"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("不涉及账簿或撤销认定时须写明，如：国库清算、利息、手续费。"),
    )

    def __init__(
        self, *args: Any, entries: Sequence[BookEntry], is_decided: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        choices = [(str(entry.transfer), _label(entry)) for entry in entries]
        choices.append((BankFinding.EXPLAINED, gettext("不涉及账簿（须说明）")))
        if is_decided:
            choices.append((BankFinding.UNDONE, gettext("撤销原认定（须说明）")))
        self.fields["finding"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("finding") in BankFinding.values and not given.get("reason", "").strip():
            self.add_error("reason", gettext("请写明原因"))
        return given

    @property
    def decided(self) -> dict[str, Any]:
        """As the command takes it."""
        chosen, reason = self.cleaned_data["finding"], self.cleaned_data["reason"]
        if chosen in BankFinding.values:
            return {"finding": BankFinding(chosen), "reason": reason}
        return {"finding": BankFinding.POSTED, "transfer": UUID(chosen), "reason": reason}


def _label(entry: BookEntry) -> str:
    parts = (entry.number, entry.counterparty, exactly(entry.amount_fen), str(entry.carried_out_on))
    return " · ".join(parts)
