"""The commands that move an outcome through its life."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import require
from kechuang.base.registry.transitions import require_reason
from kechuang.base.registry.wording import both_languages
from kechuang.outcomes.access import can_take
from kechuang.outcomes.models import Outcome
from kechuang.outcomes.states import LIFECYCLE, OutcomeState


def verify_outcome(*, by: Actor, at: datetime, outcome: Outcome) -> Outcome:
    """The bureau confirms owners, rights and content."""
    return advance_outcome(by=by, at=at, outcome=outcome, command="verify")


def publish_outcome(*, by: Actor, at: datetime, outcome: Outcome) -> Outcome:
    """Show the public text of a verified outcome to everybody."""
    return advance_outcome(by=by, at=at, outcome=outcome, command="publish")


def withdraw_outcome(*, by: Actor, at: datetime, outcome: Outcome, reason: str) -> Outcome:
    """Take an outcome that is not converted out of the library."""
    return advance_outcome(by=by, at=at, outcome=outcome, command="withdraw", reason=reason)


@transaction.atomic
def advance_outcome(
    *, by: Actor, at: datetime, outcome: Outcome, command: str, reason: str = ""
) -> Outcome:
    """Take the step ``command`` of the life-cycle; raises ``WrongState`` where it does not fit."""
    step = LIFECYCLE.steps[command]
    row = Outcome.objects.select_for_update().get(pk=outcome.pk)
    require(can_take(step, by, row), both_languages(step.label))
    LIFECYCLE.require_state(command, state=row.state, number=row.number)
    require_reason(step, number=row.number, reason=reason)
    payload = {"from": row.state, "to": step.target, "reason": reason.strip()}
    row.state, row.updated_at = step.target, at
    if step.target == OutcomeState.PUBLISHED:
        row.published_at = at
    row.save(update_fields=["state", "updated_at", "published_at"])
    record(by=by, at=at, command=f"{command}_outcome", target=row, payload=payload)
    return row
