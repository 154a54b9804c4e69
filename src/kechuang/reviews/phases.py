"""Who may see what in which phase of a round: one table, used by every selector."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from kechuang.reviews.states import Phase


class Thing(StrEnum):
    """What there is to be seen in a round."""

    ROUND = "round"
    APPLICANTS = "applicants"
    ORIGINALS = "originals"
    BLIND_COPIES = "blind_copies"
    LEAKS = "leaks"
    CONFLICTS = "conflicts"
    COMMITMENTS = "commitments"
    POOL = "pool"
    PANELS = "panels"
    PROGRESS = "progress"
    OWN_REPORT = "own_report"
    REPORTS = "reports"
    RANKING = "ranking"
    NOTES = "notes"
    DRAW_RECORD = "draw_record"
    UNBLINDINGS = "unblindings"


class Standing(StrEnum):
    """How an actor stands to a round; an officer with an interest in it is none."""

    OFFICER = "officer"
    AUDITOR = "auditor"
    REVIEWER = "reviewer"
    APPLICANT = "applicant"
    ANYBODY = "anybody"


ORDER = tuple(Phase)


def since(phase: Phase) -> frozenset[Phase]:
    """``phase`` and every later one."""
    return frozenset(ORDER[ORDER.index(phase) :])


ALWAYS = since(Phase.PREPARING)
DURING = since(Phase.ASSIGNED) - {Phase.CLOSED}
TABLE: Mapping[Standing, Mapping[Thing, frozenset[Phase]]] = {
    Standing.OFFICER: {
        Thing.ROUND: ALWAYS,
        Thing.APPLICANTS: ALWAYS,
        Thing.ORIGINALS: ALWAYS,
        Thing.BLIND_COPIES: ALWAYS,
        Thing.LEAKS: ALWAYS,
        Thing.CONFLICTS: ALWAYS,
        Thing.COMMITMENTS: since(Phase.SEALED),
        Thing.POOL: since(Phase.SEALED),
        Thing.PANELS: since(Phase.ASSIGNED),
        Thing.PROGRESS: since(Phase.SCORING),
        Thing.REPORTS: since(Phase.OPENED),
        Thing.RANKING: since(Phase.OPENED),
        Thing.NOTES: since(Phase.OPENED),
        Thing.DRAW_RECORD: since(Phase.OPENED),
        Thing.UNBLINDINGS: since(Phase.OPENED),
    },
    Standing.AUDITOR: {
        Thing.ROUND: ALWAYS,
        Thing.APPLICANTS: ALWAYS,
        Thing.BLIND_COPIES: ALWAYS,
        Thing.LEAKS: ALWAYS,
        Thing.CONFLICTS: ALWAYS,
        Thing.COMMITMENTS: since(Phase.SEALED),
        Thing.POOL: since(Phase.SEALED),
        Thing.PANELS: since(Phase.ASSIGNED),
        Thing.PROGRESS: since(Phase.SCORING),
        Thing.REPORTS: since(Phase.OPENED),
        Thing.RANKING: since(Phase.OPENED),
        Thing.NOTES: since(Phase.OPENED),
        Thing.DRAW_RECORD: since(Phase.OPENED),
        Thing.UNBLINDINGS: since(Phase.OPENED),
    },
    Standing.REVIEWER: {
        Thing.ROUND: since(Phase.ASSIGNED),
        Thing.BLIND_COPIES: DURING,
        Thing.OWN_REPORT: since(Phase.SCORING),
        Thing.REPORTS: since(Phase.OPENED),
        Thing.NOTES: since(Phase.OPENED),
    },
    Standing.APPLICANT: {
        Thing.ROUND: ALWAYS,
        Thing.REPORTS: since(Phase.CLOSED),
    },
    Standing.ANYBODY: {
        Thing.COMMITMENTS: since(Phase.SEALED),
        Thing.DRAW_RECORD: since(Phase.CLOSED),
    },
}
"""A reviewer's and an applicant's rights reach their own submissions only; see the selectors."""


def is_shown(standing: Standing, thing: Thing, phase: str) -> bool:
    """Whether the table opens ``thing`` to ``standing`` in ``phase``; what it leaves out is no."""
    return phase in TABLE[standing].get(thing, frozenset())
