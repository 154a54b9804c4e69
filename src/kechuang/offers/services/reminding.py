"""Reminding firms of what they have not claimed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require, wrong_state
from kechuang.base.turns import take_turn
from kechuang.offers.access import can_handle_lists
from kechuang.offers.models import Reminder
from kechuang.offers.refusals import NOT_REMINDED
from kechuang.offers.selectors.unclaimed import unclaimed_answers
from kechuang.policies.models import PolicyClause


@transaction.atomic
def remind_unclaimed(*, by: Actor, at: datetime, clause: PolicyClause) -> int:
    """Tell every firm that is entitled by the newest sweep and has not claimed; once per answer.

    The reminder stands on the firm's own page; how many were told. Refused where all were.
    """
    require(can_handle_lists(by), Text("提醒应享未享企业", "remind firms"))
    take_turn(f"reminders {clause.pk}")
    answers = unclaimed_answers(by).filter(
        pack_id=clause.document.pack_id, clause_id=clause.clause_id, reminders__isnull=True
    )
    rows = [
        Reminder(
            run_id=answer.run_id,
            party_id=answer.party_id,
            entitlement_id=answer.pk,
            at=at,
            by_id=by.account_id,
        )
        for answer in answers
    ]
    if not rows:
        raise wrong_state(NOT_REMINDED, "没有尚未提醒的企业", "nobody is left to remind")
    Reminder.objects.bulk_create(rows, batch_size=1_000)
    payload = {"pack": clause.document.pack_id, "clause": clause.clause_id, "firms": len(rows)}
    record(by=by, at=at, command="remind_unclaimed", target=clause, payload=payload)
    return len(rows)
