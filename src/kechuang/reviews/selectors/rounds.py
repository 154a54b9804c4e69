"""Rounds and what is judged in them, as far as the table of phases opens them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, Max, QuerySet

from kechuang.base.actors import Actor
from kechuang.files.models import StoredFile
from kechuang.reviews.access import (
    Involvement,
    oversees,
    reachable,
    reaches,
    sent_by,
    standings,
)
from kechuang.reviews.models import (
    BlindCopy,
    LeakFinding,
    ReviewRound,
    Submission,
    SubmissionFile,
)
from kechuang.reviews.phases import Standing, Thing, is_shown
from kechuang.reviews.selectors.own_order import in_own_order


def rounds_seen_by(actor: Actor) -> list[ReviewRound]:
    """Rounds whose existence the actor may know of."""
    own = Involvement.of(actor)
    return [
        row
        for row in ReviewRound.objects.all()
        if any(is_shown(each, Thing.ROUND, row.phase) for each in own.standings(actor, row))
    ]


def submissions_seen_by(actor: Actor, review_round: ReviewRound) -> list[Submission]:
    """All for officers and auditors, else those one judges or sent; in the viewer's own order."""
    seen = reachable(actor, review_round, Thing.ROUND).select_related("round")
    return in_own_order(seen, actor=actor, review_round=review_round, key=lambda row: row.label)


def knows_applicants(actor: Actor, submission: Submission) -> bool:
    """Whether title, reference, applicants and people may be shown; one's own, always."""
    own = sent_by(actor).filter(pk=submission.pk)
    return own.exists() or reaches(actor, submission, Thing.APPLICANTS)


def originals_of(actor: Actor, submission: Submission) -> list[SubmissionFile]:
    """The sealed originals, for the officer alone."""
    if not reaches(actor, submission, Thing.ORIGINALS):
        return []
    return list(submission.originals.select_related("file"))


def blind_copies_of(actor: Actor, submission: Submission) -> list[BlindCopy]:
    """The copy in use of each original."""
    if not reaches(actor, submission, Thing.BLIND_COPIES):
        return []
    return list(copies_in_use().filter(original__submission=submission))


def without_copies(review_round: ReviewRound) -> list[Submission]:
    """Submissions with an original of which no copy was made yet."""
    bare = SubmissionFile.objects.filter(submission__round=review_round, copies__isnull=True)
    return list(review_round.submissions.filter(originals__in=bare).distinct().order_by("label"))


def copies_in_use() -> QuerySet[BlindCopy]:
    """The highest revision of each original that has one."""
    rows = BlindCopy.objects.annotate(newest=Max("original__copies__revision"))
    return rows.filter(revision=F("newest")).select_related("file", "original").order_by("original")


def copy_for(actor: Actor, key: UUID) -> StoredFile:
    """The file behind a blind copy's public key.

    Raises ``BlindCopy.DoesNotExist`` alike for what is not there, not open, or not in use.
    """
    copy = BlindCopy.objects.select_related("file", "original__submission__round").get(key=key)
    if copy not in blind_copies_of(actor, copy.original.submission):
        raise BlindCopy.DoesNotExist
    return copy.file


def leaks_of(actor: Actor, review_round: ReviewRound) -> list[LeakFinding]:
    """Findings in the copies in use, for officer and auditor."""
    if not oversees(actor, review_round, Thing.LEAKS):
        return []
    copies = copies_in_use().filter(original__submission__round=review_round).values("pk")
    return list(LeakFinding.objects.filter(copy__in=copies).select_related("copy__original"))


def is_blind_to(actor: Actor, review_round: ReviewRound) -> bool:
    """Whether pages must show labels only: a reviewer's view, whatever else the reviewer is."""
    return Standing.REVIEWER in standings(actor, review_round)
