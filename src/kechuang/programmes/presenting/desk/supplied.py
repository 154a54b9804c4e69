"""Facts that people added to the checks of a bid, with their sources and documents."""

from __future__ import annotations

from dataclasses import dataclass

from kechuang.cases.presenting.timeline import names_of
from kechuang.programmes.models import Bid, SuppliedFinding


@dataclass(frozen=True, slots=True)
class Supplied:
    row: SuppliedFinding
    who: str


def supplied_of(bid: Bid) -> tuple[Supplied, ...]:
    """The latest first."""
    rows = list(bid.supplied.select_related("document").order_by("-supplied_at", "-pk"))
    names = names_of({row.supplied_by_id for row in rows})
    return tuple(Supplied(row, names.get(row.supplied_by_id, "—")) for row in rows)
