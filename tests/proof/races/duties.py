"""Roles: the last administrator stays, and nobody audits what the same person administers."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kechuang.accounts.models import Membership, User
from kechuang.accounts.selectors import lasting_administrations
from kechuang.accounts.services import deactivate_account, end_membership, grant_membership
from kechuang.base.actors import Actor, Grant
from kechuang.base.roles import Role
from tests.proof.races.limited import FEWER, Limited, too_many
from tests.proof.races.people import ADMINISTRATORS, AT, TODAY

REASON = "竞逐"


class Pair(NamedTuple):
    """The only two administrators: account and membership of each."""

    users: tuple[int, int]
    memberships: tuple[int, int]


class LastAdministrator(Limited):
    """Two administrators remove each other; one of them must stay."""

    name = "最后一位管理员 / last administrator"

    def prepare(self, turn: int) -> Pair:
        names = ("race.one", "race.two")
        users = [User.objects.get_or_create(username=name)[0] for name in names]
        since = date(2020, 1, 1)
        roles = [
            Membership.objects.get_or_create(user=user, role=Role.ADMINISTRATOR, since=since)[0]
            for user in users
        ]
        return Pair((users[0].pk, users[1].pk), (roles[0].pk, roles[1].pk))

    def begin(self, thing: Pair) -> None:
        Membership.objects.filter(pk__in=thing.memberships).update(until=None)
        User.objects.filter(pk__in=thing.users).update(is_active=True)

    def attempt(self, thing: Pair, client: int) -> None:
        mine, other = client % 2, 1 - client % 2
        by = Actor(thing.users[mine], "administrator", frozenset({Grant(Role.ADMINISTRATOR)}))
        if client % 4 < 2:
            role = Membership.objects.get(pk=thing.memberships[other])
            end_membership(by=by, at=AT, on=TODAY, membership=role, reason=REASON)
        else:
            user = User.objects.get(pk=thing.users[other])
            deactivate_account(by=by, at=AT, on=TODAY, user=user, reason=REASON)

    def harm(self, thing: Pair) -> int:
        return int(not lasting_administrations(on=TODAY).exists())


class SeparatedDuties(Limited):
    """Two administrators give one person an auditor's and a clerk's role."""

    name = "三员分立 / separation of duties"
    attempts = FEWER

    def prepare(self, turn: int) -> int:
        return User.objects.create(username=f"duties.{turn}").pk

    def attempt(self, thing: int, client: int) -> None:
        side = client % 2
        grant_membership(
            by=ADMINISTRATORS[side],
            at=AT,
            user=User.objects.get(pk=thing),
            role=(Role.AUDITOR, Role.BUREAU)[side],
            since=TODAY,
        )

    def harm(self, thing: int) -> int:
        held = Membership.objects.filter(user=thing).values_list("role", flat=True)
        return too_many(len(set(held)))
