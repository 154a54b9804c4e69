"""Pages about answers and matches ask the database as much for many rows as for one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from kechuang.entitlements.models import Entitlement
from kechuang.matching.models import Match
from tests.journeys.small_region import BUYER, Region

pytestmark = pytest.mark.django_db
CLAUSE = "/entitlements/{}/{}/".format(*BUYER)
Rows = Callable[[Region], QuerySet[Entitlement] | QuerySet[Match]]
PAGES: dict[str, tuple[str, Rows]] = {
    "clause": (CLAUSE, lambda region: Entitlement.objects.filter(clause_id="buyer")),
    "export": (f"{CLAUSE}?export=xlsx", lambda region: Entitlement.objects.all()),
    "board": ("/entitlements/", lambda region: Entitlement.objects.all()),
    "party": (
        "/entitlements/party/{mine}/",
        lambda region: Entitlement.objects.filter(party=region.mine),
    ),
    "matches": (
        "/matching/demand/{demand}/",
        lambda region: Match.objects.filter(demand=region.demands["open"]),
    ),
    "api answers": (
        "/api/parties/{mine}/answers",
        lambda region: Entitlement.objects.filter(party=region.mine),
    ),
    "api matches": (
        "/api/demands/{demand}/matches",
        lambda region: Match.objects.filter(demand=region.demands["open"]),
    ),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_as_much_for_many_as_for_one(region: Region, page: str) -> None:
    form, rows_of = PAGES[page]
    address = form.format(mine=region.mine.pk, demand=region.demands["open"].pk)
    client = region.people["bureau"].client
    client.get(address)
    with CaptureQueriesContext(connection) as for_many:
        assert client.get(address).status_code == 200
    first, *others = rows_of(region)
    type(first).objects.filter(pk__in=[other.pk for other in others]).delete()

    with CaptureQueriesContext(connection) as for_one:
        client.get(address)

    assert len(others) > 1
    assert len(for_one) == len(for_many)
