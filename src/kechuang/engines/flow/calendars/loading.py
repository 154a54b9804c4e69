"""Reads calendar packs: one file, several years, each with the number of its notice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from kechuang.engines.flow.calendars.calendar import SATURDAY, WorkCalendar, YearNotice
from kechuang.engines.packfile import Located, Problems, read_yaml, text_of
from kechuang.engines.wording import Text

FOLDER = "calendars"
LONGEST_HOLIDAY = 15
_HEAD = frozenset({"id", "title", "note", "years"})
_YEAR = frozenset({"year", "issuer", "doc_no", "issued_on", "holidays", "worked"})
_HOLIDAY = frozenset({"zh", "en", "first", "last", "days"})


def load_calendar(text: str, *, name: str) -> WorkCalendar:
    """The calendar in ``text``; PackError lists every wrong line."""
    problems = Problems()
    notices = _read(text, name, problems)
    problems.refuse()
    return WorkCalendar(notices)


def load_calendars(path: Path | str) -> WorkCalendar:
    """One calendar from every ``calendars/*.yaml`` at or below ``path``; years must not repeat."""
    path = Path(path)
    files = [path] if path.is_file() else sorted(path.rglob(f"{FOLDER}/*.yaml"))
    problems = Problems()
    notices: list[YearNotice] = []
    for file in files:
        notices += _read(text_of(file), file.name, problems, notices)
    problems.refuse()
    return WorkCalendar(notices)


def _read(
    text: str, name: str, problems: Problems, known: list[YearNotice] | None = None
) -> list[YearNotice]:
    root = read_yaml(text, name=name)
    root.only(_HEAD)
    notices: list[YearNotice] = []
    for part in root.need("years").some:
        with problems.catching():
            notice = _read_year(part)
            if any(notice.year == other.year for other in [*notices, *(known or [])]):
                part.refuse(
                    Text(f"{notice.year}年已经有了", f"{notice.year} is there already"),
                    Text("每年只写一次", "write each year once"),
                )
            notices.append(notice)
    return notices


def _read_year(part: Located) -> YearNotice:
    part.only(_YEAR)
    year = part.need("year").whole()
    off = frozenset(day for item in part.need("holidays").some for day in _days(item, year))
    worked = part.get("worked")
    return YearNotice(
        year=year,
        doc_no=part.need("doc_no").text(),
        issuer=part.need("issuer").text(),
        issued_on=part.need("issued_on").date(),
        off=off,
        worked=frozenset(_make_up(item, year, off) for item in worked.items)
        if worked
        else frozenset(),
    )


def _days(item: Located, year: int) -> Iterator[date]:
    item.only(_HOLIDAY)
    first, last = item.need("first").date(), item.need("last").date()
    length = (last - first).days + 1
    if not 1 <= length <= LONGEST_HOLIDAY or {first.year, last.year} != {year}:
        item.need("last").refuse(
            Text(f"{first} 至 {last} 不在{year}年", f"{first} to {last} does not lie in {year}"),
            Text("请核对起止日期", "check the first and the last day"),
        )
    if item.need("days").whole() != length:
        item.need("days").refuse(
            Text(f"起止日期之间是{length}天", f"there are {length} days from first to last"),
            Text("请与通知原文核对", "compare with the notice"),
        )
    yield from (first + timedelta(days=number) for number in range(length))


def _make_up(item: Located, year: int, off: frozenset[date]) -> date:
    day = item.date()
    if day.year != year or day.weekday() < SATURDAY or day in off:
        item.refuse(
            Text(
                f"{day} 不是{year}年的周末，或同时放假", f"{day} is no weekend of {year}, or is off"
            ),
            Text("调休上班日只能是不放假的周末", "a make-up day is a weekend day that is not off"),
        )
    return day
