"""Giving and ending roles."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from kechuang.accounts.access import can_manage_accounts
from kechuang.accounts.models import Department, Membership, User
from kechuang.accounts.services import separation
from kechuang.accounts.services.refusals import refuse_invalid
from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import InvalidInput, Text, WrongState, require, stated
from kechuang.base.identifiers import is_region_under

NOT_GRANTED = Text("角色未授予", "The role was not granted")
NOT_ENDED = Text("角色未终止", "The role was not ended")


@transaction.atomic
def grant_membership(
    *,
    by: Actor,
    at: datetime,
    user: User,
    role: str,
    since: date,
    party_id: int | None = None,
    department: Department | None = None,
    district: str = "",
    until: date | None = None,
) -> Membership:
    """Give ``user`` a role; roles of enterprises, institutions and banks must name the party.

    Refuses a role for oneself and an auditor's role beside the bureau's or an administrator's.
    """
    require(can_manage_accounts(by), Text("授予角色", "grant a role"))
    separation.refuse_own_account(by, user, what=NOT_GRANTED)
    membership = Membership(
        user=user,
        role=role,
        party_id=party_id,
        department=department,
        district=district,
        since=since,
        until=until,
    )
    _validate(membership)
    separation.refuse_auditing_oneself(membership)
    membership.save()
    payload = {"user": user.username, "role": role, "party": party_id, "district": district}
    record(by=by, at=at, command="grant_membership", target=membership, payload=payload)
    return membership


@transaction.atomic
def end_membership(
    *, by: Actor, at: datetime, on: date, membership: Membership, reason: str
) -> None:
    """End a role with the day ``on``, which it still covers; a later one is withdrawn entirely."""
    require(can_manage_accounts(by), Text("终止角色", "end a role"))
    reason = stated(NOT_ENDED, reason)
    _refuse_ended(membership, on)
    separation.refuse_losing_last_administrator([membership.pk], on=on, what=NOT_ENDED)
    payload = {"user": membership.user.username, "role": membership.role, "reason": reason}
    if membership.since > on:
        payload["since"] = membership.since.isoformat()
        user = membership.user
        record(by=by, at=at, command="withdraw_membership", target=user, payload=payload)
        membership.delete()
        return
    membership.until = on
    membership.save(update_fields=["until"])
    payload["until"] = on.isoformat()
    record(by=by, at=at, command="end_membership", target=membership, payload=payload)


def _refuse_ended(membership: Membership, on: date) -> None:
    if membership.until is not None and membership.until <= on:
        raise WrongState(
            NOT_ENDED,
            Text(f"它到 {membership.until} 为止", f"it ends on {membership.until} already"),
            Text("无需再办", "Nothing more is needed"),
        )


def _validate(membership: Membership) -> None:
    refuse_invalid(membership.full_clean, what=NOT_GRANTED)
    if membership.district:
        _refuse_foreign_district(membership.district, settings.HOME_REGION)


def _refuse_foreign_district(district: str, home: str) -> None:
    if district == home or not is_region_under(district, home):
        raise InvalidInput(
            NOT_GRANTED,
            Text(f"{district} 不是本市（{home}）的辖区", f"{district} is no district of {home}"),
            Text(
                "请填写本市辖区代码；留空表示全市",
                "Give a district of this city; empty means the whole city",
            ),
        )
