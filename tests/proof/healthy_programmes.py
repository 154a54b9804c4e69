"""A healthy challenge: a need on the list, two bids, their review, an award and its contract."""

from __future__ import annotations

from kechuang.ledger.states import FundSource
from tests.base.registry.cast import Person
from tests.journeys.small_region import party, person
from tests.rooms.ledger.town import WAN, Town, budget_line
from tests.rooms.programmes.contracting import drafted, in_force, under_way
from tests.rooms.programmes.scene import Scene, scene


def build_programmes(money: Town) -> Scene:
    """At least one row of everything up to the contract, which is in force."""
    line = budget_line(money.book, money.scheme, FundSource.CENTRAL, 1_000 * WAN)
    town = scene(line=line, make=party, enrol=_enrolled, prefix="j.")
    item, _ = town.approved()
    under_way(item, in_force(drafted(town, item.awards.get())))
    return town


def _enrolled(name: str, role: str, **of: object) -> Person:
    """A user name has no blanks."""
    return person(name.replace(" ", "."), role, **of)
