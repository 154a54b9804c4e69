"""Entering procedures: each content once, for good."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require
from kechuang.cases.access import can_run_rounds
from kechuang.cases.models import ProcedureVersion
from kechuang.cases.selectors.terms import compiled
from kechuang.engines.flow import Procedure, load_procedure, load_procedures

ENTER = Text("载入流程", "enter a procedure")
NAME = "content"
Kept = tuple[str, str, str]


@transaction.atomic
def enter_procedure(*, by: Actor, at: datetime, content: str) -> ProcedureVersion:
    """Keep the procedure in ``content`` (YAML), proved; the same content again is the same row.

    An option pack (``adopts``) builds on the version entered last of the procedure it names.
    Raises ``BrokenPackError`` with every problem, its line and the mend.
    """
    require(can_run_rounds(by), ENTER)
    return _kept(_proved(content, _adoptable()), by=by, at=at)


@transaction.atomic
def enter_procedures(*, by: Actor, at: datetime) -> tuple[ProcedureVersion, ...]:
    """Every procedure of the packs, ordered by id; nothing when one of them is broken."""
    require(can_run_rounds(by), ENTER)
    procedures = load_procedures(settings.PACKS_FOLDER)
    return tuple(_kept(procedure, by=by, at=at) for procedure in procedures)


def _adoptable() -> tuple[Kept, ...]:
    """The version of each procedure that was entered last."""
    latest: dict[str, Kept] = {}
    for version in ProcedureVersion.objects.filter(adopted_from="").order_by("entered_at", "pk"):
        latest[version.procedure_id] = (version.procedure_id, version.digest, version.source)
    return tuple(latest.values())


@lru_cache(maxsize=64)
def _proved(content: str, adoptable: tuple[Kept, ...]) -> Procedure:
    """The same content over the same procedures is read and proved once."""
    found = {kept[0]: compiled(*kept) for kept in adoptable}
    return load_procedure(content, name=NAME, adoptable=found)


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
