"""Opening rounds, and making one of their clocks longer for everybody at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, wrong_state
from kechuang.base.turns import take_turn
from kechuang.cases.access import can_run_rounds
from kechuang.cases.calendar import work_calendar
from kechuang.cases.models import ClockExtension, ProcedureVersion, Round
from kechuang.cases.refusals import NOT_EXTENDED, NOT_OPENED
from kechuang.cases.selectors.terms import extension_of, procedure_of, terms_of
from kechuang.engines.flow import Terms, Value, local_day, stored


@transaction.atomic
def open_round(
    *,
    by: Actor,
    at: datetime,
    code: str,
    title: str,
    version: ProcedureVersion,
    options: Mapping[str, Value] | None = None,
    title_en: str = "",
) -> Round:
    """Open a round; it keeps this version and these options whatever the packs become.

    Raises ``TermsError`` for options that the procedure does not have or that do not fit.
    """
    require(can_run_rounds(by), Text("开设轮次", "open a round"))
    chosen = dict(options or {})
    Terms(procedure_of(version), work_calendar(), chosen)
    _refuse_unnamed(code, title)
    opened = Round.objects.create(
        code=code,
        title=title.strip(),
        title_en=title_en.strip(),
        version=version,
        options={name: stored(value) for name, value in chosen.items()},
        opened_at=at,
        opened_by_id=by.account_id,
    )
    payload = {"code": code, "procedure": version.digest, "options": opened.options}
    record(by=by, at=at, command="open_round", target=opened, payload=payload)
    return opened


@transaction.atomic
def extend_clock(
    *,
    by: Actor,
    at: datetime,
    round: Round,  # noqa: A002 - the word of the field
    clock: str,
    why: str,
    days: int = 0,
    until: date | None = None,
) -> ClockExtension:
    """Make ``clock`` longer for all cases of the round in which it has not run out.

    More ``days`` for a clock of days, a later day (``until``) for one that runs until a day.
    Raises ``TermsError`` for anything else; a clock is never made shorter.
    """
    require(can_run_rounds(by), Text("统一延期", "extend a clock for all"))
    take_turn(f"round of cases {round.pk}")
    locked = Round.objects.get(pk=round.pk)
    extension = ClockExtension(
        round=locked, clock=clock, days=max(days, 0), until=until, why=why, at=at
    )
    extension.by_id = by.account_id
    terms_of(locked).extended(extension_of(extension))
    _refuse_earlier(locked, clock, until, at)
    extension.save(force_insert=True)
    # The clocks look at each of them again, since their ends have moved
    locked.cases.filter(is_closed=False).update(next_due_at=at)
    payload = {
        "round": locked.code,
        "clock": clock,
        "days": days,
        "until": until.isoformat() if until else "",
        "why": why,
    }
    record(by=by, at=at, command="extend_clock", target=extension, payload=payload)
    return extension


def _refuse_unnamed(code: str, title: str) -> None:
    if not code.strip() or not title.strip():
        raise invalid(
            NOT_OPENED,
            "没有写明代码或名称",
            "its code or title is missing",
            Text("请填写轮次代码和名称", "Give the round a code and a title"),
        )
    if Round.objects.filter(code=code).exists():
        raise wrong_state(
            NOT_OPENED,
            f"代码 {code} 已被使用",
            f"the code {code} is taken",
            Text("请换一个代码", "Choose another code"),
        )


def _refuse_earlier(locked: Round, clock: str, until: date | None, at: datetime) -> None:
    """A day no later than today, or than one granted before, would extend nothing."""
    if until is None:
        return
    granted = [row.until for row in locked.extensions.filter(clock=clock) if row.until]
    latest = max([local_day(at), *granted])
    if until <= latest:
        raise invalid(
            NOT_EXTENDED,
            f"{until} 不晚于 {latest}",
            f"{until} is not later than {latest}",
            Text(
                "时限只延长，不缩短；请给出更晚的日期", "Clocks only get longer: name a later day"
            ),
        )
