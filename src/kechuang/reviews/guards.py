"""SQL guards of this room on both databases: who may be seated, what may follow what."""

from __future__ import annotations

from itertools import pairwise

from django.db.backends.base.schema import BaseDatabaseSchemaEditor as Editor

from kechuang.audit.triggers import make_append_only
from kechuang.ledger.guards import freeze, refuse_when

APPEND_ONLY = (
    "reviews_expertpost",
    "reviews_experttie",
    "reviews_expertholding",
    "reviews_expertcontact",
    "reviews_declaration",
    "reviews_criterion",
    "reviews_roundseed",
    "reviews_sealedpool",
    "reviews_submission",
    "reviews_submissionparty",
    "reviews_submissionperson",
    "reviews_submissionfile",
    "reviews_knownalias",
    "reviews_exclusion",
    "reviews_conflictrecord",
    "reviews_blindcopy",
    "reviews_absence",
    "reviews_report",
    "reviews_consensusnote",
)
FROZEN = {
    "reviews_expert": ("id", "registered_at"),
    "reviews_reviewround": (
        "id",
        "code",
        "title",
        "region_code",
        "fields",
        "method",
        "reports_wanted",
        "load_limit",
        "place_rule",
        "away_at_least",
        "region_at_most",
        "pair_cap_bp",
        "most_exclusions",
        "former_post_years",
        "conflict_years",
        "is_unknown_excluded",
        "switched_off",
        "ties",
        "funded",
        "review_on",
        "due_at",
        "order_key",
    ),
    "reviews_poolmember": ("id", "round_id", "expert_id", "token", "load_limit"),
    "reviews_assignment": (
        "id",
        "key",
        "submission_id",
        "expert_id",
        "member_id",
        "assigned_at",
        "replaces_id",
    ),
    "reviews_leakfinding": ("id", "copy_id", "kind", "place", "place_en", "excerpt"),
    "reviews_unblinding": ("id", "report_id", "asked_by_id", "asked_at", "reason", "hours"),
}
STEPS = ("preparing", "sealed", "assigned", "scoring", "opened", "closed")
CONFLICTED = """
EXISTS (SELECT 1 FROM reviews_conflictrecord found WHERE found.submission_id = NEW.submission_id
 AND found.expert_id = NEW.expert_id AND found.is_barring)
"""
SEATED = """
NEW.is_barring AND EXISTS (SELECT 1 FROM reviews_assignment seat
 WHERE seat.submission_id = NEW.submission_id AND seat.expert_id = NEW.expert_id
 AND seat.state IN ('assigned', 'reported'))
"""
NOT_SCORING = """
NOT EXISTS (SELECT 1 FROM reviews_assignment seat
 JOIN reviews_submission ON reviews_submission.id = seat.submission_id
 JOIN reviews_reviewround ON reviews_reviewround.id = reviews_submission.round_id
 WHERE seat.id = NEW.assignment_id AND seat.state = 'assigned'
 AND reviews_reviewround.phase = 'scoring')
"""
REFUSED = (
    ("assignment", "free", "INSERT", CONFLICTED, "the expert is in conflict"),
    ("conflictrecord", "unseated", "INSERT", SEATED, "the expert sits on the panel"),
    ("report", "in_time", "INSERT", NOT_SCORING, "nothing is to be reported now"),
    (
        "assignment",
        "ends_once",
        "UPDATE",
        "OLD.state <> 'assigned' AND NEW.state <> OLD.state",
        "the seat was given up or used before",
    ),
    ("leakfinding", "settled_once", "UPDATE", "OLD.state <> 'flagged'", "it was settled before"),
    ("unblinding", "decided_once", "UPDATE", "OLD.state <> 'asked'", "it was decided before"),
)
STEP_BY_STEP = ("reviews_reviewround", "reviews_reviewround_step_by_step")
SINGLE = (
    *((f"reviews_{name}", f"reviews_{name}_{rule}") for name, rule, *_ in REFUSED),
    STEP_BY_STEP,
)


def guard_tables(editor: Editor) -> None:
    """Lay every guard; the migration calls it."""
    for table in APPEND_ONLY:
        make_append_only(editor, table)
    for table, columns in FROZEN.items():
        freeze(editor, table, columns)
    for name, rule, event, condition, message in REFUSED:
        table = f"reviews_{name}"
        refuse_when(
            editor,
            table=table,
            name=f"{table}_{rule}",
            event=event,
            condition=condition,
            message=f"{table}: {message}",
        )
    table, step_by_step = STEP_BY_STEP
    refuse_when(
        editor,
        table=table,
        name=step_by_step,
        event="UPDATE",
        condition=f"NEW.phase <> OLD.phase AND NOT ({_lawful_steps()})",
        message="reviews_reviewround: phases follow one another",
    )


def _lawful_steps() -> str:
    pairs = pairwise(STEPS)
    return " OR ".join(f"(OLD.phase = '{one}' AND NEW.phase = '{next_}')" for one, next_ in pairs)
