"""Who may see and do what; ``visible`` asks the table of phases and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from kechuang.base.actors import Actor
from kechuang.base.registry.standing import supervises_city
from kechuang.base.roles import Role
from kechuang.parties.access import covers
from kechuang.reviews.models import (
    Assignment,
    Expert,
    PoolMember,
    ReviewRound,
    Submission,
    SubmissionParty,
    SubmissionPerson,
)
from kechuang.reviews.phases import Standing, Thing, is_shown
from kechuang.reviews.states import STANDING


def can_keep_experts(actor: Actor) -> bool:
    """Clerks of the whole city keep the register of experts."""
    return supervises_city(actor)


def can_confirm(actor: Actor, expert: Expert) -> bool:
    """Another clerk than who entered the expert, and never the expert."""
    is_registrar = actor.account_id is not None and actor.account_id == expert.registered_by_id
    return can_keep_experts(actor) and not is_registrar and not is_oneself(actor, expert)


def can_read_experts(actor: Actor) -> bool:
    return can_keep_experts(actor) or actor.has_role(Role.AUDITOR)


def can_state_about(actor: Actor, expert: Expert) -> bool:
    """The bureau, and the expert about himself or herself."""
    return can_keep_experts(actor) or is_oneself(actor, expert)


def is_oneself(actor: Actor, expert: Expert) -> bool:
    return actor.account_id is not None and actor.account_id == expert.account_id


def can_open_rounds(actor: Actor, region_code: str) -> bool:
    return covers(actor, region_code)


def can_manage(actor: Actor, review_round: ReviewRound) -> bool:
    """Clerks whose district covers the round's region, unless they have an interest in it."""
    return Standing.OFFICER in standings(actor, review_round)


@dataclass(frozen=True)
class Involvement:
    """Rounds in which an actor bids, is one of the people, may be drawn, or sits on a panel."""

    bidding: frozenset[int]
    named: frozenset[int]
    pooled: frozenset[int]
    seated: frozenset[int]

    @classmethod
    def of(cls, actor: Actor) -> Involvement:
        """Read in four queries, however many rounds there are."""
        place = "submission__round_id"
        bids = SubmissionParty.objects.filter(party_id__in=actor.party_ids)
        own = Expert.objects.filter(account_id=actor.account_id, account_id__isnull=False)
        identities = own.exclude(identity_digest="").values("identity_digest")
        people = SubmissionPerson.objects.filter(identity_digest__in=identities)
        pools = PoolMember.objects.filter(expert__in=own)
        return cls(
            frozenset(bids.values_list(place, flat=True)),
            frozenset(people.values_list(place, flat=True)),
            frozenset(pools.values_list("round_id", flat=True)),
            frozenset(seats_of(actor).values_list(place, flat=True)),
        )

    def standings(self, actor: Actor, review_round: ReviewRound) -> Iterator[Standing]:
        """Officers and auditors with an interest in the round are none in it."""
        pk = review_round.pk
        has_interest = pk in self.bidding | self.named | self.pooled
        yield Standing.ANYBODY
        if covers(actor, review_round.region_code) and not has_interest:
            yield Standing.OFFICER
        if not actor.is_system and actor.has_role(Role.AUDITOR) and not has_interest:
            yield Standing.AUDITOR
        if pk in self.seated:
            yield Standing.REVIEWER
        if pk in self.bidding:
            yield Standing.APPLICANT


def standings(actor: Actor, review_round: ReviewRound) -> frozenset[Standing]:
    """Every way in which the actor stands to the round; always ``ANYBODY``."""
    return frozenset(Involvement.of(actor).standings(actor, review_round))


def visible(actor: Actor, review_round: ReviewRound, thing: Thing) -> bool:
    """Whether the round's phase opens ``thing`` to any standing of the actor."""
    held = standings(actor, review_round)
    return any(is_shown(each, thing, review_round.phase) for each in held)


def oversees(actor: Actor, review_round: ReviewRound, thing: Thing) -> bool:
    """Whether the actor sees the ``thing`` of every submission, as officer or auditor."""
    held = standings(actor, review_round) & {Standing.OFFICER, Standing.AUDITOR}
    return any(is_shown(each, thing, review_round.phase) for each in held)


def reachable(actor: Actor, review_round: ReviewRound, thing: Thing) -> models.QuerySet[Submission]:
    """The submissions whose ``thing`` is open to the actor.

    Reviewers reach what they judge, applicants what they sent, each as the table of phases says.
    """
    rows = review_round.submissions.all()
    held = {
        each for each in standings(actor, review_round) if is_shown(each, thing, review_round.phase)
    }
    if held & {Standing.OFFICER, Standing.AUDITOR, Standing.ANYBODY}:
        return rows
    reached = models.Q(pk__in=())
    if Standing.REVIEWER in held:
        reached |= models.Q(pk__in=seats_of(actor).values("submission"))
    if Standing.APPLICANT in held:
        reached |= models.Q(pk__in=sent_by(actor))
    return rows.filter(reached)


def reaches(actor: Actor, submission: Submission, thing: Thing) -> bool:
    """Whether the ``thing`` of this very submission is open to the actor."""
    return reachable(actor, submission.round, thing).filter(pk=submission.pk).exists()


def sent_by(actor: Actor) -> models.QuerySet[Submission]:
    """The submissions of the parties the actor speaks for."""
    return Submission.objects.filter(applicants__party_id__in=actor.party_ids)


def sits_on(actor: Actor, assignment: Assignment) -> bool:
    """Whether the seat is the actor's own and still stands."""
    return seats_of(actor).filter(pk=assignment.pk).exists()


def seats_of(actor: Actor) -> models.QuerySet[Assignment]:
    """The standing seats of the actor, on whatever panel."""
    if actor.account_id is None:
        return Assignment.objects.none()
    return Assignment.objects.filter(expert__account_id=actor.account_id, state__in=STANDING)
