"""Opening the sealed reports of a round, once and for all submissions together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from kechuang.base.actors import Actor
from kechuang.base.errors import Text
from kechuang.engines.panel import LEAST_REPORTS
from kechuang.reviews.models import ReviewRound
from kechuang.reviews.refusals import NotReady
from kechuang.reviews.services.rounds import locked_round, move_round
from kechuang.reviews.states import AssignmentState, Phase

NOT_OPENED = Text("评分未开封", "The scores were not opened")


@transaction.atomic
def open_scores(
    *, by: Actor, at: datetime, review_round: ReviewRound, fewer_because: str = ""
) -> ReviewRound:
    """Open all reports at once, when each submission has those the round wants.

    ``fewer_because`` lets a submission with a vacant seat pass with fewer, never below three
    (国家自然科学基金条例 2024 第15条). Nobody may be waited for still: replace first.
    """
    row = locked_round(by, review_round, Phase.SCORING, what=NOT_OPENED)
    reason = fewer_because.strip()
    lacking = list(_lacking(row, wanted=LEAST_REPORTS if reason else row.reports_wanted))
    if lacking:
        raise NotReady(
            NOT_OPENED,
            Text("；".join(zh for zh, _ in lacking), "; ".join(en for _, en in lacking)),
            Text(
                "请催交或办理递补；名单用尽时可说明理由，但至少须有三份意见",
                "Remind or replace reviewers; where nobody is left give a reason, "
                "but three reports are needed",
            ),
        )
    row.opened_at = at
    return move_round(
        by=by, at=at, row=row, to=Phase.OPENED, command="open_scores", fewer_because=reason
    )


def _lacking(row: ReviewRound, *, wanted: int) -> Iterator[Text]:
    for one in row.submissions.prefetch_related("assignments"):
        states = [seat.state for seat in one.assignments.all()]
        waiting = states.count(AssignmentState.ASSIGNED)
        reported = states.count(AssignmentState.REPORTED)
        if waiting or reported < wanted:
            yield Text(
                f"{one.label}：已交{reported}份，应有{wanted}份，待交{waiting}份",
                f"{one.label}: {reported} of {wanted} reports, {waiting} outstanding",
            )
