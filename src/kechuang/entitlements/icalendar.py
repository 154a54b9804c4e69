"""Entries as an iCalendar file (RFC 5545), which any calendar program reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from kechuang.entitlements.windows import Agenda, Entry

LONGEST_LINE = 75  # octets, RFC 5545 §3.1


def written_calendar(agenda: Agenda, *, name: str, note: str, at: datetime, language: str) -> bytes:
    """The agenda as UTF-8 with CRLF; whole days, the end day excluded as the standard wants."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kechuang//Entitlements//ZH",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(name)}",
        f"X-WR-CALDESC:{_escaped(note)}",
        *(line for entry in agenda.entries for line in _event(entry, at, language)),
        "END:VCALENDAR",
    ]
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line.encode()))


def _event(entry: Entry, at: datetime, language: str) -> Iterable[str]:
    summary = f"{entry.kind.label} · {entry.title.said_in(language)}"
    return (
        "BEGIN:VEVENT",
        f"UID:{_escaped(entry.uid)}@kechuang",
        f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{_day(entry.first)}",
        f"DTEND;VALUE=DATE:{_day(entry.last + timedelta(days=1))}",
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(entry.basis.said_in(language))}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return "\\n".join(text.splitlines())


def _folded(line: bytes) -> Iterator[bytes]:
    """Pieces of at most 75 octets that cut no character; all but the first begin with a space."""
    while len(line) > LONGEST_LINE:
        cut = LONGEST_LINE
        while line[cut] & 0xC0 == 0x80:
            cut -= 1
        yield line[:cut]
        line = b" " + line[cut:]
    yield line
