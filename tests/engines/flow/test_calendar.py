"""Working days come from the notices, and from nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.flow import (
    CalendarError,
    UnknownYearError,
    end_of,
    load_calendar,
    load_calendars,
    local_day,
    start_of,
)
from kechuang.engines.packfile import BrokenPackError
from tests.engines.flow.samples import PACKS, line_of, swapped

CALENDAR = load_calendars(PACKS)
YEAR = """\
id: days
title: {zh: 日历, en: Calendar}
years:
  - year: 2026
    issuer: 某机关
    doc_no: 某〔2025〕1号
    issued_on: 2025-11-04
    holidays:
      - {zh: 元旦, en: New Year, first: 2026-01-01, last: 2026-01-03, days: 3}
    worked: [2026-01-04]
"""
DAYS = st.dates(date(2024, 2, 1), date(2026, 11, 30))


@pytest.mark.parametrize(
    ("day", "is_worked"),
    [
        (date(2024, 2, 9), True),  # 2024 春节 began on the 10th; the eve was worked
        (date(2024, 2, 10), False),
        (date(2024, 2, 18), True),  # a Sunday, made up
        (date(2024, 5, 11), True),
        (date(2024, 9, 14), True),
        (date(2025, 1, 1), False),
        (date(2025, 1, 26), True),
        (date(2025, 1, 28), False),
        (date(2025, 10, 8), False),
        (date(2025, 10, 9), True),
        (date(2026, 1, 4), True),
        (date(2026, 2, 16), False),
        (date(2026, 2, 28), True),
        (date(2026, 9, 20), True),
        (date(2026, 9, 25), False),
        (date(2026, 11, 21), False),  # an ordinary Saturday
    ],
)
def test_holidays_and_make_up_days_are_those_of_the_notices(day, is_worked):
    assert CALENDAR.is_working(day) is is_worked


def test_each_year_has_as_many_days_off_and_worked_as_its_notice():
    counted = {year: (len(n.off), len(n.worked)) for year, n in CALENDAR.notices.items()}

    assert counted == {2024: (28, 8), 2025: (28, 5), 2026: (33, 6)}
    assert [CALENDAR.notices[year].doc_no for year in (2024, 2025, 2026)] == [
        "国办发明电〔2023〕7号", "国办发明电〔2024〕12号", "国办发明电〔2025〕7号",
    ]  # fmt: skip


def test_a_year_without_its_notice_is_unknown_and_never_guessed():
    with pytest.raises(UnknownYearError, match="2027") as refused:
        CALENDAR.add(date(2026, 12, 31), 1)

    assert refused.value.year == 2027
    with pytest.raises(UnknownYearError):
        CALENDAR.is_working(date(2023, 6, 1))


def test_counting_crosses_the_spring_festival():
    assert CALENDAR.add(date(2026, 2, 13), 1) == date(2026, 2, 14)
    assert CALENDAR.add(date(2026, 2, 14), 1) == date(2026, 2, 24)
    assert CALENDAR.between(date(2026, 2, 13), date(2026, 2, 24)) == 2


@given(DAYS, st.integers(1, 18))
def test_a_day_added_to_is_worked_and_lies_exactly_so_many_working_days_on(day, count):
    later = CALENDAR.add(day, count)

    assert CALENDAR.is_working(later)
    assert CALENDAR.between(day, later) == count


@given(DAYS, st.integers(0, 15))
def test_adding_and_taking_away_return_to_the_same_working_day(day, count):
    start = CALENDAR.on_or_after(day)

    assert CALENDAR.add(CALENDAR.add(start, count), -count) == start


@given(DAYS, DAYS, DAYS)
def test_working_days_between_add_up(first, middle, last):
    between = CALENDAR.between

    assert between(first, middle) + between(middle, last) == between(first, last)


@given(DAYS, st.integers(0, 15), st.integers(0, 10))
def test_more_days_never_end_sooner(day, count, more):
    assert CALENDAR.add(day, count) <= CALENDAR.add(day, count + more)


def test_days_are_those_of_shanghai():
    before_midnight = datetime(2026, 1, 5, 15, 59, tzinfo=UTC)

    assert local_day(before_midnight) == date(2026, 1, 5)
    assert local_day(before_midnight + timedelta(minutes=1)) == date(2026, 1, 6)
    assert end_of(date(2026, 1, 5)) == start_of(date(2026, 1, 6))


def test_an_instant_without_its_zone_is_refused():
    with pytest.raises(CalendarError, match="时区"):
        local_day(datetime(2026, 1, 5))  # noqa: DTZ001 - the point of the test


@pytest.mark.parametrize(
    ("old", "new", "start", "why"),
    [
        ("days: 3", "days: 4", "{zh: 元旦", "起止日期之间是3天"),
        ("last: 2026-01-03", "last: 2025-12-31", "{zh: 元旦", "不在2026年"),
        ("[2026-01-04]", "[2026-01-05]", "worked", "不是2026年的周末"),
        ("[2026-01-04]", "[2026-01-03]", "worked", "同时放假"),
        ("    doc_no: 某〔2025〕1号\n", "", "year:", "缺少“doc_no”"),
        ("days: 3", "dayz: 3", "{zh: 元旦", "没有这个键"),
    ],
)
def test_a_wrong_calendar_is_refused_with_its_line(old, new, start, why):
    text = swapped(old, new, YEAR)
    assert load_calendar(YEAR, name="days.yaml").is_working(date(2026, 1, 4))

    with pytest.raises(BrokenPackError) as refused:
        load_calendar(text, name="days.yaml")

    (problem,) = refused.value.problems
    assert why in problem.why.zh
    assert problem.line == line_of(text, start.lstrip("{- "))


def test_a_year_written_twice_is_refused(tmp_path):
    folder = tmp_path / "calendars"
    folder.mkdir()
    (folder / "a.yaml").write_text(YEAR, "utf-8")
    (folder / "b.yaml").write_text(YEAR, "utf-8")

    with pytest.raises(BrokenPackError, match="2026年已经有了"):
        load_calendars(tmp_path)
