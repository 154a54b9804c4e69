"""From experts and conflicts to the pool that is drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kechuang.engines.panel.conflicts import Conflict, Expert, Policy, Proposal, Units, barred_pairs
from kechuang.engines.panel.draw import Qualified

NO_UNIT = "?"


def qualify(
    experts: Iterable[Expert],
    proposal: Proposal,
    conflicts: Iterable[Conflict],
    *,
    units: Units,
    policy: Policy,
) -> tuple[Qualified, ...]:
    """The experts who may be drawn for ``proposal``.

    An expert of two units makes them one for the draw, so that "not two of a unit" holds for both;
    experts whose unit nobody knows count as one unit.
    """
    barred = barred_pairs(conflicts, policy)
    free = [expert for expert in experts if (proposal.id, expert.id) not in barred]
    joined = _Joined()
    for expert in free:
        for unit in _present_units(expert, units, proposal.review_on):
            joined.join(f"{NO_UNIT}{expert.id}", unit)
    return tuple(
        Qualified(expert.id, joined.top(f"{NO_UNIT}{expert.id}"), expert.region or "")
        for expert in free
    )


def _present_units(expert: Expert, units: Units, on: date) -> list[str]:
    posts = [post for post in expert.posts or () if post.until is None or post.until >= on]
    return [units.legal_unit(post.unit) for post in posts] or [NO_UNIT]


class _Joined:
    """Names joined into groups; the top of a group is the last name in order."""

    def __init__(self) -> None:
        self.above: dict[str, str] = {}

    def top(self, name: str) -> str:
        while name in self.above:
            name = self.above[name]
        return name

    def join(self, one: str, other: str) -> None:
        low, high = sorted((self.top(one), self.top(other)))
        if low != high:
            self.above[low] = high
