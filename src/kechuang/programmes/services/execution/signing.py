"""Writing down who did something, and refusing that one person does both of two steps."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import models
from django.utils.timezone import localdate

from kechuang.base.actors import Actor
from kechuang.base.errors import Text
from kechuang.ledger.access import is_person
from kechuang.ledger.selectors.payees import actor_again
from kechuang.ledger.services import Warrant
from kechuang.programmes.refusals_of_execution import same_person


def act(by: Actor, at: datetime) -> dict[str, Any]:
    """The columns of an ``Act``."""
    return {"by_id": by.account_id, "by_name": system_name(by), "at": at}


def signature(step: str, by: Actor, at: datetime) -> dict[str, Any]:
    """The columns ``<step>_by_id``, ``<step>_by_name`` and ``<step>_at``."""
    return {
        f"{step}_by_id": by.account_id,
        f"{step}_by_name": system_name(by),
        f"{step}_at": at,
    }


def write_down(row: models.Model, **columns: Any) -> None:
    """Change ``columns`` of a row that is there, and nothing else."""
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))


def system_name(by: Actor) -> str:
    return by.name if by.account_id is None else ""


def refuse_same(what: Text, by: Actor, account_id: int | None, name: str) -> None:
    if is_person(by, account_id, name):
        raise same_person(what)


def warrant_for(
    row: models.Model, command: str, first: tuple[int | None, str], by: Actor, at: datetime
) -> Warrant:
    """The ledger's warrant of two steps: ``first`` prepared, ``by`` approves, once per row."""
    return Warrant(
        by=actor_again(*first, on=localdate(at)),
        approver=by,
        at=at,
        on=localdate(at),
        request_id=uuid5(NAMESPACE_URL, f"{row._meta.label_lower}:{row.pk}:{command}"),
    )
