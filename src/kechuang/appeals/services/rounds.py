"""The round in which a year's corrections or appeals run: a firm's right waits for no opening."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from kechuang.base.actors import system_actor
from kechuang.base.turns import take_turn
from kechuang.cases.models import ProcedureVersion, Round
from kechuang.cases.services import enter_procedures, open_round

OPENER = system_actor("appeals: standing round")


def standing_round(procedure: str, *, at: datetime) -> Round:
    """This year's round of ``procedure``, opened by the system when first asked for."""
    year = localdate(at).year
    code = f"{procedure}-{year}"
    take_turn(code)
    if earlier := Round.objects.filter(code=code).first():
        return earlier
    version = _version(procedure) or _entered(procedure, at)
    return open_round(
        by=OPENER,
        at=at,
        code=code,
        title=f"{year}年{version.title}",
        title_en=f"{version.title_en}, {year}",
        version=version,
    )


def _version(procedure: str) -> ProcedureVersion | None:
    found = ProcedureVersion.objects.filter(procedure_id=procedure)
    return found.order_by("-entered_at", "-pk").first()


def _entered(procedure: str, at: datetime) -> ProcedureVersion:
    entered = enter_procedures(by=OPENER, at=at)
    return next(version for version in entered if version.procedure_id == procedure)
