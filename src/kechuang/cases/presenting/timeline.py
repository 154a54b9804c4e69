"""The timeline for a page: savings in a row told once, people by name where they may be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.translation import get_language

from kechuang.accounts.models import User
from kechuang.cases.selectors import Entry, EntryKind
from kechuang.engines.wording import Text

NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline; ``times`` counts savings that followed each other."""

    at: datetime
    said: Text
    detail: Text
    who: str
    times: int


def lines_of(entries: Iterable[Entry]) -> list[Line]:
    """The timeline, the newest first."""
    told = list(entries)
    names = names_of({person for entry in told for person in entry.persons})
    grouped = groupby(enumerate(told), key=_run)
    runs = [[entry for _, entry in run] for _, run in grouped]
    return [_line(run, names) for run in reversed(runs)]


def names_of(accounts: Iterable[int]) -> dict[int, str]:
    """The names of accounts, by one query."""
    return {one.pk: one.full_name or one.username for one in User.objects.filter(pk__in=accounts)}


def _run(numbered: tuple[int, Entry]) -> tuple[EntryKind, int]:
    """Savings in a row are one run; anything else stands alone."""
    number, entry = numbered
    return entry.kind, 0 if entry.kind is EntryKind.DRAFT else number


def _line(run: Sequence[Entry], names: dict[int, str]) -> Line:
    last = run[-1]
    people = [names[person] for person in last.persons if person in names]
    roles = [role.said_in(get_language() or "zh-hans") for role in last.roles]
    detail = NOTHING if last.kind is EntryKind.LETTER else last.detail
    return Line(last.at, last.said, detail, " ".join(people or roles), len(run))
