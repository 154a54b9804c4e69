"""The list of instructions."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.columns import NUMERIC, UNBROKEN, StateColumn
from kechuang.design.commands import command_label
from kechuang.design.formatting import said
from kechuang.ledger.models import Instruction
from kechuang.ledger.presenting.amounts import exactly
from kechuang.ledger.states import InstructionState

TONES: dict[str, str] = {
    InstructionState.PREPARED: "info",
    InstructionState.APPROVED: "good",
    InstructionState.DECLINED: "bad",
}


class InstructionTable(tables.Table):
    """Amounts on pages are written out; the Excel export keeps them in fen."""

    command = tables.Column(linkify=("ledger:instruction", [tables.A("pk")]), attrs=UNBROKEN)
    summary = tables.Column(verbose_name=_("摘要"), accessor="foreseen__summary", orderable=False)
    amount_fen = tables.Column(
        verbose_name=_("金额"), accessor="foreseen__amount_fen", attrs=NUMERIC, orderable=False
    )
    state = StateColumn(TONES)
    prepared_at = tables.DateTimeColumn(format="Y-m-d H:i", attrs=UNBROKEN)

    class Meta:
        model = Instruction
        fields = [
            "command", "summary", "amount_fen", "on", "state", "prepared_by_name", "prepared_at",
            "decided_by_name",
        ]  # fmt: skip
        empty_text = _("没有符合条件的指令")

    def render_command(self, value: str) -> str:
        return command_label(value)

    def render_summary(self, value: dict[str, str]) -> str:
        return said(value, get_language() or "zh-hans")

    def render_amount_fen(self, value: int) -> str:
        return exactly(value)

    def value_amount_fen(self, value: int) -> int:
        return value
