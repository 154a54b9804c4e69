"""Asking back what was paid under an offer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.fields import AmountField


class ClawBackForm(forms.Form):
    amount_fen = AmountField(label=_("追回金额"))
    decision = forms.CharField(label=_("决定文号"), max_length=200)
    reason = forms.CharField(
        label=_("追回原因"), max_length=500, widget=forms.Textarea({"rows": 3})
    )
