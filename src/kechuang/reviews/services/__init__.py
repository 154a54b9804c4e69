"""Commands of the room: experts, rounds, submissions, conflicts, copies, draws, reports."""

from kechuang.reviews.services.assigning import assign_panels, draw_panels
from kechuang.reviews.services.blinding import accept_leaks, make_blind_copies
from kechuang.reviews.services.conflicts import enter_conflict, find_round_conflicts
from kechuang.reviews.services.excluding import rule_on_exclusion
from kechuang.reviews.services.experts import (
    block_dates,
    confirm_expert,
    register_expert,
    suspend_expert,
)
from kechuang.reviews.services.inputs import (
    NewContact,
    NewCriterion,
    NewExpert,
    NewHolding,
    NewNamedApplicant,
    NewNamedExclusion,
    NewPerson,
    NewPost,
    NewStakeholder,
    NewSubmission,
    NewTie,
    RoundPlan,
)
from kechuang.reviews.services.intervening import (
    approve_intervention,
    ask_intervention,
    refuse_intervention,
)
from kechuang.reviews.services.inviting import Address, accept_invitation, invite_to_register
from kechuang.reviews.services.opening import open_scores
from kechuang.reviews.services.replacing import fill_vacancy, recuse_reviewer, replace_reviewer
from kechuang.reviews.services.reporting import note_consensus, submit_report
from kechuang.reviews.services.rounds import close_review_round, open_review_round, start_scoring
from kechuang.reviews.services.sealing import seal_pools
from kechuang.reviews.services.stating import state_about_expert
from kechuang.reviews.services.submitting import enter_submission
from kechuang.reviews.services.unblinding import (
    approve_unblinding,
    ask_unblinding,
    refuse_unblinding,
)

__all__ = [
    "Address",
    "NewContact",
    "NewCriterion",
    "NewExpert",
    "NewHolding",
    "NewNamedApplicant",
    "NewNamedExclusion",
    "NewPerson",
    "NewPost",
    "NewStakeholder",
    "NewSubmission",
    "NewTie",
    "RoundPlan",
    "accept_invitation",
    "accept_leaks",
    "approve_intervention",
    "approve_unblinding",
    "ask_intervention",
    "ask_unblinding",
    "assign_panels",
    "block_dates",
    "close_review_round",
    "confirm_expert",
    "draw_panels",
    "enter_conflict",
    "enter_submission",
    "fill_vacancy",
    "find_round_conflicts",
    "invite_to_register",
    "make_blind_copies",
    "note_consensus",
    "open_review_round",
    "open_scores",
    "recuse_reviewer",
    "refuse_intervention",
    "refuse_unblinding",
    "register_expert",
    "replace_reviewer",
    "rule_on_exclusion",
    "seal_pools",
    "start_scoring",
    "state_about_expert",
    "submit_report",
    "suspend_expert",
]
