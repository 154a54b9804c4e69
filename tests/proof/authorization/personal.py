"""Openings of restricted records, and requests to erase personal data."""

from __future__ import annotations

from datetime import timedelta

from kechuang.accounts.models import BreakGlass, User
from kechuang.base.clock import now
from tests.api.addresses import erasure_asked_by, opened_by_the_bureau
from tests.api.audiences import Record
from tests.journeys.small_region import Region

OPENED = {"near": "bureau"}


def openings(region: Region) -> list[Record]:
    """One still open, of a party with no demands among the records; one that ended."""
    opened = opened_by_the_bureau(region, region.near)
    closed = BreakGlass.objects.create(
        party=region.mine,
        user_id=opened.user_id,
        reason="核查",
        opened_at=now() - timedelta(hours=5),
        until=now() - timedelta(hours=3),
    )
    return [
        Record("opening", "near", "open", sender=OPENED["near"], ids={"pk": opened.pk}),
        Record("opening", "mine", "closed", sender="bureau", ids={"pk": closed.pk}),
    ]


def erasures(region: Region) -> list[Record]:
    User.objects.create(username="leaving", full_name="离职者", is_active=False)
    return [
        Record("erasure", state="active", ids={"pk": erasure_asked_by("alice").pk}),
        Record("erasure", state="inactive", ids={"pk": erasure_asked_by("leaving").pk}),
    ]
