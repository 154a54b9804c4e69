"""Importing a whole source of demands at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require
from kechuang.base.registry.imports import import_rows
from kechuang.demands.access import can_import
from kechuang.demands.services.content import NewDemand
from kechuang.demands.services.filing import REGISTRY
from kechuang.demands.states import DemandState
from kechuang.parties.services import ImportCount


@transaction.atomic
def import_demands(
    *, by: Actor, at: datetime, rows: Iterable[NewDemand], source: str, publish: bool
) -> ImportCount:
    """Enter or update demands by ``source`` and each row's ``source_key``, all or none.

    New demands are published, or wait as submitted for vetting; known ones keep their state.
    Raises ``InvalidContent`` naming the first row that cannot be accepted.
    """
    require(can_import(by), Text("批量导入需求", "import demands"))
    imported = import_rows(
        REGISTRY,
        rows=rows,
        source=source,
        state=DemandState.PUBLISHED if publish else DemandState.SUBMITTED,
        is_published=publish,
        at=at,
    )
    record(
        by=by,
        at=at,
        command="import_demands",
        target=imported.series,
        payload=imported.as_payload() | {"source": source},
    )
    return ImportCount(imported.created, imported.updated, imported.unchanged)
