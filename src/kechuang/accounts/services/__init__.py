"""People, roles, passwords, closing accounts; opening restricted records; erasing by law."""

from kechuang.accounts.services.erasing import approve_erasure, refuse_erasure, request_erasure
from kechuang.accounts.services.memberships import end_membership, grant_membership
from kechuang.accounts.services.opening import create_account, open_department
from kechuang.accounts.services.openings import (
    close_restricted_records,
    note_looks,
    open_restricted_records,
)
from kechuang.accounts.services.passwords import (
    change_own_password,
    generated_password,
    reset_password,
)
from kechuang.accounts.services.standing import deactivate_account, reactivate_account

__all__ = [
    "approve_erasure",
    "change_own_password",
    "close_restricted_records",
    "create_account",
    "deactivate_account",
    "end_membership",
    "generated_password",
    "grant_membership",
    "note_looks",
    "open_department",
    "open_restricted_records",
    "reactivate_account",
    "refuse_erasure",
    "request_erasure",
    "reset_password",
]
