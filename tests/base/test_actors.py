"""What grants allow."""

from __future__ import annotations

import pytest

from kechuang.base.actors import ANONYMOUS, Actor, Grant, system_actor
from kechuang.base.roles import PARTY_ROLES, Role

FIRM, OTHER_FIRM = 7, 8


def actor(*grants: Grant) -> Actor:
    return Actor(account_id=1, name="alice", grants=frozenset(grants))


@pytest.mark.parametrize("role", PARTY_ROLES)
def test_members_of_a_party_act_for_it_and_for_no_other(role: str) -> None:
    member = actor(Grant(role, party_id=FIRM))

    assert member.acts_for(FIRM)
    assert not member.acts_for(OTHER_FIRM)
    assert not member.acts_for(None)
    assert member.party_ids == (FIRM,)


@pytest.mark.parametrize("role", sorted(set(Role.values) - set(PARTY_ROLES)))
def test_other_roles_do_not_speak_for_a_party_they_are_bound_to(role: str) -> None:
    bound = actor(Grant(role, party_id=FIRM))

    assert not bound.acts_for(FIRM)
    assert bound.party_ids == ()


def test_nobody_acts_for_no_party() -> None:
    clerk = actor(Grant(Role.BUREAU), Grant(Role.ENTERPRISE))

    assert not clerk.acts_for(None)


def test_anonymous_is_not_known_and_has_no_role() -> None:
    assert not ANONYMOUS.is_known
    assert not ANONYMOUS.has_role(*Role.values)


def test_the_system_is_known_and_has_every_role_but_auditor() -> None:
    system = system_actor("nightly")

    assert system.is_known
    assert [role for role in Role.values if not system.has_role(role)] == [Role.AUDITOR]


def test_districts_are_those_of_the_role_asked_for() -> None:
    clerk = actor(Grant(Role.BUREAU, district="990101"), Grant(Role.EXPERT, district="990102"))

    assert clerk.districts(Role.BUREAU) == {"990101"}
    assert clerk.districts(Role.AUDITOR) == frozenset()
