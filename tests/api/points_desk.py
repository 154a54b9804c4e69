"""Two snapshots of the small region's points; against the first one a firm has appealed."""

from __future__ import annotations

from typing import Any

from kechuang.points.services import lodge_appeal, take_snapshot
from tests.base.registry.cast import AT
from tests.journeys.small_region import ON, SYSTEM, Region

SCHEME = "enterprise-points"


def samples_of_points(region: Region) -> dict[str, dict[str, Any]]:
    """By the name of the address; the firm's people ask, any clerk of the city may answer."""
    appealed, later = (take_snapshot(by=SYSTEM, at=AT, scheme_id=SCHEME, on=ON) for _ in range(2))
    firm = region.people["enterprise"].actor
    first, second = (one.standings.get(party=region.mine) for one in (appealed, later))
    appeal = lodge_appeal(by=firm, at=AT, standing=first, grounds="人数有误")
    return {
        "points": {"pk": later.pk},
        "points:standing": {"pk": second.pk},
        "points:appeal": {"pk": second.pk},
        "points:answer": {"pk": appeal.pk},
    }
