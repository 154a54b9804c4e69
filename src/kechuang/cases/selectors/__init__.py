"""Reading cases: their terms and course, what may be done, drafts, timelines and receipts."""

from kechuang.cases.selectors.courses import Course, course_of, draft_of
from kechuang.cases.selectors.drafts import (
    Change,
    canonical_draft,
    changes_between,
    draft_at,
    draft_digest,
    sealing_step,
)
from kechuang.cases.selectors.late import (
    LONGEST_AHEAD,
    coming_days,
    day_of,
    last_run,
    late_cases,
    uncounted_ahead,
)
from kechuang.cases.selectors.letters import readable_letters, render_letter
from kechuang.cases.selectors.offers import (
    CaseOffer,
    deadlines_of,
    fields_open_to,
    forms_open_to,
    offers_for,
)
from kechuang.cases.selectors.queries import (
    cases_seen_by,
    deciders_of,
    notices_seen_by,
    objections_of,
    open_publicities,
    procedure_versions,
    published_cases,
    roles_held_by,
    rounds,
)
from kechuang.cases.selectors.reading import Reading, reading_of
from kechuang.cases.selectors.receipts import (
    event_of_seal,
    readable_seals,
    receipt_of,
    sees_whole,
)
from kechuang.cases.selectors.sight import Sight, named_cases, named_to, sight_of, sights_of
from kechuang.cases.selectors.terms import procedure_of, settled_options, terms_of
from kechuang.cases.selectors.timeline import Entry, EntryKind, public_timeline, timeline_for

__all__ = [
    "LONGEST_AHEAD",
    "CaseOffer",
    "Change",
    "Course",
    "Entry",
    "EntryKind",
    "Reading",
    "Sight",
    "canonical_draft",
    "cases_seen_by",
    "changes_between",
    "coming_days",
    "course_of",
    "day_of",
    "deadlines_of",
    "deciders_of",
    "draft_at",
    "draft_digest",
    "draft_of",
    "event_of_seal",
    "fields_open_to",
    "forms_open_to",
    "last_run",
    "late_cases",
    "named_cases",
    "named_to",
    "notices_seen_by",
    "objections_of",
    "offers_for",
    "open_publicities",
    "procedure_of",
    "procedure_versions",
    "public_timeline",
    "published_cases",
    "readable_letters",
    "readable_seals",
    "reading_of",
    "receipt_of",
    "render_letter",
    "roles_held_by",
    "rounds",
    "sealing_step",
    "sees_whole",
    "settled_options",
    "sight_of",
    "sights_of",
    "terms_of",
    "timeline_for",
    "uncounted_ahead",
]
