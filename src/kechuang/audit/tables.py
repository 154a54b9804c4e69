"""The list of audit events."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from kechuang.audit.models import Event
from kechuang.base.registry.columns import UNBROKEN
from kechuang.design.commands import command_label


class EventTable(tables.Table):
    """Pages say commands in words; the Excel export keeps their names, which never change."""

    sequence = tables.Column(linkify=("audit:detail", {"sequence": tables.A("sequence")}))
    at = tables.DateTimeColumn(format="Y-m-d H:i:s", attrs=UNBROKEN)
    actor_name = tables.Column(verbose_name=_("操作人"), order_by="signatory__name")

    class Meta:
        model = Event
        fields = ["sequence", "at", "actor_name", "command", "target_kind", "target_id", "own_hash"]
        order_by = "-sequence"
        empty_text = _("还没有记录")

    def render_command(self, value: str) -> str:
        return command_label(value)

    def value_command(self, value: str) -> str:
        return value

    def render_own_hash(self, value: str) -> str:
        return value[:12]
