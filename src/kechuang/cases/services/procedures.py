"""Entering procedures: each content once, for good."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require
from kechuang.cases.access import can_run_rounds
from kechuang.cases.models import ProcedureVersion
from kechuang.cases.selectors.terms import procedure_of
from kechuang.engines.flow import Procedure, load_procedure, load_procedures

ENTER = Text("载入流程", "enter a procedure")
NAME = "content"


@transaction.atomic
def enter_procedure(*, by: Actor, at: datetime, content: str) -> ProcedureVersion:
    """Keep the procedure in ``content`` (YAML), proved; the same content again is the same row.

    An option pack (``adopts``) builds on the version entered last of the procedure it names.
    Raises ``BrokenPackError`` with every problem, its line and the mend.
    """
    require(can_run_rounds(by), ENTER)
    procedure = load_procedure(content, name=NAME, adoptable=_adoptable())
    return _kept(procedure, by=by, at=at)


@transaction.atomic
def enter_procedures(*, by: Actor, at: datetime) -> tuple[ProcedureVersion, ...]:
    """Every procedure of the packs, ordered by id; nothing when one of them is broken."""
    require(can_run_rounds(by), ENTER)
    procedures = load_procedures(settings.PACKS_FOLDER)
    return tuple(_kept(procedure, by=by, at=at) for procedure in procedures)


def _adoptable() -> dict[str, Procedure]:
    latest: dict[str, Procedure] = {}
    for version in ProcedureVersion.objects.filter(adopted_from="").order_by("entered_at", "pk"):
        latest[version.procedure_id] = procedure_of(version)
    return latest


def _kept(procedure: Procedure, *, by: Actor, at: datetime) -> ProcedureVersion:
    told = {
        "procedure_id": procedure.id,
        "adopted_from": procedure.adopted_from,
        "version": procedure.version,
        "title": procedure.title.zh,
        "title_en": procedure.title.en,
        "source": procedure.source,
        "entered_at": at,
    }
    version, is_new = ProcedureVersion.objects.get_or_create(digest=procedure.digest, defaults=told)
    if is_new:
        payload = {"procedure": procedure.id, "digest": procedure.digest}
        record(by=by, at=at, command="enter_procedure", target=version, payload=payload)
    return version
