"""An attempt to pay twice is refused, and stays on record for whoever looks for such attempts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.ledger.refusals import AlreadyGranted
from kechuang.ledger.selectors.duplicates import earlier_grants
from kechuang.ledger.services.instructions.contents import Content
from kechuang.ledger.services.instructions.granting import grant_plan


@contextmanager
def duplicates_reported(*, by: Actor, at: datetime, content: Mapping[str, Any]) -> Iterator[None]:
    """Outside the command's transaction, which its refusal takes back."""
    try:
        yield
    except AlreadyGranted:
        _report(by, at, content)
        raise


@transaction.atomic
def _report(by: Actor, at: datetime, content: Mapping[str, Any]) -> None:
    plan = grant_plan(Content(content))
    found = earlier_grants(plan.claim)
    if not found:
        return
    earlier = found[0]
    payload = {
        "earlier": earlier.number,
        "party": plan.party.credit_code,
        "ground": plan.ground.told,
        "scheme": plan.scheme.code,
        "amount_fen": plan.total_fen,
        "decision": plan.decision,
    }
    record(by=by, at=at, command="refuse_duplicate", target=earlier, payload=payload)
