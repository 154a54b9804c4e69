"""Who somebody is on a day, and what administrators look at."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_

from django.apps import apps
from django.db import models
from django.db.models import Prefetch, Q, QuerySet

from kechuang.accounts.models import Membership, User
from kechuang.audit.models import Event
from kechuang.audit.selectors import history_of
from kechuang.base.actors import Actor, Grant
from kechuang.base.roles import Role


def memberships_on(user: User, *, on: date) -> QuerySet[Membership]:
    """Memberships of ``user`` valid on the day ``on``; none while the account is deactivated."""
    memberships = valid_memberships(on=on).filter(user=user, user__is_active=True)
    return memberships.select_related("department")


def valid_memberships(*, on: date) -> QuerySet[Membership]:
    """Everybody's memberships that cover the day ``on``."""
    is_open = Q(until__isnull=True) | Q(until__gte=on)
    return Membership.objects.filter(is_open, since__lte=on)


def lasting_administrations(*, on: date) -> QuerySet[Membership]:
    """Administrators' memberships in force on ``on`` and after it, of accounts that are active."""
    tomorrow = Q(until__isnull=True) | Q(until__gt=on)
    return valid_memberships(on=on).filter(tomorrow, role=Role.ADMINISTRATOR, user__is_active=True)


def people(*, on: date) -> QuerySet[User]:
    """Every account, with the roles of the day as ``current_memberships``."""
    current = valid_memberships(on=on).select_related("party")
    return User.objects.order_by("username").prefetch_related(
        Prefetch("memberships", queryset=current, to_attr="current_memberships")
    )


def all_memberships(user: User) -> QuerySet[Membership]:
    """Past, present and coming roles, the newest first."""
    return user.memberships.select_related("party", "department").order_by("-since", "-pk")


def account_history(user: User) -> QuerySet[Event]:
    """What was done to the account and to its roles, newest first."""
    targets: list[models.Model] = [user, *user.memberships.all()]
    return reduce(or_, (history_of(target) for target in targets))


def registered_parties() -> QuerySet[models.Model]:
    """Organisations that a role may name; their room stands above this one."""
    return apps.get_model("parties", "Party").objects.all()


def user_of(actor: Actor) -> User:
    """The person who acts; raises ``User.DoesNotExist`` for the system and for strangers."""
    return User.objects.get(Q(pk=actor.account_id))


def actor_of(user: User, *, on: date) -> Actor:
    """The actor that ``user`` is on the day ``on``, with every grant valid then."""
    grants = frozenset(
        Grant(
            role=membership.role,
            party_id=membership.party_id,
            department=membership.department.code if membership.department else "",
            district=membership.district,
        )
        for membership in memberships_on(user, on=on)
    )
    return Actor(account_id=user.pk, name=str(user), grants=grants)
