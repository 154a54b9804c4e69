"""Reads clocks: how long, counted how, paused where, and what happens at the end."""

from __future__ import annotations

import re
from datetime import time

from kechuang.engines.flow.elements import Clock, Expiry
from kechuang.engines.flow.forms.fields import FieldType
from kechuang.engines.flow.reading.parts import read_name, read_names
from kechuang.engines.flow.reading.reading import Reading
from kechuang.engines.packfile import Located, read_basis
from kechuang.engines.wording import Text

LONGEST_DAYS = 3_660
_KEYS = frozenset(
    {
        "days", "count", "starts_on", "until", "closes", "paused_in", "remind", "escalate",
        "on_expiry", "basis",
    }
)  # fmt: skip
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def read_clock(clock_id: str, part: Located, reading: Reading) -> Clock:
    part.only(_KEYS)
    days, until = part.get("days"), part.get("until")
    if (days is None) == (until is None):
        part.refuse(
            Text("期限恰好写一种", "a deadline is written in exactly one way"),
            Text("请写 days（天数）或 until（日期字段）", "write days or until (a date field)"),
        )
    return Clock(
        id=clock_id,
        days=_read_days(days, reading) if days else 0,
        is_working=_read_count(part, is_needed=days is not None),
        starts_on=_read_day_field(part.get("starts_on"), reading),
        until=_read_day_field(until, reading),
        closes=_read_time(part.get("closes")),
        paused_in=read_names(part.get("paused_in"), "state", reading),
        remind=_read_reminders(part.get("remind")),
        escalate=read_name(part.get("escalate"), "role", reading),
        on_expiry=_read_expiry(part.get("on_expiry"), reading),
        basis=read_basis(part.get("basis"), reading.source_of),
        line=part.line,
    )


def _read_days(part: Located, reading: Reading) -> int | str:
    """A number of days, or the name of a whole-number field or option that holds it."""
    if isinstance(part.value, str):
        name = reading.names.refer("field", part)
        field = reading.fields.get(name)
        if field and (field.type is not FieldType.NUMBER or field.decimals or field.repeats):
            reading.misfit(
                part,
                Text(f"“{field.label.zh}”不是整数", f"“{field.label.en}” is no whole number"),
                Text("天数须是整数", "days are a whole number"),
            )
        return name
    days = part.whole()
    if not 1 <= days <= LONGEST_DAYS:
        part.refuse(
            Text(f"天数 {days} 不合理", f"{days} days make no deadline"),
            Text(f"请写 1 至 {LONGEST_DAYS}", f"write 1 to {LONGEST_DAYS}"),
        )
    return days


def _read_count(part: Located, *, is_needed: bool) -> bool:
    if not is_needed:
        return False
    count = part.need("count")
    if count.text() not in ("working", "calendar"):
        count.refuse(
            Text(f"没有计日方式“{count.text()}”", f"days are not counted “{count.text()}”"),
            Text("请写 working（工作日）或 calendar（自然日）", "write working or calendar"),
        )
    return count.text() == "working"


def _read_day_field(part: Located | None, reading: Reading) -> str:
    if part is None:
        return ""
    name = reading.names.refer("field", part)
    field = reading.fields.get(name)
    if field and (field.type is not FieldType.DATE or field.precision != "day" or field.repeats):
        reading.misfit(
            part,
            Text(f"“{field.label.zh}”不是精确到日的日期", f"“{field.label.en}” is no full date"),
            Text("请使用精确到日的日期字段", "use a date field with precision day"),
        )
    return name


def _read_time(part: Located | None) -> time | None:
    if part is None:
        return None
    if not _TIME.fullmatch(part.text()):
        part.refuse(
            Text(f"“{part.text()}”不是时刻", f"“{part.text()}” is no time of day"),
            Text('请写成 "17:00" 的形式', 'write it like "17:00"'),
        )
    return time.fromisoformat(part.text())


def _read_reminders(part: Located | None) -> tuple[int, ...]:
    if part is None:
        return ()
    days = sorted((item.whole() for item in part.some), reverse=True)
    if days[-1] < 1 or len(set(days)) < len(days):
        part.refuse(
            Text("提醒天数须为正且不重复", "reminders are positive and different"),
            Text("例如 remind: [5, 1]", "for example remind: [5, 1]"),
        )
    return tuple(days)


def _read_expiry(part: Located | None, reading: Reading) -> Expiry:
    if part is None:
        return Expiry()
    part.only(frozenset({"event", "is_consent", "basis"}))
    consent = part.get("is_consent")
    return Expiry(
        event=read_name(part.need("event"), "event", reading),
        is_consent=consent.flag() if consent else False,
        basis=read_basis(part.get("basis"), reading.source_of),
    )
