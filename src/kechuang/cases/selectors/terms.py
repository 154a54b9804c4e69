"""The terms a case runs under: always those of the version its round was opened with."""

from __future__ import annotations

from functools import lru_cache

from kechuang.cases.calendar import work_calendar
from kechuang.cases.models import ClockExtension, ProcedureVersion, Round
from kechuang.engines.flow import Extension, Procedure, Terms, Value, load_procedure, restored


def procedure_of(version: ProcedureVersion) -> Procedure:
    """The procedure as it was entered, whatever the packs hold today."""
    return compiled(version.procedure_id, version.digest, version.source)


@lru_cache(maxsize=128)
def compiled(procedure_id: str, digest: str, source: str) -> Procedure:
    """The procedure of its kept text; ``digest`` keeps the cache honest."""
    return load_procedure(source, name=procedure_id)


def terms_of(of_round: Round) -> Terms:
    """The round's procedure, options and extensions, and the calendar."""
    procedure = procedure_of(of_round.version)
    extensions = tuple(extension_of(row) for row in of_round.extensions.all())
    return Terms(procedure, work_calendar(), options_of(of_round), extensions)


def options_of(of_round: Round) -> dict[str, Value]:
    """The options that were set for the round."""
    options = procedure_of(of_round.version).options
    return {name: restored(options[name].field, value) for name, value in of_round.options.items()}


def settled_options(of_round: Round) -> dict[str, Value]:
    """Every option that has a value in the round, set or by default."""
    return procedure_of(of_round.version).default_options | options_of(of_round)


def extension_of(row: ClockExtension) -> Extension:
    return Extension(
        clock=row.clock,
        at=row.at,
        by=str(row.by_id or ""),
        why=row.why,
        days=row.days,
        until=row.until,
    )
