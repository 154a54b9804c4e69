"""The list of imports."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.columns import NUMERIC, UNBROKEN, StateColumn
from kechuang.intake.models import ImportJob
from kechuang.intake.states import JobState

TONES: dict[str, str] = {
    JobState.CHECKED: "info",
    JobState.CONFIRMED: "good",
    JobState.DISCARDED: "warn",
}


class ImportTable(tables.Table):
    original = tables.Column(
        verbose_name=_("文件"), linkify=("intake:detail", {"pk": tables.A("pk")})
    )
    rows_in = tables.Column(attrs=NUMERIC)
    accepted = tables.Column(attrs=NUMERIC)
    rejected = tables.Column(attrs=NUMERIC)
    state = StateColumn(TONES)
    uploaded_at = tables.DateTimeColumn(format="Y-m-d H:i", attrs=UNBROKEN)

    class Meta:
        model = ImportJob
        fields = [
            "original",
            "kind",
            "source",
            "rows_in",
            "accepted",
            "rejected",
            "state",
            "account_name",
            "uploaded_at",
        ]
        empty_text = _("还没有导入过")
