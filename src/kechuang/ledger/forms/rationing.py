"""The form by which a budget line is given out among those who ask."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.fields import AmountField, LinesField
from kechuang.base.registry.wording import said
from kechuang.engines.tally import Request, TallyError, pro_rata


class RationForm(forms.Form):
    """Who asks for how much of a line."""

    requests = LinesField(
        label=_("申请清单"),
        least=2,
        most=2,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("每行一项，按申请先后：单位或项目 | 申请金额（万元，也可写明单位）"),
    )
    is_last_in_part = forms.BooleanField(
        label=_("先到先得时，最后一项不足额的也给余额"), required=False
    )

    def clean_requests(self) -> tuple[Request, ...]:
        """Refuses an amount that cannot be read and a name that asks twice."""
        rows = self.cleaned_data["requests"]
        reader = AmountField()
        asked = tuple(Request(name, reader.clean(amount)) for name, amount in rows)
        try:
            pro_rata(0, asked)
        except TallyError as refusal:
            raise forms.ValidationError(said(refusal.why)) from refusal
        return asked

    @property
    def asked(self) -> tuple[Request, ...]:
        given: tuple[Request, ...] = self.cleaned_data["requests"]
        return given
