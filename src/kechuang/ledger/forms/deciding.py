"""The form of the second person."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class DeclineForm(forms.Form):
    """The reason for sending an instruction back; it stays in the history."""

    reason = forms.CharField(
        label=_("退回原因"), max_length=300, widget=forms.Textarea({"rows": 3})
    )
