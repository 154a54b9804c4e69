"""The list of audit events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from kechuang.audit.models import Event
from kechuang.base.registry.columns import UNBROKEN
from kechuang.design.commands import command_label

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

SEALED = _("封存中，启封后可见")
NOTHING = "—"


class EventTable(tables.Table):
    """Pages say commands in words; the Excel export keeps their names, which never change. Of an
    event that is withheld neither says more than number, time and hash, nor does an order."""

    sequence = tables.Column(linkify=("audit:detail", {"sequence": tables.A("sequence")}))
    at = tables.DateTimeColumn(format="Y-m-d H:i:s", attrs=UNBROKEN)
    actor_name = tables.Column(verbose_name=_("操作人"), orderable=False)
    command = tables.Column(orderable=False)
    target_kind = tables.Column(orderable=False)
    target_id = tables.Column(orderable=False)

    class Meta:
        model = Event
        fields = ["sequence", "at", "actor_name", "command", "target_kind", "target_id", "own_hash"]
        order_by = "-sequence"
        empty_text = _("还没有记录")

    def render_actor_name(self, record: WithAnnotations[Event], value: str) -> str:
        return NOTHING if record.is_withheld else value

    def render_command(self, record: WithAnnotations[Event], value: str) -> str:
        return str(SEALED) if record.is_withheld else command_label(value)

    def value_command(self, record: WithAnnotations[Event], value: str) -> str:
        return str(SEALED) if record.is_withheld else value

    def render_target_kind(self, record: WithAnnotations[Event], value: str) -> str:
        return NOTHING if record.is_withheld else value

    def render_target_id(self, record: WithAnnotations[Event], value: str) -> str:
        return NOTHING if record.is_withheld else value

    def render_own_hash(self, value: str) -> str:
        return value[:12]
