"""The one place where a row of the ledger is sealed, or sealed again by what changed it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model

from kechuang.audit.models import Event, FoundRow
from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.ledger.services.alterations import refuse_altered


def record_sealed(
    *,
    by: Actor,
    at: datetime,
    command: str,
    target: Model,
    payload: dict[str, Any],
    sealed: Iterable[Model],
    beside: Iterable[Model] = (),
) -> Event:
    """One event for ``command`` that seals ``sealed``, the records as the command leaves them.

    A record that was read from the database must have been found as its last event sealed it, or
    the new seal would hide what was changed past the commands: raises ``AlteredRecord``. ``beside``
    are the records whose events sealed them, where those are not their own.
    """
    rows = list(sealed)
    refuse_altered(_found(rows), beside=beside)
    event = record(by=by, at=at, command=command, target=target, payload=payload, sealed=rows)
    for row in rows:
        if isinstance(row, FoundRow):
            row.remember()
    return event


def _found(rows: Iterable[Model]) -> list[Model]:
    """Those that were there before the command; one that it made may have been read again."""
    given = list(rows)
    made = {row for row in given if not getattr(row, "is_found", False)}
    return [row for row in dict.fromkeys(given) if row not in made]
