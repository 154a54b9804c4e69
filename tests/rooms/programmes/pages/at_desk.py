"""People at the bureau's desk, and the days on which they sit there."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kechuang.accounts.models import User
from kechuang.base.actors import Actor
from kechuang.base.roles import Role
from tests.base.registry.cast import HARBOUR_DISTRICT, LAKE_DISTRICT, party, person
from tests.rooms.cases.scene import at

STAFF = {"city clerk": 200, "lake clerk": 200, "harbour clerk": 404, "auditor": 200}
OTHERS = {"enterprise": 403, "treasurer": 403, "expert": 403, "nobody": 403}
READERS = {**STAFF, **OTHERS}
DISTRICTS = {"lake clerk": LAKE_DISTRICT, "harbour clerk": HARBOUR_DISTRICT}
ROLES = {
    "auditor": Role.AUDITOR,
    "enterprise": Role.ENTERPRISE,
    "treasurer": Role.TREASURER,
    "expert": Role.EXPERT,
}


def client_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.account_id))
    return client


def reader(name: str) -> Client:
    """One of ``READERS``; the enterprise is none that takes part."""
    if name == "nobody":
        return Client()
    role, district = ROLES.get(name, Role.BUREAU), DISTRICTS.get(name, "")
    firm = party("旁观企业") if role == Role.ENTERPRISE else None
    return person(f"{name} at the desk", role, of=firm, district=district).client


def statuses_of(address: str) -> dict[str, int]:
    """What each kind of reader is answered."""
    return {name: reader(name).get(address).status_code for name in READERS}


def on(monkeypatch: pytest.MonkeyPatch, instant: str) -> None:
    """The desk's clock stands at ``2026-03-02T09:00`` of Shanghai."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(instant))


def address(name: str, *args: Any) -> str:
    return reverse(f"programmes:{name}", args=args)


def text_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())
