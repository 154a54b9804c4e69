"""Everything that is known of a round's experts and submissions, gathered once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.timezone import localdate

from kechuang.engines import panel
from kechuang.reviews.digests import contact_digest
from kechuang.reviews.models import Expert, ReviewRound, Stakeholder, Submission
from kechuang.reviews.selectors.facts.expert_facts import employments, engine_expert
from kechuang.reviews.selectors.facts.people import PeopleBook, person_key
from kechuang.reviews.selectors.facts.stakes import Stake, persons_of, stake_of
from kechuang.reviews.selectors.facts.units import UnitBook
from kechuang.reviews.selectors.places import place_of
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
    stakes: tuple[Stake, ...]
    book: UnitBook
    units: panel.Units

    def applicants(self, one: Submission) -> set[int]:
        """Ids of the parties behind a submission: the registered, and all who bear a name in it."""
        named = (self.book.bearers(each.name) for each in one.named_applicants.all())
        return {each.party_id for each in one.applicants.all()}.union(*named)


def gathered(review_round: ReviewRound, experts: QuerySet[Expert]) -> Gathered:
    """The facts about ``experts`` and about every submission of the round."""
    rows = tuple(experts.prefetch_related(*TOLD, "account__memberships"))
    related = ("applicants__party", "named_applicants", "people", "exclusions")
    submissions = tuple(review_round.submissions.order_by("pk").prefetch_related(*related))
    stakeholders = tuple(review_round.stakeholders.all())
    judged = [person for one in submissions for person in one.people.all()]
    people = PeopleBook([*judged, *(each for one in stakeholders for each in persons_of(one))])
    book = unit_book(rows, *_units_of(submissions, stakeholders))
    found = tuple(engine_expert(row, review_round, people, book) for row in rows)
    own = _experts_among(rows, people)
    proposals = tuple(_proposal(one, review_round, own, book) for one in submissions)
    stakes = tuple(stake_of(one, review_round, own, book) for one in stakeholders)
    return Gathered(review_round, rows, submissions, found, proposals, stakes, book, book.units())


def unit_book(
    rows: Iterable[Expert], applicants: Iterable[int], names: Iterable[str] = ()
) -> UnitBook:
    """The units of ``applicants``, by id and by name, and those at which the experts work or of
    which they own."""
    units = [(each.party_id, each.unit_name) for row in rows for each in row.posts.all()]
    units += [(each.party_id, each.unit_name) for row in rows for each in row.holdings.all()]
    employers = [one.party_id for row in rows for one in employments(row)]
    ids = {pk for pk in [*applicants, *employers, *(pk for pk, _ in units)] if pk is not None}
    return UnitBook.of(ids, {*names, *(name for pk, name in units if pk is None)})


def _units_of(
    submissions: Iterable[Submission], stakeholders: Iterable[Stakeholder]
) -> tuple[list[int], list[str]]:
    ids = [each.party_id for one in submissions for each in one.applicants.all()]
    ids += [one.party_id for one in stakeholders if one.party_id]
    names = [each.name for one in submissions for each in one.named_applicants.all()]
    names += [one.name for one in stakeholders if one.name and not one.party_id]
    return ids, names


def _experts_among(rows: Iterable[Expert], people: PeopleBook) -> dict[str, set[str]]:
    """Keys of the experts who may be a person, by the person's key."""
    own: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for person, _ in people.meant(row.name, row.identity_digest):
            own[person_key(person)].add(str(row.pk))
    return own


def _proposal(
    one: Submission, review_round: ReviewRound, own: Mapping[str, set[str]], book: UnitBook
) -> panel.Proposal:
    people = {person_key(person) for person in one.people.all()}
    registered = {book.key(each.party_id) for each in one.applicants.all()}
    named = (book.keys(None, each.name) for each in one.named_applicants.all())
    return panel.Proposal(
        id=str(one.pk),
        round=review_round.code,
        units=frozenset(registered.union(*named)),
        people=frozenset(people.union(*(own[each] for each in people))),
        review_on=review_round.review_on,
        review_until=max(review_round.review_on, localdate(review_round.due_at)),
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
