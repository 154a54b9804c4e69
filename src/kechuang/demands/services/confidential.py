"""Reading what is not public."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require
from kechuang.demands.access import can_read_confidential, is_owner
from kechuang.demands.models import Demand


@transaction.atomic
def read_confidential_text(*, by: Actor, at: datetime, demand: Demand) -> str:
    """The confidential text; a reading by anybody but the enterprise is an audit event."""
    require(
        can_read_confidential(by, demand),
        Text("查看保密内容", "read the confidential text"),
    )
    if not is_owner(by, demand):
        payload = {"number": demand.number}
        record(by=by, at=at, command="read_confidential_text", target=demand, payload=payload)
    return Demand.objects.values_list("confidential_text", flat=True).get(pk=demand.pk)
