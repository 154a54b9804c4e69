"""Sealing: one small idempotent request that hands in what the applicant saw, with a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import RELOAD, Text, invalid, require, wrong_state
from kechuang.base.registry.numbers import open_series, take_numbers
from kechuang.cases.access import owned_by
from kechuang.cases.models import Case, Seal, SealSeries, StepTaken
from kechuang.cases.refusals import NOT_SEALED, KeyReused, StaleDraft
from kechuang.cases.selectors.courses import Course, course_of
from kechuang.cases.selectors.drafts import (
    canonical_draft,
    changes_between,
    last_change,
    revision_of_digest,
    sealing_step,
)
from kechuang.cases.selectors.offers import flow_actor
from kechuang.cases.selectors.receipts import SEAL_CASE
from kechuang.cases.services.locking import locked_cases
from kechuang.cases.services.moving import Act
from kechuang.cases.services.passing import settle_clocks
from kechuang.cases.services.stepping import advance
from kechuang.cases.states import GRACE
from kechuang.engines.flow import Step
from kechuang.engines.seal import digest as digest_of

PREFIX = "HZ"
SEAL = Text("封存提交", "seal and submit")


def seal_case(
    *,
    by: Actor,
    at: datetime,
    case: Case,
    key: UUID,
    digest: str,
    received_at: datetime,
    event: str = "",
) -> Seal:
    """Hand in the form of the present state exactly as the applicant saw it.

    ``digest`` is the SHA-256 of the canonical draft that was shown (``draft_digest``), ``key``
    made by the client. ``received_at`` is the server's own, before anything queued: the deadline
    is compared with it. The same request again gives the same seal; the same key with anything
    else raises ``KeyReused`` (409), another draft than the one seen ``StaleDraft`` (409).
    """
    _refuse_future(received_at, at)
    settle_clocks(case, until=received_at - GRACE, at=at)
    return _seal(case, key, Seen(digest, event), Act(by, received_at, at))


@dataclass(frozen=True)
class Seen:
    """What the applicant saw, by its digest, and the step that was meant, if it was named."""

    digest: str
    event: str


@transaction.atomic
def _seal(case: Case, key: UUID, seen: Seen, act: Act) -> Seal:
    row = locked_cases().get(pk=case.pk)
    request = digest_of([row.number, str(key), seen.digest, seen.event, act.by.account_id])
    earlier = Seal.objects.filter(key=key).first()
    if earlier is not None:
        return _same(earlier, request)
    require(Case.objects.filter(owned_by(act.by), pk=row.pk).exists(), SEAL)
    course = course_of(row, act.at)
    step = _step(course, act.by, seen.event)
    _refuse_stale(row, step, seen.digest)
    taken = advance(course, step.event, flow_actor(act.by, row), act)
    seal = _sealed(row, taken, key, request, act.recorded_at)
    _record(seal, row, act)
    return seal


def _same(earlier: Seal, request: str) -> Seal:
    if earlier.request_digest != request:
        raise KeyReused
    return earlier


def _refuse_future(received_at: datetime, at: datetime) -> None:
    if received_at > at:
        raise invalid(
            NOT_SEALED,
            "收到时间晚于现在",
            "it was received later than now",
            Text("请核对服务器时钟", "Check the server's clock"),
        )


def _step(course: Course, by: Actor, event: str) -> Step:
    step = sealing_step(course, by, event)
    if step is None:
        state = course.procedure.states[course.situation.state].wording.public
        raise wrong_state(
            NOT_SEALED,
            f"现在是“{state.zh}”，没有要您提交的表单",
            f"it is “{state.en}”: no form of yours is to be handed in",
            RELOAD,
        )
    return step


def _refuse_stale(case: Case, step: Step, seen: str) -> None:
    if digest_of(canonical_draft(case, step.form)) == seen:
        return
    revision = revision_of_digest(case, step.form, seen)
    changes = changes_between(case, revision, case.revision) if revision is not None else ()
    latest = last_change(case)
    when = localtime(latest[0]).strftime("%Y-%m-%d %H:%M") if latest else ""
    zh = "、".join(change.label.zh for change in changes) or "内容或材料"
    en = ", ".join(change.label.en for change in changes) or "content or documents"
    why = Text(
        f"您看过之后又有改动：{zh}（最近一次 {when}）",
        f"it changed after you saw it: {en} (last at {when})",
    )
    raise StaleDraft(why, [change.field for change in changes])


def _sealed(case: Case, taken: StepTaken, key: UUID, request: str, at: datetime) -> Seal:
    content = canonical_draft(case, taken.form)
    series = open_series(SealSeries, prefix=PREFIX, year=localtime(taken.at).year)
    (number,) = take_numbers(series, 1)
    seal = Seal(
        number=number,
        case=case,
        step=taken,
        key=key,
        request_digest=request,
        digest=digest_of(content),
        content=content,
        revision=case.revision,
        received_at=taken.at,
        sealed_at=at,
        by_id=taken.by_id,
    )
    try:
        with transaction.atomic():
            seal.save(force_insert=True)
    except IntegrityError as clash:
        # The same key came for another case at the same moment
        raise KeyReused from clash
    return seal


def _record(seal: Seal, case: Case, act: Act) -> None:
    payload = {
        "number": seal.number,
        "case": case.number,
        "digest": seal.digest,
        "received_at": seal.received_at.astimezone(UTC).isoformat(),
        "revision": seal.revision,
    }
    record(by=act.by, at=act.recorded_at, command=SEAL_CASE, target=seal, payload=payload)
