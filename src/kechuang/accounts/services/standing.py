"""Closing an account and opening it again; accounts are never deleted."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from kechuang.accounts.access import can_manage_accounts
from kechuang.accounts.models import User
from kechuang.accounts.services import separation
from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, WrongState, require, stated

NOT_DEACTIVATED = Text("账号未停用", "The account was not deactivated")
NOT_REACTIVATED = Text("账号未恢复", "The account was not reactivated")


@transaction.atomic
def deactivate_account(*, by: Actor, at: datetime, on: date, user: User, reason: str) -> None:
    """Close the log-in at once, with the sessions it has; roles and history stay."""
    require(can_manage_accounts(by), Text("停用账号", "deactivate an account"))
    reason = stated(NOT_DEACTIVATED, reason)
    separation.refuse_own_account(by, user, what=NOT_DEACTIVATED)
    _refuse_same_standing(user, is_active=False, what=NOT_DEACTIVATED)
    roles = list(user.memberships.values_list("pk", flat=True))
    separation.refuse_losing_last_administrator(roles, on=on, what=NOT_DEACTIVATED)
    _set_standing(user, is_active=False)
    payload = {"username": user.username, "reason": reason}
    record(by=by, at=at, command="deactivate_account", target=user, payload=payload)


@transaction.atomic
def reactivate_account(*, by: Actor, at: datetime, user: User, reason: str) -> None:
    """Open the log-in again, with the roles that are valid on the day of each log-in."""
    require(can_manage_accounts(by), Text("恢复账号", "reactivate an account"))
    reason = stated(NOT_REACTIVATED, reason)
    _refuse_erased(user)
    _refuse_same_standing(user, is_active=True, what=NOT_REACTIVATED)
    _set_standing(user, is_active=True)
    payload = {"username": user.username, "reason": reason}
    record(by=by, at=at, command="reactivate_account", target=user, payload=payload)


def _refuse_same_standing(user: User, *, is_active: bool, what: Text) -> None:
    if user.is_active == is_active:
        zh, en = ("在用", "active") if is_active else ("停用", "inactive")
        raise WrongState(
            what,
            Text(f"账号已经是{zh}状态", f"the account is {en} already"),
            Text("无需再办", "Nothing more is needed"),
        )


def _refuse_erased(user: User) -> None:
    if user.erased_at:
        raise WrongState(
            NOT_REACTIVATED,
            Text("个人信息已依法删除", "the person's data was erased by law"),
            Text("请为本人另开账号", "Open a new account for the person"),
        )


def _set_standing(user: User, *, is_active: bool) -> None:
    user.is_active = is_active
    user.save(update_fields=["is_active"])
