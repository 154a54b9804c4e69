"""Making accounts, giving and ending roles, passwords, closing accounts."""

from kechuang.accounts.services.memberships import end_membership, grant_membership
from kechuang.accounts.services.opening import create_account, open_department
from kechuang.accounts.services.passwords import (
    change_own_password,
    generated_password,
    reset_password,
)
from kechuang.accounts.services.standing import deactivate_account, reactivate_account

__all__ = [
    "change_own_password",
    "create_account",
    "deactivate_account",
    "end_membership",
    "generated_password",
    "grant_membership",
    "open_department",
    "reactivate_account",
    "reset_password",
]
