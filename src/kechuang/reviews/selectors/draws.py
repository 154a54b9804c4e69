"""Repeating the draw of a submission from what was sealed and what is on record."""

from __future__ import annotations

from typing import Any

from kechuang.engines import panel
from kechuang.reviews.models import SealedPool, Submission


def pool_of(sealed: SealedPool) -> panel.Pool:
    """The pool as it was sealed."""
    told = sealed.content
    quotas = panel.Quotas(
        told["seats"], told["away_at_least"], told["region_at_most"], told["unit_at_most"]
    )
    experts = (panel.Qualified(*row) for row in told["experts"])
    return panel.Pool.sealed(told["name"], told["region"], quotas, experts)


def absent_tokens(submission: Submission) -> tuple[str, ...]:
    """Who was named by the lot and did not come, in order."""
    return tuple(submission.absences.values_list("member__token", flat=True))


def held_tokens(submission: Submission) -> list[str]:
    """Whose seats are held, in the order of being seated; a vacant seat is still held.

    A seat is vacant when it was given up and the pool had nobody left to name.
    """
    gone = submission.absences.values("member")
    held = submission.assignments.exclude(member__in=gone).order_by("pk")
    return list(held.values_list("member__token", flat=True))


def repeated_draw(sealed: SealedPool) -> panel.Drawn:
    """The draw as anybody can repeat it once the seed is known."""
    review_round = sealed.submission.round
    absent = absent_tokens(sealed.submission)
    seed = review_round.seed.value
    return panel.draw(pool_of(sealed), seed=seed, public=review_round.public_word, absent=absent)


def draw_record(sealed: SealedPool) -> dict[str, Any]:
    """What ``outsider_script`` checks: pool, seed, commitment, absences and panel, in tokens.

    Beside it, why each absent one did not come; the script needs no more than the tokens.
    """
    causes = sealed.submission.absences.values_list("member__token", "cause")
    return {**repeated_draw(sealed).as_dict(), "causes": [list(row) for row in causes]}
