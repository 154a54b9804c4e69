"""One expert as the engine reads it: the latest statement about each thing, None where unknown."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from typing import Any

from kechuang.engines import panel
from kechuang.reviews.models import Expert, ExpertPost, ReviewRound
from kechuang.reviews.selectors.facts.people import PeopleBook, person_key
from kechuang.reviews.selectors.facts.units import UnitBook
from kechuang.reviews.selectors.places import place_of
from kechuang.reviews.states import ContactKind, Topic

EMPLOYER = "平台账号的任职单位 employer of the account"
CONTACTS = {
    ContactKind.PHONE: Topic.PHONES,
    ContactKind.ACCOUNT: Topic.ACCOUNTS,
    ContactKind.ADDRESS: Topic.ADDRESSES,
}


def engine_expert(
    row: Expert, review_round: ReviewRound, people: PeopleBook, book: UnitBook
) -> panel.Expert:
    """``person`` is the expert's own key; sides whose people include them carry it too."""
    posts = tuple(_posts(row, book))
    relations = tuple(_relations(row, people))
    holdings = tuple(_holdings(row, book))
    own = people.meant(row.name, row.identity_digest)
    return panel.Expert(
        id=str(row.pk),
        person=str(row.pk),
        posts=posts if posts or is_declared(row, Topic.POSTS) else None,
        relations=relations if row.ties.all() or is_declared(row, Topic.RELATIONS) else None,
        holdings=holdings if holdings or is_declared(row, Topic.HOLDINGS) else None,
        bids=frozenset(str(person.submission_id) for person, _ in own if person.submission_id),
        contacts=panel.Contacts(
            phones=_digests(row, ContactKind.PHONE),
            accounts=_digests(row, ContactKind.ACCOUNT),
            addresses=_digests(row, ContactKind.ADDRESS),
        ),
        is_email_confirmed=row.is_email_confirmed,
        region=place_of(row.region_code, review_round.place_rule) or None,
        blocked=tuple(panel.Span(span.first_on, span.last_on) for span in row.blocked.all()),
    )


def is_declared(row: Expert, topic: Topic) -> bool:
    """Whether some source says that nothing else is to be told on the topic."""
    return any(each.topic == topic for each in row.declarations.all())


def told_topics(row: Expert) -> Iterator[Topic]:
    """Topics on which there is at least one statement."""
    told: dict[Topic, Iterable[object]] = {
        Topic.POSTS: row.posts.all(),
        Topic.RELATIONS: row.ties.all(),
        Topic.HOLDINGS: row.holdings.all(),
    }
    yield from (topic for topic, rows in told.items() if rows)
    kinds = {each.kind for each in row.contacts.all()}
    yield from (topic for kind, topic in CONTACTS.items() if kind in kinds)


def latest_posts(row: Expert) -> list[ExpertPost]:
    """Each unit and beginning as last stated, with what the expert added of it since."""
    return _in_force(row.posts.all(), lambda p: (p.party_id, p.unit_name, p.since))


def employments(row: Expert) -> list[Any]:
    """Memberships of the expert's account that name a party: where somebody works."""
    held = row.account.memberships.all() if row.account else ()
    return [one for one in held if one.party_id is not None]


def _posts(row: Expert, book: UnitBook) -> Iterator[panel.Post]:
    for post in latest_posts(row):
        for key in book.keys(post.party_id, post.unit_name):
            yield panel.Post(key, post.since, post.until, post.source)
    for one in employments(row):
        yield panel.Post(book.key(one.party_id), one.since, one.until, EMPLOYER)


def _holdings(row: Expert, book: UnitBook) -> Iterator[panel.Holding]:
    for one in _in_force(row.holdings.all(), lambda each: (each.party_id, each.unit_name)):
        for key in book.keys(one.party_id, one.unit_name):
            yield panel.Holding(key, one.until, one.source)


def _relations(row: Expert, people: PeopleBook) -> Iterator[panel.Relation]:
    told = _in_force(row.ties.all(), lambda tie: (tie.kind, tie.person, tie.identity_digest))
    for tie in told:
        on = date(tie.year, 12, 31) if tie.year else None
        for person, remark in people.meant(tie.person, tie.identity_digest):
            source = f"{tie.source}（{remark}）" if remark else tie.source
            yield panel.Relation(panel.Tie(tie.kind), person_key(person), on, source)


def _digests(row: Expert, kind: ContactKind) -> frozenset[str] | None:
    found = frozenset(each.digest for each in row.contacts.all() if each.kind == kind)
    return found if found or is_declared(row, CONTACTS[kind]) else None


def _in_force(rows: Iterable[Any], thing: Callable[[Any], Hashable]) -> list[Any]:
    """By thing: what the bureau or a record said last, and every word of the expert's own since,
    for own words add and take nothing back."""
    found: dict[Hashable, list[Any]] = {}
    for row in sorted(rows, key=lambda row: (row.as_of, row.pk)):
        before = found.get(thing(row), []) if row.is_own_word else []
        found[thing(row)] = [*before, row]
    return [row for told in found.values() for row in told]
