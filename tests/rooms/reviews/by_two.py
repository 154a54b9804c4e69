"""Two clerks who change a panel by hand: one asks, the other decides."""

from __future__ import annotations

from kechuang.accounts.models import User
from kechuang.accounts.selectors import actor_of
from kechuang.base.actors import Actor
from kechuang.base.roles import Role
from kechuang.reviews import services as reviews
from kechuang.reviews.models import Assignment, Expert, Intervention, Submission
from kechuang.reviews.states import InterventionKind
from tests.base.registry.cast import person
from tests.rooms.reviews.town import AT


def clerk_named(name: str) -> Actor:
    user = User.objects.filter(username=name).first()
    return actor_of(user, on=AT.date()) if user else person(name, Role.BUREAU).actor


def asked(
    submission: Submission, expert: Expert, kind: InterventionKind, source: str = "来信"
) -> Intervention:
    return reviews.ask_intervention(
        by=clerk_named("asking"),
        at=AT,
        submission=submission,
        expert=expert,
        kind=kind,
        reason="无法联系",
        source=source,
    )


def decide(verb: str, one: Intervention, by: str = "deciding") -> Assignment | None:
    """``verb``: approve; who asked is "asking"."""
    return getattr(reviews, f"{verb}_intervention")(by=clerk_named(by), at=AT, asked=one)


def given_up_by_two(seat: Assignment, kind: InterventionKind) -> Assignment | None:
    return decide("approve", asked(seat.submission, seat.expert, kind))


def conflict_by_two(submission: Submission, expert: Expert) -> None:
    decide("approve", asked(submission, expert, InterventionKind.CONFLICT))
