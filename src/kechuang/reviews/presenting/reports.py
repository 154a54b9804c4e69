"""A report with its marks in the words of the criteria."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from kechuang.reviews.forms.scoring import label_of, weight_of, weighted
from kechuang.reviews.models import Criterion, Report
from kechuang.reviews.selectors import ShownReport


@dataclass(frozen=True)
class Mark:
    label: str
    weight: str
    mark: int
    most: int
    comment: str


@dataclass(frozen=True)
class SaidReport:
    """``reviewer`` is "" unless an unblinding is open to the reader; ``is_late`` is said of one's
    own report only, for who is late is known of every reviewer."""

    key: uuid.UUID
    marks: tuple[Mark, ...]
    total: str
    opinion: str
    is_late: bool
    reviewer: str


def shown_marks(report: Report | ShownReport, criteria: Sequence[Criterion]) -> SaidReport:
    """In the order of the criteria, with the weighted total in points of 100."""
    return SaidReport(
        report.key,
        tuple(
            Mark(
                label_of(c),
                weight_of(c),
                report.marks[c.code],
                c.most,
                report.comments.get(c.code, ""),
            )
            for c in criteria
        ),
        weighted(criteria, report.marks),
        report.opinion,
        report.is_late if isinstance(report, Report) else False,
        report.reviewer if isinstance(report, ShownReport) else "",
    )
