"""Reading what the table of phases opens to an actor."""

from kechuang.reviews.selectors.desk import Duty, duties_of, own_unblindings
from kechuang.reviews.selectors.exclusions import (
    exclusions_seen_by,
    named_exclusions_seen_by,
    possible_experts,
)
from kechuang.reviews.selectors.expertise import expertise_scores
from kechuang.reviews.selectors.experts import (
    TrackRecord,
    find_expert,
    listed_experts,
    track_record,
)
from kechuang.reviews.selectors.finding import (
    find_managed_round,
    find_managed_seat,
    find_original,
    find_overseen_round,
    find_own_seat,
    find_report,
    find_round,
    find_submission,
    published_rounds,
)
from kechuang.reviews.selectors.interventions import find_intervention, interventions_seen_by
from kechuang.reviews.selectors.invitations import find_invitation, last_invitation
from kechuang.reviews.selectors.naming import experts_called
from kechuang.reviews.selectors.own_order import in_own_order
from kechuang.reviews.selectors.panels import (
    Progress,
    conflicts_seen_by,
    own_assignments,
    panel_of,
    pool_seen_by,
    progress_of,
)
from kechuang.reviews.selectors.published import commitments_of, draw_files
from kechuang.reviews.selectors.ranking import Ranked, ranked, ranking_of
from kechuang.reviews.selectors.reports import (
    ShownReport,
    notes_of,
    own_report,
    reports_of,
    unblindings_seen_by,
)
from kechuang.reviews.selectors.rounds import (
    blind_copies_of,
    copy_for,
    is_blind_to,
    knows_applicants,
    leaks_of,
    originals_of,
    rounds_seen_by,
    submissions_seen_by,
    without_copies,
)
from kechuang.reviews.selectors.seeking import (
    confirmed_experts,
    experts_like,
    experts_typed,
    numbered,
)

__all__ = [
    "Duty",
    "Progress",
    "Ranked",
    "ShownReport",
    "TrackRecord",
    "blind_copies_of",
    "commitments_of",
    "confirmed_experts",
    "conflicts_seen_by",
    "copy_for",
    "draw_files",
    "duties_of",
    "exclusions_seen_by",
    "expertise_scores",
    "experts_called",
    "experts_like",
    "experts_typed",
    "find_expert",
    "find_intervention",
    "find_invitation",
    "find_managed_round",
    "find_managed_seat",
    "find_original",
    "find_overseen_round",
    "find_own_seat",
    "find_report",
    "find_round",
    "find_submission",
    "in_own_order",
    "interventions_seen_by",
    "is_blind_to",
    "knows_applicants",
    "last_invitation",
    "leaks_of",
    "listed_experts",
    "named_exclusions_seen_by",
    "notes_of",
    "numbered",
    "originals_of",
    "own_assignments",
    "own_report",
    "own_unblindings",
    "panel_of",
    "pool_seen_by",
    "possible_experts",
    "progress_of",
    "published_rounds",
    "ranked",
    "ranking_of",
    "reports_of",
    "rounds_seen_by",
    "submissions_seen_by",
    "track_record",
    "unblindings_seen_by",
    "without_copies",
]
