"""Reading what is not public."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require
from kechuang.outcomes.access import can_read_confidential, is_owner
from kechuang.outcomes.models import Outcome


@transaction.atomic
def read_confidential_text(*, by: Actor, at: datetime, outcome: Outcome) -> str:
    """The confidential text; a reading by somebody who is not an owner becomes an audit event."""
    require(
        can_read_confidential(by, outcome),
        Text("查看保密内容", "read the confidential text"),
    )
    if not is_owner(by, outcome):
        payload = {"number": outcome.number}
        record(by=by, at=at, command="read_confidential_text", target=outcome, payload=payload)
    return Outcome.objects.values_list("confidential_text", flat=True).get(pk=outcome.pk)
