"""Reading people and roles, openings of restricted records, and what is held about somebody."""

from kechuang.accounts.selectors.openings import (
    looks_into,
    open_now,
    openings_of_party,
    openings_seen_by,
)
from kechuang.accounts.selectors.people import (
    account_history,
    actor_of,
    all_memberships,
    lasting_administrations,
    memberships_on,
    people,
    registered_parties,
    user_of,
    valid_memberships,
)
from kechuang.accounts.selectors.personal import (
    erasable_of,
    held_about,
    sessions_of,
    waiting_requests,
)

__all__ = [
    "account_history",
    "actor_of",
    "all_memberships",
    "erasable_of",
    "held_about",
    "lasting_administrations",
    "looks_into",
    "memberships_on",
    "open_now",
    "openings_of_party",
    "openings_seen_by",
    "people",
    "registered_parties",
    "sessions_of",
    "user_of",
    "valid_memberships",
    "waiting_requests",
]
