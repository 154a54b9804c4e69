"""Passwords: generated for somebody else, or chosen by the person."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from kechuang.accounts.access import can_manage_accounts
from kechuang.accounts.models import User
from kechuang.accounts.services.refusals import refuse_invalid
from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require

UNMISTAKABLE = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP_LENGTH = 4, 4


def generated_password() -> str:
    """Sixteen characters nobody misreads, in fours: 79 bits of chance, to be read out or typed."""
    groups = (
        "".join(secrets.choice(UNMISTAKABLE) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS)
    )
    return "-".join(groups)


@transaction.atomic
def reset_password(*, by: Actor, at: datetime, user: User) -> str:
    """Give ``user`` a generated password and return it, for this one time.

    Whoever is logged in to the account is logged out; the next log-in must choose a new password.
    """
    require(can_manage_accounts(by), Text("重置密码", "reset a password"))
    password = generated_password()
    _set_password(user, password, must_change=True)
    payload = {"username": user.username}
    record(by=by, at=at, command="reset_password", target=user, payload=payload)
    return password


@transaction.atomic
def change_own_password(*, by: Actor, at: datetime, user: User, password: str) -> None:
    """The person's own choice; nobody chooses it for somebody else."""
    require(by.account_id == user.pk, Text("修改他人密码", "choose somebody else's password"))
    require_strong_password(password, user)
    _set_password(user, password, must_change=False)
    payload = {"username": user.username}
    record(by=by, at=at, command="change_own_password", target=user, payload=payload)


def require_strong_password(password: str, user: User) -> None:
    """Refuse what the configured validators find weak."""
    what = Text("密码未被接受", "The password was not accepted")
    refuse_invalid(lambda: validate_password(password, user), what=what)


def _set_password(user: User, password: str, *, must_change: bool) -> None:
    user.set_password(password)
    user.must_change_password = must_change
    user.save(update_fields=["password", "must_change_password"])
