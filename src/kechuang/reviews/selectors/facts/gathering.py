"""Everything that is known of a round's experts and submissions, gathered once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from kechuang.engines import panel
from kechuang.reviews.digests import contact_digest
from kechuang.reviews.models import Expert, ReviewRound, Submission
from kechuang.reviews.selectors.facts.expert_facts import employments, engine_expert
from kechuang.reviews.selectors.facts.people import PeopleBook, person_key
from kechuang.reviews.selectors.facts.units import UnitBook
from kechuang.reviews.selectors.rules import place_of
from kechuang.reviews.states import ContactKind

TOLD = ("posts", "ties", "holdings", "contacts", "declarations", "blocked")


@dataclass(frozen=True)
class Gathered:
    """Rows and their engine forms; ids of the engine are primary keys as text."""

    round: ReviewRound
    rows: tuple[Expert, ...]
    submissions: tuple[Submission, ...]
    experts: tuple[panel.Expert, ...]
    proposals: tuple[panel.Proposal, ...]
    book: UnitBook
    units: panel.Units


def gathered(review_round: ReviewRound, experts: QuerySet[Expert]) -> Gathered:
    """The facts about ``experts`` and about every submission of the round."""
    rows = tuple(experts.prefetch_related(*TOLD, "account__memberships"))
    related = ("applicants__party", "people", "exclusions")
    submissions = tuple(review_round.submissions.order_by("pk").prefetch_related(*related))
    people = PeopleBook(person for one in submissions for person in one.people.all())
    applicants = [each.party_id for one in submissions for each in one.applicants.all()]
    book = unit_book(rows, applicants)
    found = tuple(engine_expert(row, review_round, people, book) for row in rows)
    own = _own_submissions(rows, people)
    proposals = tuple(_proposal(one, review_round, own[one.pk], book) for one in submissions)
    return Gathered(review_round, rows, submissions, found, proposals, book, book.units())


def unit_book(rows: Iterable[Expert], applicants: Iterable[int]) -> UnitBook:
    """The units of ``applicants``, and those at which the experts work or of which they own."""
    units = [(each.party_id, each.unit_name) for row in rows for each in row.posts.all()]
    units += [(each.party_id, each.unit_name) for row in rows for each in row.holdings.all()]
    employers = [one.party_id for row in rows for one in employments(row)]
    ids = {pk for pk in [*applicants, *employers, *(pk for pk, _ in units)] if pk is not None}
    return UnitBook.of(ids, {name for pk, name in units if pk is None})


def _own_submissions(rows: Iterable[Expert], people: PeopleBook) -> dict[int, set[str]]:
    """Keys of the experts who are among the people of each submission."""
    own: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        for person, _ in people.meant(row.name, row.identity_digest):
            own[person.submission_id].add(str(row.pk))
    return own


def _proposal(
    one: Submission, review_round: ReviewRound, own: set[str], book: UnitBook
) -> panel.Proposal:
    return panel.Proposal(
        id=str(one.pk),
        round=review_round.code,
        units=frozenset(book.key(each.party_id) for each in one.applicants.all()),
        people=frozenset({person_key(person) for person in one.people.all()} | own),
        review_on=review_round.review_on,
        contacts=_contacts(one),
        excluded=frozenset(str(each.expert_id) for each in one.exclusions.all()),
        region=place_of(one.region_code, review_round.place_rule),
    )


def _contacts(one: Submission) -> panel.Contacts:
    phones = {contact_digest(ContactKind.PHONE, person.phone) for person in one.people.all()}
    return panel.Contacts(
        phones=frozenset(phones - {""}) or None,
        accounts=frozenset({one.account_digest}) if one.account_digest else None,
        addresses=frozenset({contact_digest(ContactKind.ADDRESS, one.address)})
        if one.address
        else None,
    )
