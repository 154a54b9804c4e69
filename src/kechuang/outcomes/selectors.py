"""Reading outcomes."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet, Sum

from kechuang.base.actors import Actor
from kechuang.base.registry.transitions import Step
from kechuang.engines.match import Document
from kechuang.outcomes.access import can_take, has_opened, opened_to, visible_to
from kechuang.outcomes.models import WHOLE_BP, Outcome
from kechuang.outcomes.states import LIFECYCLE, OPEN_STATES
from kechuang.parties.models import Party

CHUNK = 2_000


def visible_outcomes(actor: Actor) -> QuerySet[Outcome]:
    """Outcomes that ``actor`` may know of, with owners and without their confidential text."""
    return _told(visible_to(actor))


def outcomes_of(actor: Actor, party: Party) -> QuerySet[Outcome]:
    """The outcomes of one owner that ``actor`` may know of, opened ones included."""
    return _told(visible_to(actor) | opened_to(actor)).filter(shares__party=party)


def outcome_for(actor: Actor, pk: int) -> Outcome:
    """One visible or opened outcome; raises ``Outcome.DoesNotExist`` for absent and invisible.

    Lists and searches never show what was only opened.
    """
    outcome = _told(visible_to(actor) | opened_to(actor)).get(pk=pk)
    if actor.opened_parties and not visible_outcomes(actor).filter(pk=pk).exists():
        has_opened(actor, outcome)
    return outcome


def _told(is_visible: Q) -> QuerySet[Outcome]:
    return (
        Outcome.objects.filter(is_visible)
        .defer("confidential_text")
        .prefetch_related("shares__party")
    )


def possible_steps(actor: Actor, outcome: Outcome) -> tuple[Step, ...]:
    """Steps of the life-cycle that ``actor`` can take now."""
    return tuple(
        step for step in LIFECYCLE.steps_from(outcome.state) if can_take(step, actor, outcome)
    )


def match_documents() -> Iterator[Document]:
    """Published outcomes that can still be taken up, by primary key, with public text only."""
    outcomes = (
        Outcome.objects.filter(state__in=OPEN_STATES)
        .order_by("pk")
        .defer("confidential_text")
        .prefetch_related("shares__party")
    )
    for outcome in outcomes.iterator(chunk_size=CHUNK):
        yield _as_document(outcome)


def outcomes_without_whole_shares() -> QuerySet[Outcome]:
    """Outcomes whose stated shares are not 10 000 bp; only imports may leave owners unknown."""
    totalled = Outcome.objects.annotate(total_bp=Sum("shares__share_bp", default=0))
    unknown_in_source = Q(total_bp=0) & ~Q(source="")
    return totalled.exclude(total_bp=WHOLE_BP).exclude(unknown_in_source)


def _as_document(outcome: Outcome) -> Document:
    return Document(
        id=str(outcome.pk),
        title=outcome.title,
        text=outcome.public_summary,
        keywords=tuple(outcome.keywords),
        attributes={
            "discipline": outcome.discipline or None,
            "maturity": outcome.maturity,
            "price_fen": outcome.price_fen,
            "region": _leading_region(outcome),
        },
    )


def _leading_region(outcome: Outcome) -> str | None:
    """The region of the registered owner with the largest share."""
    return next((s.party.region_code for s in outcome.shares.all() if s.party), None)
