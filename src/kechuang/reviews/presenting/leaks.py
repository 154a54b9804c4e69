"""Findings with the found text marked, by the copy in which they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kechuang.base.blinding import LEAKS, pieces_of
from kechuang.engines.wording import Text
from kechuang.reviews.models import BlindCopy, LeakFinding, Submission
from kechuang.reviews.states import LeakState


@dataclass(frozen=True)
class ShownLeak:
    """``before``, ``found`` and ``after`` are the excerpt in three pieces."""

    finding: LeakFinding
    label: Text
    place: Text
    before: str
    found: str
    after: str

    @property
    def is_flagged(self) -> bool:
        return self.finding.state == LeakState.FLAGGED


@dataclass(frozen=True)
class Checked:
    """One submission with its copies and what was found in them."""

    submission: Submission
    copies: tuple[BlindCopy, ...]
    leaks: tuple[ShownLeak, ...]

    @property
    def flagged(self) -> int:
        return sum(leak.is_flagged for leak in self.leaks)


def shown_leak(finding: LeakFinding) -> ShownLeak:
    """With what the blinding bracketed between what stands around it."""
    place = Text(finding.place, finding.place_en)
    return ShownLeak(finding, LEAKS[finding.kind], place, *pieces_of(finding.excerpt))


def checked(
    submission: Submission, copies: Iterable[BlindCopy], findings: Iterable[LeakFinding]
) -> Checked:
    """The findings of this submission's copies among all of the round."""
    mine = [one for one in findings if one.copy.original.submission_id == submission.pk]
    return Checked(submission, tuple(copies), tuple(shown_leak(one) for one in mine))
