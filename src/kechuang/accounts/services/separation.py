"""Separation of duties (三员分立): who acts and who administers is not who audits.

GB/T 22239-2019 asks that management roles be separated; that auditors neither administer nor keep
the bureau's records is how this platform separates them.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from kechuang.accounts.models import Membership, User
from kechuang.accounts.selectors import lasting_administrations
from kechuang.base.actors import Actor
from kechuang.base.errors import InvalidInput, Text, WrongState
from kechuang.base.roles import Role
from kechuang.base.turns import take_turn

AUDITED = frozenset({Role.ADMINISTRATOR, Role.BUREAU})


def refuse_own_account(by: Actor, user: User, *, what: Text) -> None:
    """Nobody raises or closes the own account."""
    if by.account_id == user.pk:
        raise InvalidInput(
            what,
            Text("管理员不能对自己的账号做这件事", "administrators may not do it to themselves"),
            Text("请由另一位管理员办理", "Ask another administrator"),
        )


def refuse_auditing_oneself(membership: Membership) -> None:
    """An auditor is never, on any day, administrator or clerk of the bureau as well.

    The person's row is locked, so that two roles cannot be given at once.
    """
    User.objects.select_for_update().get(pk=membership.user_id)
    others = Membership.objects.filter(user=membership.user, role__in=_kept_from(membership.role))
    clash = next((other for other in others if _share_a_day(membership, other)), None)
    if clash is not None:
        raise InvalidInput(
            Text("角色未授予", "The role was not granted"),
            Text(
                "审计与系统管理员、科技主管部门须由不同的人担任（三员分立），"
                "而此人同期已有其中另一方的角色",
                "an auditor may be neither administrator nor clerk of the bureau, "
                "and this person holds such a role in the same period",
            ),
            Text(
                "请授予另一个人，或先终止原有角色，再从次日起授予",
                "Grant it to somebody else, or end the other role and grant it from the next day",
            ),
        )


def refuse_losing_last_administrator(lost: Collection[int], *, on: date, what: Text) -> None:
    """Refuse to take away the memberships ``lost`` if nobody would administer from tomorrow on.

    This takes turns, so that two administrators cannot remove each other at once.
    """
    take_turn("administrators")
    kept = set(lasting_administrations(on=on).values_list("pk", flat=True))
    if kept and kept <= set(lost):
        raise WrongState(
            what,
            Text("这是最后一位在用的系统管理员", "this is the last active administrator"),
            Text("请先任命另一位系统管理员", "Appoint another administrator first"),
        )


def _kept_from(role: str) -> frozenset[str]:
    if role == Role.AUDITOR:
        return frozenset(AUDITED)
    return frozenset({Role.AUDITOR}) if role in AUDITED else frozenset()


def _share_a_day(one: Membership, other: Membership) -> bool:
    return one.since <= (other.until or date.max) and other.since <= (one.until or date.max)
