"""Reports: handed in once by the reviewer alone, and never changed."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require, stated, wrong_state
from kechuang.engines import panel
from kechuang.engines.seal import digest
from kechuang.reviews.access import can_manage, sits_on
from kechuang.reviews.models import Assignment, ConsensusNote, Report, ReviewRound, Submission
from kechuang.reviews.selectors.rules import scheme_of
from kechuang.reviews.services.rounds import require_phase
from kechuang.reviews.states import AssignmentState, Phase

NOT_SENT = Text("评审意见未提交", "The report was not handed in")
NOT_NOTED = Text("合议记录未保存", "The note was not kept")


@transaction.atomic
def submit_report(
    *,
    by: Actor,
    at: datetime,
    assignment: Assignment,
    marks: Mapping[str, int],
    opinion: str,
    comments: Mapping[str, str] | None = None,
) -> Report:
    """Hand in the marks by criterion, an overall opinion and comments; a late one is marked late.

    Refuses anybody but the reviewer (国家自然科学基金条例 2024 第21条: nobody reviews for another),
    a second report, missing or impossible marks, and a report outside the scoring phase.
    """
    require(sits_on(by, assignment), Text("提交此评审意见", "hand in this report"))
    opinion = stated(NOT_SENT, opinion)
    review_round = ReviewRound.objects.select_for_update().get(pk=assignment.submission.round_id)
    require_phase(review_round, Phase.SCORING, what=NOT_SENT)
    row = Assignment.objects.select_related("member").get(pk=assignment.pk)
    if row.state != AssignmentState.ASSIGNED:
        raise _sent_before(row)
    scheme = scheme_of(review_round.criteria.all(), review_round.reports_wanted)
    scheme.score([panel.Report.of(assignment.submission.label, row.member.token, marks)])
    report = Report(
        assignment=row,
        marks=dict(sorted(marks.items())),
        comments=dict(comments or {}),
        opinion=opinion,
        is_late=at > review_round.due_at,
        salt=secrets.token_hex(16),
        submitted_at=at,
    )
    report.digest = digest(report.content())
    report.save()
    row.state = AssignmentState.REPORTED
    row.save(update_fields=["state"])
    payload = {"digest": report.digest, "is_late": report.is_late}
    record(by=by, at=at, command="submit_report", target=report, payload=payload)
    return report


@transaction.atomic
def note_consensus(*, by: Actor, at: datetime, submission: Submission, text: str) -> ConsensusNote:
    """Keep what the panel said together once the scores are open; no report is changed by it."""
    mine = submission.assignments.filter(state=AssignmentState.REPORTED)
    is_reviewer = any(sits_on(by, seat) for seat in mine)
    require(is_reviewer or can_manage(by, submission.round), Text("记录合议", "note a consensus"))
    text = stated(NOT_NOTED, text)
    review_round = ReviewRound.objects.select_for_update().get(pk=submission.round_id)
    require_phase(review_round, Phase.OPENED, what=NOT_NOTED)
    note = ConsensusNote(
        submission=submission,
        text=text,
        noted_by_id=by.account_id,
        noted_by_name=by.name,
        noted_at=at,
    )
    note.save()
    payload = {"submission": submission.pk, "digest": digest(text)}
    record(by=by, at=at, command="note_consensus", target=note, payload=payload)
    return note


def _sent_before(row: Assignment) -> Exception:
    return wrong_state(
        NOT_SENT,
        f"该席位{row.get_state_display()}",
        f"the seat is {row.state}",
        Text("提交后不能修改", "A report is never changed once handed in"),
    )
