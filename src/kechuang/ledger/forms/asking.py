"""What every form has that asks another person to post something."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.base.clock import today
from kechuang.base.registry.fields import AmountField

DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
AMOUNT_HELP = _("以万元为单位，也可写明单位，如 3000元")
LONGEST_REASON = 200


def amount_field(**options: Any) -> AmountField:
    return AmountField(**{"label": _("金额"), "help_text": AMOUNT_HELP, **options})


def reason_field(**options: Any) -> forms.CharField:
    return forms.CharField(max_length=LONGEST_REASON, widget=forms.Textarea({"rows": 3}), **options)


class MoneyForm(forms.Form):
    """``content`` is what the command reads; the request id makes a second click the same request.

    ``about`` is the record that the address names.
    """

    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    on = forms.DateField(label=_("记账日期"), widget=DAY, initial=today)

    def __init__(self, *args: Any, about: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.about = about
        self.order_fields([*(name for name in self.fields if name != "on"), "on"])

    @property
    def content(self) -> dict[str, Any]:
        raise NotImplementedError

    @property
    def day(self) -> date:
        """The day of the books."""
        given: date = self.cleaned_data["on"]
        return given
