"""Corrections answered both ways, and appeals: one upheld, one dismissed."""

from __future__ import annotations

from kechuang.base.roles import Role
from tests.journeys.small_region import Region, person
from tests.rooms.appeals.scene import (
    RIGHT,
    answer_to,
    appealed,
    asked,
    filed,
    owner,
    paid_by,
    step,
)


def build_appeals(region: Region) -> None:
    """The firm that nearly got the subsidy: its fact is corrected, its answer computed anew."""
    firm, clerk = owner(region), person("keeper", Role.BUREAU)
    step(clerk, filed(firm, paid_by(region)).case, "correct", **RIGHT)
    asked(firm, paid_by(region))
    step(clerk, appealed(firm, answer_to(region)).case, "uphold")
    step(clerk, appealed(firm, answer_to(region)).case, "dismiss")
    other = owner(region, "strange")
    step(clerk, filed(other, paid_by(region, "strange")).case, "refuse")
