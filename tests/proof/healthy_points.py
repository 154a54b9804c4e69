"""A snapshot of points, an appeal that was upheld, and one that was not."""

from __future__ import annotations

from kechuang.points.services import answer_appeal, lodge_appeal, take_snapshot
from tests.base.registry.cast import AT
from tests.journeys.small_region import ON, SYSTEM, Region


def build_points(region: Region) -> None:
    """The system froze it, so the bureau's clerk may answer."""
    firm, clerk = (region.people[role].actor for role in ("enterprise", "bureau"))
    snapshot = take_snapshot(by=SYSTEM, at=AT, scheme_id="enterprise-points", on=ON)
    standing = snapshot.standings.get(party=region.mine)
    for is_upheld in (False, True):
        appeal = lodge_appeal(by=firm, at=AT, standing=standing, grounds="人数有误")
        answer_appeal(by=clerk, at=AT, appeal=appeal, is_upheld=is_upheld, reason="已核对")
