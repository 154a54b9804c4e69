"""Making blind copies, and settling what in them may still tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.blinding import BlindedCopy, KnownName, Leak, blind_document
from kechuang.base.errors import Text, invalid, require, stated
from kechuang.files.services import store_file
from kechuang.files.storage import path_of
from kechuang.reviews.access import can_manage
from kechuang.reviews.models import BlindCopy, KnownAlias, LeakFinding, Submission, SubmissionFile
from kechuang.reviews.selectors.known_names import known_names
from kechuang.reviews.services.rounds import locked_round, require_phase
from kechuang.reviews.states import BEFORE_ASSIGNMENT, LeakState

NOT_COPIED = Text("匿名副本未制作", "No blind copy was made")
NOT_SETTLED = Text("疑似泄露未处理", "The finding was not settled")
Made = tuple[SubmissionFile, BlindedCopy]


def make_blind_copies(
    *, by: Actor, at: datetime, submission: Submission, more_names: Sequence[KnownName] = ()
) -> tuple[BlindCopy, ...]:
    """A new copy of every original, with ``more_names`` replaced from now on too.

    Findings of the copies before are thereby redacted; those that were accepted stay accepted.
    Copies are made before the transaction begins, for one may take minutes.
    Raises ``BlindingError`` where a file of which no copy can be made.
    """
    require(can_manage(by, submission.round), Text("制作匿名副本", "make blind copies"))
    require_phase(submission.round, *BEFORE_ASSIGNMENT, what=NOT_COPIED)
    names = (*known_names(submission), *more_names)
    made = [
        (original, _blinded(original, names))
        for original in submission.originals.select_related("file")
    ]
    return _keep(by, at, submission, made, more_names)


@transaction.atomic
def accept_leaks(*, by: Actor, at: datetime, findings: Sequence[LeakFinding], reason: str) -> int:
    """Let findings of one submission stand, with a reason: they do not tell who wrote it."""
    reason = stated(NOT_SETTLED, reason)
    keys = {finding.pk for finding in findings}
    flagged = LeakFinding.objects.filter(pk__in=keys, state=LeakState.FLAGGED)
    rounds = {f.copy.original.submission.round_id for f in flagged.select_related(SUBMISSION)}
    if not keys or len(flagged) < len(keys) or len(rounds) > 1:
        raise invalid(
            NOT_SETTLED,
            "所选线索已经处理过，或不属于同一轮次",
            "some are settled already, or belong to several rounds",
            Text("请刷新后重选", "Reload and choose again"),
        )
    review_round = flagged[0].copy.original.submission.round
    row = locked_round(by, review_round, *BEFORE_ASSIGNMENT, what=NOT_SETTLED)
    _settle(sorted(keys), LeakState.ACCEPTED, reason, by, at)
    payload = {"findings": sorted(keys), "reason": reason}
    record(by=by, at=at, command="accept_leaks", target=row, payload=payload)
    return len(keys)


SUBMISSION = "copy__original__submission"


def _blinded(original: SubmissionFile, names: Sequence[KnownName]) -> BlindedCopy:
    file = original.file
    return blind_document(path_of(file.digest), name=file.name, names=names, number=original.number)


@transaction.atomic
def _keep(
    by: Actor,
    at: datetime,
    submission: Submission,
    made: Sequence[Made],
    more_names: Sequence[KnownName],
) -> tuple[BlindCopy, ...]:
    locked_round(by, submission.round, *BEFORE_ASSIGNMENT, what=NOT_COPIED)
    for name in more_names:
        KnownAlias(submission=submission, kind=name.kind, forms=list(name.forms)).save()
    copies = tuple(_keep_one(by, at, original, blinded) for original, blinded in made)
    payload = {
        "copies": [[copy.original.number, copy.revision, copy.file.digest] for copy in copies],
        "leaks": sum(len(blinded.report.leaks) for _, blinded in made),
    }
    record(by=by, at=at, command="make_blind_copies", target=submission, payload=payload)
    return copies


def _keep_one(by: Actor, at: datetime, original: SubmissionFile, blinded: BlindedCopy) -> BlindCopy:
    before = original.copies.first()
    name = blinded.name.replace(".jpeg", ".jpg")
    copy = BlindCopy(
        original=original,
        revision=before.revision + 1 if before else 1,
        file=store_file(by=by, at=at, name=name, content=blinded.content),
        report=blinded.report.as_dict(),
        made_at=at,
    )
    copy.save()
    accepted = _accepted(before)
    for leak in blinded.report.leaks:
        _flag(copy, leak, accepted)
    if before:
        left = before.leaks.filter(state=LeakState.FLAGGED).values_list("pk", flat=True)
        _settle(list(left), LeakState.REDACTED, "", by, at)
    return copy


def _accepted(before: BlindCopy | None) -> dict[tuple[str, ...], LeakFinding]:
    kept = before.leaks.filter(state=LeakState.ACCEPTED) if before else ()
    return {(one.kind, one.place, one.excerpt): one for one in kept}


def _flag(copy: BlindCopy, leak: Leak, accepted: dict[tuple[str, ...], LeakFinding]) -> None:
    known = accepted.get((leak.kind, leak.place.zh, leak.excerpt))
    LeakFinding(
        copy=copy,
        kind=leak.kind,
        place=leak.place.zh,
        place_en=leak.place.en,
        excerpt=leak.excerpt,
        state=known.state if known else LeakState.FLAGGED,
        reason=known.reason if known else "",
        settled_by_name=known.settled_by_name if known else "",
        settled_at=known.settled_at if known else None,
    ).save()


def _settle(keys: list[int], to: LeakState, reason: str, by: Actor, at: datetime) -> None:
    LeakFinding.objects.filter(pk__in=keys).update(
        state=to, reason=reason, settled_by_name=by.name, settled_at=at
    )
