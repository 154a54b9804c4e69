"""The form by which an account's ceiling is changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.base.clock import today
from kechuang.ledger.forms.asking import MoneyForm, amount_field, reason_field


class CeilingForm(MoneyForm):
    """``about`` is the account; ``was`` is the ceiling that stood when the form was opened."""

    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    ceiling_fen = amount_field(
        label=_("上限"),
        required=False,
        help_text=_("累计转入不得超过；留空为取消上限。以万元为单位，也可写明单位。"),
    )
    reason = reason_field(label=_("理由"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["on"]
        self.initial.setdefault("was", self.about.ceiling_fen)
        self.initial.setdefault("ceiling_fen", self.about.ceiling_fen)

    @property
    def day(self) -> date:
        """Nothing is posted; it holds from today."""
        return today()

    def clean_was(self) -> int | None:
        """What the page showed, so that a change meanwhile is noticed."""
        shown = self.cleaned_data["was"]
        if shown and not (shown.isascii() and shown.isdecimal()):
            raise forms.ValidationError(_("请刷新页面后重新填写"))
        return int(shown) if shown else None

    @property
    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "account": self.about.pk,
            "was_fen": given["was"],
            "ceiling_fen": given["ceiling_fen"],
            "reason": given["reason"],
        }
