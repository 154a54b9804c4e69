"""Examining an invariant counts everything, shows a part, and survives what it cannot read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection

from kechuang.base.invariants import Finding, Invariant, every_invariant, examine, found
from kechuang.engines.wording import Text
from kechuang.parties.models import Party

pytestmark = pytest.mark.django_db
SAYS = Text("数都小", "All numbers are small")


def invariant(*numbers: int) -> Invariant:
    return Invariant(
        "numbers.are_small", SAYS, lambda: [found(n, "太大", "too big") for n in numbers]
    )


def unreadable() -> Iterator[Finding]:
    yield found("first", "先", "first")
    with connection.cursor() as cursor:
        cursor.execute("SELECT a FROM nowhere")


def test_everything_is_counted_and_the_first_findings_are_kept() -> None:
    examined = examine(invariant(7, 8, 9), shown=2)

    assert [finding.where for finding in examined.findings] == ["7", "8"]
    assert (examined.total, examined.holds) == (3, False)


def test_what_finds_nothing_holds() -> None:
    assert examine(invariant()).holds


def test_a_check_that_stops_has_found_something_and_spoils_nothing_after_it() -> None:
    examined = examine(Invariant("numbers.can_be_read", SAYS, unreadable))

    assert [finding.where for finding in examined.findings] == ["first", "numbers.can_be_read"]
    assert "nowhere" in examined.findings[1].what.en
    assert Party.objects.count() == 0


def test_every_invariant_has_a_name_of_its_own_in_a_room_and_says_it_in_both_languages() -> None:
    invariants = every_invariant()

    names = [each.name for each in invariants]
    assert len(set(names)) == len(names) >= 45
    assert {each.room for each in invariants} <= {"base", *settings.ROOMS}
    assert all(each.says.zh and each.says.en for each in invariants)


def test_an_empty_database_keeps_every_invariant() -> None:
    broken = [each.name for each in every_invariant() if not examine(each).holds]

    assert broken == []
