"""Building the year's challenge programme, from the packs to a challenge in each phase."""

from __future__ import annotations

from django.db import transaction

from kechuang.cases.models import ProcedureVersion
from kechuang.cases.services import enter_procedures
from kechuang.demo.accounts import open_log_ins
from kechuang.demo.challenges.acting import OFFICER, let_time_pass, player
from kechuang.demo.challenges.cast import challenge_cast
from kechuang.demo.challenges.days import TODAY, at
from kechuang.demo.challenges.experts import register_experts
from kechuang.demo.challenges.money import budget_line
from kechuang.demo.challenges.scenes import AUTUMN, SPRING, race
from kechuang.demo.challenges.units import register_units
from kechuang.demo.city import City
from kechuang.demo.loading import BY
from kechuang.ledger.models import BudgetLine
from kechuang.programmes import services as programmes
from kechuang.programmes.models import ProgrammeRound

PACK = "yunlan-challenge"
YEAR, RACE = f"yunlan-{TODAY.year}", f"yunlan-race-{TODAY.year}"
ALONE = {"lanes": 1, "has_equal_start": False, "stage_gates": 1, "evaluated_after_months": 3}


@transaction.atomic
def load_challenges(city: City) -> None:
    """A challenge in each phase; a second start finds the programme open and changes nothing.

    The log-ins of the city, its books and its year must be there.
    """
    if ProgrammeRound.objects.filter(code=YEAR).exists():
        return
    opened = at("01-04T09:00")
    register_units(city, at=opened)
    open_log_ins(challenge_cast(city), at=opened)
    register_experts()
    enter_procedures(by=BY, at=opened)
    line = budget_line()
    year = _opened(
        YEAR, "云澜市2026年揭榜挂帅（虚构示例）", "Yunlan challenges 2026", line, **ALONE
    )
    raced = _opened(RACE, "云澜市2026年赛马制专题（虚构示例）", "Yunlan races 2026", line)
    for scene in SPRING:
        scene(year)
    race(raced)
    for scene in AUTUMN:
        scene(year)
    let_time_pass(at("11-21T08:00"))


def _opened(
    code: str, title: str, title_en: str, line: BudgetLine, **options: int | bool
) -> ProgrammeRound:
    return programmes.open_programme(
        by=player(OFFICER),
        at=at("01-04T14:00"),
        code=code,
        year=TODAY.year,
        title=title,
        title_en=title_en,
        version=ProcedureVersion.objects.filter(procedure_id=PACK).latest("entered_at"),
        options=options,
        line=line,
    )
