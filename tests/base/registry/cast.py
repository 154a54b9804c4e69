"""The people and parties of the registry tests: Alice and Bob of one house, Charlie of another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from django.conf import settings
from django.test import Client

from kechuang.accounts.models import Membership, User
from kechuang.accounts.selectors import actor_of
from kechuang.base.actors import Actor
from kechuang.base.identifiers import example_credit_code
from kechuang.base.roles import Role
from kechuang.parties.models import Party
from kechuang.parties.states import PartyKind

AT = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
LAKE_DISTRICT, HARBOUR_DISTRICT = "990101", "990102"


@dataclass(frozen=True)
class Person:
    """Somebody who acts through services (``actor``) and through pages (``client``)."""

    actor: Actor
    client: Client

    def again(self) -> Person:
        """The same person with a browser that has seen no page yet."""
        name = settings.SESSION_COOKIE_NAME
        client = Client()
        client.cookies[name] = self.client.cookies[name].value
        return replace(self, client=client)


def party(name: str, *, kind: str = PartyKind.ENTERPRISE, region: str = LAKE_DISTRICT) -> Party:
    return Party.objects.create(
        credit_code=example_credit_code(region=region, serial=Party.objects.count() + 1),
        name=name,
        kind=kind,
        region_code=region,
        updated_at=AT,
    )


def person(name: str, role: str, *, of: Party | None = None, district: str = "") -> Person:
    user = User.objects.create(username=name, full_name=name)
    Membership.objects.create(
        user=user, role=role, party=of, district=district, since=date(2020, 1, 1)
    )
    client = Client()
    client.force_login(user)
    return Person(actor_of(user, on=TODAY), client)


def clerk(name: str = "clerk", *, district: str = "") -> Person:
    return person(name, Role.BUREAU, district=district)
