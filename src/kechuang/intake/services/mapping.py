"""Saying which column means what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.intake.mapping import mapped_columns
from kechuang.intake.models import ImportJob
from kechuang.intake.selectors import kind_of
from kechuang.intake.services.locking import OPEN_STATES, locked_job
from kechuang.intake.states import JobState


@transaction.atomic
def map_columns(
    *, by: Actor, at: datetime, job: ImportJob, mapping: Mapping[str, str]
) -> ImportJob:
    """Set the target of each column; refuses a mapping with which no row could be read."""
    row = locked_job(by, job, OPEN_STATES)
    mapped_columns(kind_of(row), row.header, mapping)
    row.mapping = {label: target for label, target in mapping.items() if target}
    row.state = JobState.MAPPED
    row.save(update_fields=["mapping", "state"])
    record(by=by, at=at, command="map_columns", target=row, payload={"mapping": row.mapping})
    return row
