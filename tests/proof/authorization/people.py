"""Everybody of ``ASKERS``, each with a browser: those of the small region and those it lacks."""

from __future__ import annotations

from datetime import date

from django.test import Client

from kechuang.accounts.models import Membership, User
from kechuang.base.roles import Role
from kechuang.parties.models import Party
from tests.api.audiences import ASKERS, CITY, Asker
from tests.base.registry.cast import person
from tests.journeys.small_region import Region

ENDED = date(2026, 11, 1)


def browsers_of(region: Region) -> dict[str, Client]:
    """A logged-in client for each kind of visitor."""
    browsers = {name: _browser(region, asker) for name, asker in ASKERS.items()}
    for browser in browsers.values():
        browser.raise_request_exception = False
    return browsers


def roles_without_asker() -> set[str]:
    """Roles that nobody of ``ASKERS`` plays; a new role needs somebody."""
    return set(Role.values) - {asker.role for asker in ASKERS.values()}


def _browser(region: Region, asker: Asker) -> Client:
    if not asker.is_known:
        return Client()
    if asker.name in region.people:
        return region.people[asker.name].client
    if not asker.role:
        return _without_role(region, asker.name)
    party: Party | None = getattr(region, asker.party) if asker.party else None
    district = "" if asker.place == CITY else asker.place
    return person(asker.name, asker.role, of=party, district=district).client


def _without_role(region: Region, name: str) -> Client:
    user = User.objects.create(username=name, full_name=name)
    if name == "former":
        Membership.objects.create(
            user=user, role=Role.ENTERPRISE, party=region.mine, since=date(2020, 1, 1), until=ENDED
        )
    client = Client()
    client.force_login(user)
    return client
