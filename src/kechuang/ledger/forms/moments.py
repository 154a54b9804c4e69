"""The two times of a report, at the head of its page."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.ledger.selectors.moments import Moment

DAY = forms.DateInput({"type": "date"})
INSTANT = forms.DateTimeInput({"type": "datetime-local", "step": "0.001"})


class MomentForm(forms.Form):
    """``on``: until which book day; ``known``: what was recorded by when; both may be left out."""

    on = forms.DateField(label=_("截至记账日"), required=False, widget=DAY)
    known = forms.DateTimeField(label=_("截至记录时间"), required=False, widget=INSTANT)


def asked_moment(asked: Mapping[str, str], *, default: Moment) -> Moment:
    """The moment asked for; what is missing or no time is as in ``default``."""
    form = MomentForm(asked)
    form.is_valid()
    told = form.cleaned_data
    return Moment(told.get("on") or default.on, told.get("known") or default.known)
