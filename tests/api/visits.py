"""One request of one visitor whose effect is undone: the database's and the browser's."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.api.expectations import STEPS, Row
from tests.journeys.small_region import Region

ROLES = ("anonymous", "enterprise", "outsider", "bureau", "auditor", "administrator")
"""Those as whom every address is asked."""
SAFE = ("GET", "HEAD")
REASON = {"reason": "理由"}
DECISION = {"decision": "accepted", **REASON}


def client_of(region: Region, role: str) -> Client:
    return region.people[role].client if role in region.people else Client()


def visit(client: Client, method: str, address: str, row: Row) -> HttpResponse:
    """An empty form by ``POST``, or what the row's kind of command needs to be done at all."""
    if method in SAFE:
        return client.generic(method, address)
    kept = {name: morsel.value for name, morsel in client.cookies.items()}
    with transaction.atomic():
        answer = _send(client, method, address, row)
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.load(kept)
    return answer


def _send(client: Client, method: str, address: str, row: Row) -> HttpResponse:
    if method != "POST":
        return client.generic(method, address)
    if row.name.startswith("api:"):
        return client.post(address, DECISION, content_type="application/json")
    filled: dict[str, Any] = REASON if row.giving == STEPS else {}
    return client.post(address, filled)
