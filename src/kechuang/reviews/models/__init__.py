"""What the room keeps."""

from kechuang.reviews.models.blinding import BlindCopy, LeakFinding
from kechuang.reviews.models.conflicts import ConflictRecord
from kechuang.reviews.models.exclusions import ExclusionRuling, NamedExclusion
from kechuang.reviews.models.experts import BlockedSpan, Expert
from kechuang.reviews.models.interventions import Intervention
from kechuang.reviews.models.invitations import Invitation
from kechuang.reviews.models.panels import Absence, Assignment, PoolMember, SealedPool
from kechuang.reviews.models.reports import ConsensusNote, Report, Unblinding
from kechuang.reviews.models.rounds import Criterion, ReviewRound, RoundSeed
from kechuang.reviews.models.stakeholders import NamedApplicant, Stakeholder
from kechuang.reviews.models.statements import (
    Declaration,
    ExpertContact,
    ExpertHolding,
    ExpertPost,
    ExpertTie,
)
from kechuang.reviews.models.submissions import (
    Exclusion,
    KnownAlias,
    Submission,
    SubmissionFile,
    SubmissionParty,
    SubmissionPerson,
)

__all__ = [
    "Absence",
    "Assignment",
    "BlindCopy",
    "BlockedSpan",
    "ConflictRecord",
    "ConsensusNote",
    "Criterion",
    "Declaration",
    "Exclusion",
    "ExclusionRuling",
    "Expert",
    "ExpertContact",
    "ExpertHolding",
    "ExpertPost",
    "ExpertTie",
    "Intervention",
    "Invitation",
    "KnownAlias",
    "LeakFinding",
    "NamedApplicant",
    "NamedExclusion",
    "PoolMember",
    "Report",
    "ReviewRound",
    "RoundSeed",
    "SealedPool",
    "Stakeholder",
    "Submission",
    "SubmissionFile",
    "SubmissionParty",
    "SubmissionPerson",
    "Unblinding",
]
