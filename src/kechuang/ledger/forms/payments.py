"""Choosing what is paid, signing a list, sending answers, naming and confirming an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kechuang.ledger.models import Book, PayeeAccount, TrancheShare
from kechuang.ledger.selectors.payable import (
    LARGEST_CHOICE,
    Candidate,
    accepted_unpaid,
    candidates,
)

ID_DIGITS = 19
ACCEPTED_FILES = ".xlsx,.xls,.csv,.tsv,.txt,.json,.jsonl"


class PartsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Parts by their ids; a number that no row can have is refused, not asked for."""

    def __init__(self, **options: Any) -> None:
        super().__init__(TrancheShare.objects.filter(accepted__isnull=False), **options)

    def clean(self, value: Any) -> Any:
        ids = value or []
        if not all(each.isascii() and each.isdecimal() and len(each) < ID_DIGITS for each in ids):
            raise ValidationError(self.error_messages["invalid_list"], code="invalid_list")
        return super().clean(value)


class ChoiceForm(forms.Form):
    """Which of a book's accepted and unpaid parts a run shall list."""

    book = forms.ModelChoiceField(Book.objects.all(), to_field_name="code")
    scheme = forms.CharField(required=False)
    district = forms.CharField(required=False)
    takes_all = forms.BooleanField(required=False)
    parts = PartsField(required=False)

    def chosen(self) -> list[Candidate]:
        """Those that may be listed; all that were shown where that was asked."""
        given = self.cleaned_data
        found = accepted_unpaid(given["book"], scheme=given["scheme"], district=given["district"])
        if not given["takes_all"]:
            found = found.filter(pk__in=given["parts"])
        return [each for each in candidates(found[:LARGEST_CHOICE]) if each.is_open]


class DraftForm(forms.Form):
    """What was reviewed, once more; ``request_id`` makes a repeated sending the same run."""

    book = forms.ModelChoiceField(Book.objects.all(), to_field_name="code")
    request_id = forms.UUIDField()
    parts = PartsField()


class AnswersForm(forms.Form):
    file = forms.FileField(
        label=_("国库回单文件"),
        help_text=_("可在本批次导出的清单上填写回单各列后上传；xlsx、xls、csv、json。"),
        widget=forms.ClearableFileInput({"accept": ACCEPTED_FILES}),
        allow_empty_file=True,
    )


class PayeeForm(forms.Form):
    """Holder, bank and number as the bank's certificate says."""

    holder = forms.CharField(label=_("户名"), max_length=200)
    bank = forms.CharField(
        label=_("开户银行"), max_length=200, help_text=_("写到支行，例如 示例银行云澜支行。")
    )
    number = forms.CharField(
        label=_("银行账号"),
        max_length=60,
        help_text=_("8 至 32 位数字，可留空格；核对后才会用于支付。"),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )


class ConfirmPayeeForm(forms.Form):
    """The number is keyed in again from the bank's document; it is not shown to copy."""

    number = forms.CharField(
        label=_("按开户许可证录入银行账号"),
        max_length=60,
        help_text=_("页面不显示完整账号；请对照银行出具的证明重新录入，一致才能核对通过。"),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, account: PayeeAccount, **options: Any) -> None:
        super().__init__(*args, **options)
        self.account = account

    def clean_number(self) -> str:
        digits = "".join(str(self.cleaned_data["number"]).split())
        if digits != self.account.number:
            raise ValidationError(
                gettext("与登记的账号不一致：请核对录入；若登记有误，请该单位重新登记。")
            )
        return digits
