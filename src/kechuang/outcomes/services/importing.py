"""Importing a whole source of outcomes at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require
from kechuang.base.registry.imports import import_rows
from kechuang.outcomes.access import can_import
from kechuang.outcomes.services.content import NewOutcome
from kechuang.outcomes.services.registering import REGISTRY
from kechuang.outcomes.states import OutcomeState
from kechuang.parties.services import ImportCount


@transaction.atomic
def import_outcomes(
    *, by: Actor, at: datetime, rows: Iterable[NewOutcome], source: str, publish: bool
) -> ImportCount:
    """Enter or update outcomes by ``source`` and each row's ``source_key``, all or none.

    ``publish`` decides the state of new outcomes only; known ones keep theirs. Raises
    ``InvalidContent`` naming the first row that cannot be accepted.
    """
    require(can_import(by), Text("批量导入成果", "import outcomes"))
    imported = import_rows(
        REGISTRY,
        rows=rows,
        source=source,
        state=OutcomeState.PUBLISHED if publish else OutcomeState.REGISTERED,
        is_published=publish,
        at=at,
    )
    record(
        by=by,
        at=at,
        command="import_outcomes",
        target=imported.series,
        payload=imported.as_payload() | {"source": source},
    )
    return ImportCount(imported.created, imported.updated, imported.unchanged)
