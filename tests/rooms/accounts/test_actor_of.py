"""What somebody may do on a day follows from the memberships of that day, and from nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kechuang.accounts.access import can_manage_accounts
from kechuang.accounts.models import Department, Membership, User
from kechuang.accounts.selectors import actor_of
from kechuang.base.actors import Grant
from kechuang.base.roles import Role
from kechuang.parties.models import Party
from tests.cast import Person

BEGIN, END = date(2026, 3, 1), date(2026, 9, 30)


@pytest.fixture
def user(yunlan: Party) -> User:
    user = User.objects.create(username="lin", full_name="林青")
    Membership.objects.create(user=user, role=Role.ENTERPRISE, party=yunlan, since=BEGIN, until=END)
    return user


@pytest.mark.parametrize(
    ("on", "is_member"),
    [
        (date(2026, 2, 28), False),
        (BEGIN, True),
        (END, True),
        (date(2026, 10, 1), False),
    ],
)
def test_a_membership_holds_from_its_first_to_its_last_day(
    on: date, is_member: bool, user: User, yunlan: Party
) -> None:
    assert actor_of(user, on=on).acts_for(yunlan.pk) is is_member


def test_a_membership_without_end_goes_on(user: User, yunlan: Party) -> None:
    Membership.objects.update(until=None)

    assert actor_of(user, on=date(2036, 1, 1)).acts_for(yunlan.pk)


def test_every_membership_of_the_day_gives_a_grant_with_its_bounds(user: User) -> None:
    department = Department.objects.create(code="policy", name="政策处", name_en="Policy")
    bounds = {"department": department, "district": "990101"}
    Membership.objects.create(user=user, role=Role.BUREAU, since=BEGIN, **bounds)

    actor = actor_of(user, on=BEGIN)

    assert (actor.account_id, actor.name) == (user.pk, "林青")
    assert Grant(Role.BUREAU, department="policy", district="990101") in actor.grants
    assert len(actor.grants) == 2


def test_somebody_without_membership_is_known_but_may_nothing(user: User) -> None:
    Membership.objects.all().delete()

    actor = actor_of(user, on=BEGIN)

    assert actor.is_known
    assert not actor.grants


@pytest.mark.parametrize("flag", ["is_staff", "is_superuser"])
def test_flags_of_the_framework_give_nothing(flag: str, user: User) -> None:
    Membership.objects.all().delete()
    setattr(user, flag, True)
    user.save()

    assert not actor_of(user, on=BEGIN).grants


@pytest.mark.parametrize("role", [Role.ENTERPRISE, Role.INSTITUTION, Role.BANK])
def test_the_database_refuses_a_party_role_without_party(role: str, user: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=user, role=role, since=BEGIN)


def test_the_database_refuses_an_end_before_the_beginning(user: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=user, role=Role.EXPERT, since=END, until=BEGIN)


@pytest.mark.parametrize("who", ["alice", "una", "clerk", "auditor", "expert", "anonymous"])
def test_only_administrators_manage_accounts(
    who: str, admin: Person, request: pytest.FixtureRequest
) -> None:
    assert can_manage_accounts(admin.actor)
    assert not can_manage_accounts(request.getfixturevalue(who).actor)
