"""Conflicts of a round: the engine's rules, and those that need this platform's registers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from kechuang.base.roles import Role
from kechuang.engines import panel
from kechuang.engines.wording import Text
from kechuang.parties.states import RelationKind
from kechuang.reviews.digests import contact_digest
from kechuang.reviews.models import Expert, Submission
from kechuang.reviews.selectors.facts.expert_facts import (
    employments,
    is_declared,
    latest_posts,
    told_topics,
)
from kechuang.reviews.selectors.facts.gathering import Gathered
from kechuang.reviews.selectors.facts.units import UnitBook
from kechuang.reviews.selectors.rules import conflict_policy
from kechuang.reviews.states import ContactKind

LINKS = {
    RelationKind.PARENT: Text("控股关系", "parent and subsidiary"),
    RelationKind.SHAREHOLDER: Text("股东关系", "shareholder and company"),
    RelationKind.COOPERATION: Text("长期合作", "lasting partners"),
}
STAFF = {Role.BUREAU, Role.AUDITOR, Role.ADMINISTRATOR}
ACCOUNTS = "平台账号的角色 roles of the account"
REGISTER = "主体登记 register of parties"


def round_conflicts(facts: Gathered) -> tuple[panel.Conflict, ...]:
    """Every conflict between the gathered experts and submissions, uncertain ones among them."""
    policy = conflict_policy(facts.round)
    stakeholders = tuple(stake.known for stake in facts.stakes)
    found = panel.find_conflicts(
        facts.experts,
        facts.proposals,
        stakeholders=stakeholders,
        units=facts.units,
        policy=policy,
    )
    own = (conflict for row in facts.rows for conflict in _own_conflicts(row, facts))
    reached = panel.reaching(own, facts.proposals, stakeholders, policy=policy)
    return tuple(dict.fromkeys([*found, *reached]))


def _own_conflicts(row: Expert, facts: Gathered) -> Iterator[panel.Conflict]:
    for submission in facts.submissions:
        yield from conflicts_of(row, submission, facts)
    for stake in facts.stakes:
        pair, on = (str(row.pk), stake.known.id), facts.round.review_on
        linked = linked_units(row, stake.party_ids, facts.book, on, role=stake.known.role)
        for rule, reason, source in linked:
            yield panel.Conflict(*pair, rule, reason, source)


def conflicts_of(row: Expert, one: Submission, facts: Gathered) -> Iterator[panel.Conflict]:
    """What only the registers tell: linked units, the same e-mail, statements left half-way."""
    pair = str(row.pk), str(one.pk)
    applicants, on = facts.applicants(one), facts.round.review_on
    for rule, reason, source in linked_units(row, applicants, facts.book, on):
        yield panel.Conflict(*pair, rule, reason, source)
    if is_staff(row, on):
        yield panel.Conflict(*pair, "role.staff", staff_conflict(), ACCOUNTS)
    emails = {contact_digest(ContactKind.EMAIL, person.email) for person in one.people.all()}
    if any(c.kind == ContactKind.EMAIL and c.digest in emails for c in row.contacts.all()):
        reason = Text("邮箱与申请方相同", "has the applicant's e-mail")
        yield panel.Conflict(*pair, "shared.email", reason)
    for topic in told_topics(row):
        if not is_declared(row, topic):
            reason = Text(
                f"“{topic.label}”只说了一部分，不能排除冲突",
                f"{topic.value} told in part: a conflict may hide",
            )
            yield panel.Conflict(*pair, f"partial.{topic.value}", reason, is_certain=False)


def is_staff(row: Expert, on: date) -> bool:
    """Holds a role that reads originals and reports; a reviewer must have none."""
    held = row.account.memberships.all() if row.account else ()
    return any(one.role in STAFF and (one.until is None or one.until >= on) for one in held)


def staff_conflict() -> Text:
    return Text("主管部门或审计人员不参加评审", "clerks and auditors do not review")


def linked_units(
    row: Expert,
    party_ids: Collection[int],
    book: UnitBook,
    on: date,
    *,
    role: Text = panel.Proposal.role,
) -> Iterator[tuple[str, Text, str]]:
    """Rule, reason and source of each link between the expert's units and ``party_ids``."""
    units = {book.top(pk) for pk in _present_units(row, book, on)}
    applicants = {book.top(pk) for pk in party_ids}
    for link in book.links:
        here, there = book.top(link.party_id), book.top(link.subject_id)
        if (here in units and there in applicants) or (there in units and here in applicants):
            kind = LINKS[RelationKind(link.kind)]
            reason = Text(
                f"任职单位与{role.zh}有{kind.zh}", f"the unit and the {role.en} are {kind.en}"
            )
            yield f"unit.{link.kind}", reason, REGISTER


def _present_units(row: Expert, book: UnitBook, on: date) -> Iterator[int]:
    for post in [*latest_posts(row), *employments(row)]:
        if post.until is None or post.until >= on:
            known = book.bearers(getattr(post, "unit_name", ""))
            yield from known if post.party_id is None else (post.party_id,)
