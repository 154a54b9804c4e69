"""The list of audit events."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from kechuang.audit.models import Event


class EventTable(tables.Table):
    class Meta:
        model = Event
        fields = ["sequence", "at", "actor_name", "command", "target_kind", "target_id", "own_hash"]
        order_by = "-sequence"
        empty_text = _("还没有记录")

    def render_own_hash(self, value: str) -> str:
        return value[:12]
