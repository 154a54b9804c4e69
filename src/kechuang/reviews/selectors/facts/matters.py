"""Conflicts of an expert with something that is judged outside a round, by the same rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kechuang.engines import panel
from kechuang.engines.wording import Text
from kechuang.reviews.models import Expert, ReviewRound, Submission, SubmissionPerson
from kechuang.reviews.selectors.facts.expert_facts import engine_expert
from kechuang.reviews.selectors.facts.finding import (
    ACCOUNTS,
    is_staff,
    linked_units,
    round_conflicts,
    staff_conflict,
)
from kechuang.reviews.selectors.facts.gathering import gathered, unit_book
from kechuang.reviews.selectors.facts.people import PeopleBook, person_key
from kechuang.reviews.selectors.rules import conflict_policy
from kechuang.reviews.states import ConflictOrigin, PlaceRule

MATTER = "0"
FORMER_POST_YEARS = 3
"""示例: no source sets it; as a round has it unless it says otherwise."""


@dataclass(frozen=True)
class Matter:
    """What is judged on a day: the ids of its units, and the names of its people."""

    party_ids: frozenset[int]
    people: tuple[str, ...]
    on: date


class Ground(NamedTuple):
    """Why an expert must not judge, and the record or register that says so ("" where none)."""

    reason: Text
    source: str = ""

    @property
    def told(self) -> Text:
        """The reason with its source."""
        if not self.source:
            return self.reason
        return Text(
            f"{self.reason.zh}（来源：{self.source}）", f"{self.reason.en} (source: {self.source})"
        )


def matter_conflicts(expert: Expert, matter: Matter) -> tuple[Ground, ...]:
    """Why ``expert`` must not judge ``matter``, from what is known for certain."""
    rules = _rules(matter.on)
    persons = [
        SubmissionPerson(pk=number, name=name, submission_id=int(MATTER))
        for number, name in enumerate(matter.people, start=1)
    ]
    people, book = PeopleBook(persons), unit_book((expert,), matter.party_ids)
    own = {str(expert.pk) for _ in people.meant(expert.name, expert.identity_digest)}
    proposal = panel.Proposal(
        id=MATTER,
        round=rules.code,
        units=frozenset(book.key(pk) for pk in matter.party_ids),
        people=frozenset({person_key(person) for person in persons} | own),
        review_on=matter.on,
    )
    known = engine_expert(expert, rules, people, book)
    policy = conflict_policy(rules)
    found = panel.find_conflicts([known], [proposal], units=book.units(), policy=policy)
    linked = linked_units(expert, matter.party_ids, book, matter.on)
    grounds = [Ground(one.reason, one.source) for one in found if one.is_certain]
    grounds += [Ground(reason, source) for _, reason, source in linked]
    grounds += [Ground(staff_conflict(), ACCOUNTS)] if is_staff(expert, matter.on) else []
    return tuple(dict.fromkeys(grounds))


def submission_conflicts(expert: Expert, submission: Submission, on: date) -> Iterator[Ground]:
    """Why ``expert`` must not judge on the day ``on`` what was reviewed as ``submission``: as the
    review's own rules say today, with what its officer entered by hand."""
    review_round = ReviewRound.objects.get(pk=submission.round_id)
    review_round.review_on = on
    facts = gathered(review_round, Expert.objects.filter(pk=expert.pk))
    for one in round_conflicts(facts):
        is_barring = one.is_certain or review_round.is_unknown_excluded
        if one.proposal == str(submission.pk) and is_barring:
            yield Ground(one.reason, one.source)
    entered = submission.conflicts.filter(expert=expert, is_barring=True)
    for row in entered.filter(origin=ConflictOrigin.OFFICER):
        yield Ground(row.why, row.source)


def _rules(on: date) -> ReviewRound:
    """A round of nobody's: the rules as they are without a round's own."""
    return ReviewRound(
        code="matter",
        review_on=on,
        place_rule=PlaceRule.ANY,
        former_post_years=FORMER_POST_YEARS,
        most_exclusions=0,
        is_unknown_excluded=False,
    )
