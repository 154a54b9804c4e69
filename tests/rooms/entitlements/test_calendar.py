"""The calendar of windows, on the page and as a file that calendar programs read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st

from kechuang.base.clock import today
from kechuang.engines.rulebook import Fact, Pack, Title, load_pack
from kechuang.engines.wording import Text
from kechuang.entitlements.icalendar import written_calendar
from kechuang.entitlements.windows import Agenda, Entry, EntryKind, agenda_of, months_from
from kechuang.packs.catalogue import fact_catalogue
from tests.journeys.small_region import Region

ON = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 4, 5, 6, tzinfo=UTC)
PACK = """
id: sample
title: {zh: 样例, en: Sample}
issuer: 某局
doc_no: 样例〔2026〕1号
valid_from: 2026-01-01
valid_to: 2027-06-30
region: "100000"
evidence: 示例
text_kind: hard
clauses:
  - id: told
    kind: subsidy
    title: {zh: 有时间, en: Told}
    article: 第一条
    seasons: [{opens: SPRING, closes: 05-31, article: 第五条}]
    conditions: [{id: a, label: {zh: 人, en: Staff}, article: 一, test: employees@last_year >= 10}]
  - id: untold
    kind: subsidy
    title: {zh: 没有时间, en: Untold}
    article: 第二条
    conditions: [{id: b, label: {zh: 人, en: Staff}, article: 一, test: employees@last_year >= 10}]
"""
Event = dict[str, str]


def pack_opening(day: str = "03-01") -> Pack:
    return load_pack(PACK.replace("SPRING", day), name="sample.yaml", catalogue=fact_catalogue())


def agenda(*clauses: str) -> Agenda:
    return agenda_of([pack_opening()], {"sample": set(clauses)}, [], on=ON)


def parsed(content: bytes) -> tuple[Event, list[Event]]:
    """The calendar's own properties and its events, read as RFC 5545 says."""
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    calendar: Event = {}
    events: list[Event] = []
    target = calendar
    for line in lines[1:-2]:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
            target = events[-1]
        elif line == "END:VEVENT":
            target = calendar
        else:
            target[name.partition(";")[0]] = unescaped(value)
    return calendar, events


def unescaped(value: str) -> str:
    parts = value.split("\\\\")
    plain = [p.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";") for p in parts]
    return "\\".join(plain)


def test_twelve_months_begin_with_this_one() -> None:
    months = months_from(date(2026, 11, 30))

    assert [month.first for month in months][:3] == [
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
    ]
    assert len(months) == 12
    assert months[3].last == date(2027, 2, 28)


def test_a_yearly_window_stands_in_each_month_it_is_open() -> None:
    shown = [
        month.first.month
        for month, entries in agenda("told").months
        if any(entry.kind == EntryKind.WINDOW for entry in entries)
    ]

    assert shown == [3, 4, 5]


def test_a_window_that_is_over_is_not_shown() -> None:
    later = agenda_of([pack_opening()], {"sample": {"told"}}, [], on=date(2027, 6, 1))

    windows = [entry for entry in later.entries if entry.kind == EntryKind.WINDOW]
    assert [(one.first, one.last) for one in windows] == [(date(2028, 3, 1), date(2028, 5, 31))]


def test_what_is_not_announced_is_told() -> None:
    asked = agenda("told", "untold")

    assert [clause.id for _, clause in asked.unannounced] == ["untold"]


def test_clauses_out_of_reach_are_not_in_the_calendar() -> None:
    assert agenda().entries == ()
    assert agenda().unannounced == ()


def test_the_end_of_a_policy_is_an_entry() -> None:
    ends = [entry for entry in agenda("untold").entries if entry.kind == EntryKind.POLICY_END]

    assert [(one.first, one.last) for one in ends] == [(date(2027, 6, 30), date(2027, 6, 30))]


def test_a_title_that_ran_out_is_no_longer_in_the_calendar() -> None:
    held = fact_catalogue()["hnte_holder"]
    days = (ON - timedelta(days=1), ON)
    titles = [Title(held, day, Fact("hnte_valid_until", day), ()) for day in days]

    shown = agenda_of([], {}, titles, on=ON)

    assert [(entry.kind, entry.first) for entry in shown.entries] == [(EntryKind.TITLE_END, ON)]


def test_the_file_holds_what_the_page_shows() -> None:
    shown = agenda("told", "untold")

    content = written_calendar(shown, name="日历", note="另有；1,个", at=AT, language="zh-hans")

    calendar, events = parsed(content)
    assert (calendar["VERSION"], calendar["X-WR-CALDESC"]) == ("2.0", "另有；1,个")
    window, end = events
    assert (window["DTSTART"], window["DTEND"]) == ("20270301", "20270601")
    assert window["SUMMARY"] == "申报 · 样例：有时间"
    assert window["DESCRIPTION"] == "第五条"
    assert window["DTSTAMP"] == "20261121T040506Z"
    assert end["DTEND"] == "20270701"
    assert len({event["UID"] for event in events}) == len(events)


@example("科" * 60)
@example("a" + "科" * 60)
@example("ab" + "科" * 60)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=200))
def test_any_title_comes_back_and_no_line_is_too_long(title: str) -> None:
    entry = Entry(EntryKind.WINDOW, "one", Text(title, title), ON, ON, Text("", ""))

    content = written_calendar(
        Agenda(ON, (entry,), ()), name="", note="", at=AT, language="zh-hans"
    )

    _, (event,) = parsed(content)
    assert event["SUMMARY"] == f"申报 · {title}"
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


@pytest.mark.django_db
def test_the_party_s_own_people_get_the_page_and_the_file(region: Region) -> None:
    client = region.people["enterprise"].client

    page = client.get(reverse("entitlements:calendar", args=[region.mine.pk]))
    file = client.get(reverse("entitlements:calendar_file", args=[region.mine.pk]))

    calendar, events = parsed(file.content)
    assert file["Content-Type"] == "text/calendar; charset=utf-8"
    assert len(events) == len(page.context["agenda"].entries)
    unannounced = len(page.context["agenda"].unannounced)
    assert unannounced
    assert f"另有 {unannounced} 个条款" in calendar["X-WR-CALDESC"]
    assert page.context["agenda"].on == today()
