"""What experts say of themselves: it adds, takes nothing back, and names them for its source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kechuang.base.errors import InvalidInput
from kechuang.reviews import services as reviews
from kechuang.reviews.models import ConflictRecord, Expert
from kechuang.reviews.states import TieKind
from tests.rooms.reviews.test_conflicts import Plant, recent_coauthor, same_unit, shareholder
from tests.rooms.reviews.town import AT, Town, state, two_submissions

pytestmark = pytest.mark.django_db
TODAY = AT.date()


def by_themselves(town: Town, row: Expert, *said: object, as_of: date = TODAY) -> None:
    """What the expert says under the own account, with a source that claims more."""
    reviews.state_about_expert(
        by=town.people[row.pk].actor, at=AT, expert=row, said=said, source="论文库", as_of=as_of
    )


OWN_CORRECTIONS: dict[str, tuple[Plant, reviews.NewPost | reviews.NewTie | reviews.NewHolding]] = {
    "tie.coauthor": (
        recent_coauthor,
        reviews.NewTie(TieKind.COAUTHOR, "申请人0", 2000, "ID applicant 0"),
    ),
    "unit.same": (same_unit, reviews.NewPost(unit_name="", until=date(2001, 1, 1))),
    "shareholding": (shareholder, reviews.NewHolding(unit_name="", until=date(2001, 1, 1))),
}


@pytest.mark.parametrize("rule", OWN_CORRECTIONS)
def test_an_experts_own_word_takes_no_conflict_back(rule: str) -> None:
    plant, own = OWN_CORRECTIONS[rule]
    town = two_submissions()
    row = town.experts[4]
    plant(town, row)
    if not isinstance(own, reviews.NewTie):
        own = replace(own, party=town.firms[0])

    by_themselves(town, row, own)
    town.sealed()

    assert ConflictRecord.objects.filter(expert=row, rule=rule, is_barring=True).exists()


def test_an_experts_own_word_adds_a_conflict_and_names_the_expert_for_source() -> None:
    town = two_submissions()
    row = town.experts[4]
    recent = reviews.NewTie(TieKind.COAUTHOR, "申请人0", 2025, "ID applicant 0")

    by_themselves(town, row, recent, as_of=date(2026, 1, 1))
    by_themselves(town, row, replace(recent, year=2000))
    town.sealed()

    found = ConflictRecord.objects.filter(expert=row, rule="tie.coauthor")
    assert {one.source for one in found} == {"本人填报"}


def test_what_the_bureau_says_later_corrects_what_the_expert_said() -> None:
    town = two_submissions()
    row = town.experts[4]
    by_themselves(
        town, row, reviews.NewTie(TieKind.COAUTHOR, "申请人0", 2025), as_of=date(2026, 1, 1)
    )
    state(row, reviews.NewTie(TieKind.COAUTHOR, "申请人0", 2000))

    town.sealed()

    assert not ConflictRecord.objects.filter(expert=row, rule="tie.coauthor").exists()


def test_nothing_is_stated_of_a_day_that_lies_ahead() -> None:
    town = two_submissions()

    with pytest.raises(InvalidInput, match="lies ahead"):
        by_themselves(
            town, town.experts[4], reviews.NewPost(unit_name="某院"), as_of=date(2099, 1, 1)
        )
