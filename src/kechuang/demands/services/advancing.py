"""The commands that move a demand through its life."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import require
from kechuang.base.registry.transitions import require_reason
from kechuang.base.registry.wording import both_languages
from kechuang.demands.access import can_take
from kechuang.demands.models import Demand
from kechuang.demands.states import LIFECYCLE, DemandState


def submit_demand(*, by: Actor, at: datetime, demand: Demand) -> Demand:
    """Hand a draft to the bureau."""
    return advance_demand(by=by, at=at, demand=demand, command="submit")


def vet_demand(*, by: Actor, at: datetime, demand: Demand) -> Demand:
    """The bureau finds a submitted demand real, clear and measurable."""
    return advance_demand(by=by, at=at, demand=demand, command="vet")


def return_demand(*, by: Actor, at: datetime, demand: Demand, reason: str) -> Demand:
    """Give a demand back to the enterprise as a draft, saying what to change."""
    return advance_demand(by=by, at=at, demand=demand, command="return", reason=reason)


def publish_demand(*, by: Actor, at: datetime, demand: Demand) -> Demand:
    """Show a vetted demand as its confidentiality allows."""
    return advance_demand(by=by, at=at, demand=demand, command="publish")


def close_demand(*, by: Actor, at: datetime, demand: Demand, reason: str) -> Demand:
    """Close a published demand that found no answer."""
    return advance_demand(by=by, at=at, demand=demand, command="close", reason=reason)


def withdraw_demand(*, by: Actor, at: datetime, demand: Demand, reason: str) -> Demand:
    """Take back a demand that is not under negotiation."""
    return advance_demand(by=by, at=at, demand=demand, command="withdraw", reason=reason)


@transaction.atomic
def advance_demand(
    *, by: Actor, at: datetime, demand: Demand, command: str, reason: str = ""
) -> Demand:
    """Take the step ``command`` of the life-cycle; raises ``WrongState`` where it does not fit."""
    step = LIFECYCLE.steps[command]
    row = Demand.objects.select_for_update().get(pk=demand.pk)
    require(can_take(step, by, row), both_languages(step.label))
    LIFECYCLE.require_state(command, state=row.state, number=row.number)
    require_reason(step, number=row.number, reason=reason)
    payload = {"from": row.state, "to": step.target, "reason": reason.strip()}
    row.state, row.updated_at = step.target, at
    if step.target == DemandState.PUBLISHED:
        row.published_at = at
    row.save(update_fields=["state", "updated_at", "published_at"])
    record(by=by, at=at, command=f"{command}_demand", target=row, payload=payload)
    return row
