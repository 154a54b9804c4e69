"""The list of outcomes."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.columns import NUMERIC, UNBROKEN, AmountColumn, StateColumn, TitleColumn
from kechuang.outcomes.models import Outcome
from kechuang.outcomes.presenting import discipline_label
from kechuang.outcomes.states import OutcomeState

TONES: dict[str, str] = {
    OutcomeState.VERIFIED: "info",
    OutcomeState.PUBLISHED: "good",
    OutcomeState.NEGOTIATING: "info",
    OutcomeState.CONVERTED: "good",
    OutcomeState.WITHDRAWN: "warn",
}


class OutcomeTable(tables.Table):
    number = tables.Column(attrs=UNBROKEN)
    title = TitleColumn(linkify=("outcomes:detail", {"pk": tables.A("pk")}))
    owners = tables.Column(verbose_name=_("权利人"), accessor="owner_names", orderable=False)
    price_fen = AmountColumn()
    state = StateColumn(TONES)
    maturity = tables.Column(attrs=NUMERIC)
    updated_at = tables.DateTimeColumn(format="Y-m-d", attrs=UNBROKEN)

    class Meta:
        model = Outcome
        fields = [
            "number",
            "title",
            "owners",
            "discipline",
            "maturity",
            "price_fen",
            "state",
            "updated_at",
        ]
        empty_text = _("没有符合条件的成果")

    def render_discipline(self, value: str) -> str:
        return discipline_label(value) or ""
