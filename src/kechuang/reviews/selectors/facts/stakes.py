"""Those who have a stake in a round without being judged in it, as the engine reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kechuang.engines import panel
from kechuang.reviews.models import ReviewRound, Stakeholder, SubmissionPerson
from kechuang.reviews.selectors.facts.people import person_key
from kechuang.reviews.selectors.facts.units import UnitBook


@dataclass(frozen=True)
class Stake:
    """``party_ids``: the registered parties that are meant."""

    known: panel.Stakeholder
    party_ids: frozenset[int]


def persons_of(one: Stakeholder) -> list[SubmissionPerson]:
    """The people of a stakeholder, to be compared as the people of submissions are."""
    return [SubmissionPerson(name=name) for name in one.people]


def stake_of(
    one: Stakeholder, review_round: ReviewRound, own: Mapping[str, set[str]], book: UnitBook
) -> Stake:
    """``own``: keys of the experts who may be a person, by the person's key."""
    is_named = bool(one.party_id or one.name)
    people = {person_key(person) for person in persons_of(one)}
    known = panel.Stakeholder(
        id=f"stakeholder {one.pk}",
        round=review_round.code,
        role=one.part,
        units=frozenset(book.keys(one.party_id, one.name)) if is_named else frozenset(),
        people=frozenset(people.union(*(own[each] for each in people))),
        review_on=review_round.review_on,
    )
    ids = {one.party_id} if one.party_id else book.bearers(one.name)
    return Stake(known, frozenset(ids))
