"""Refuses rounds of applications that contradict each other or the policy's own dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from kechuang.engines.packfile import Located
from kechuang.engines.rulebook.seasons import Season
from kechuang.engines.wording import Text

Written = Sequence[tuple[Located, Season]]


class Validity(NamedTuple):
    """When a policy is in force, both days included; ``last`` is None where it has no end."""

    first: date
    last: date | None

    def holds(self, season: Season) -> bool:
        """A round of one year lies wholly within, a yearly one has at least one day in it."""
        until = self.last or date.max
        if season.is_yearly:
            two_years_on = date(self.first.year + 2, 1, 1)
            return bool(season.spans_within(self.first, min(until, two_years_on)))
        return self.first <= season.opens_on and season.closes_on <= until


def refuse_contradictory_seasons(seasons: Written, validity: Validity) -> None:
    """Each round lies in the validity of its policy, and no day is in two rounds."""
    for part, season in seasons:
        if not validity.holds(season):
            part.refuse(
                Text("申报期超出政策的有效期", "the policy is not in force in this round"),
                Text("请核对起止日期与 valid_from、valid_to", "check valid_from and valid_to"),
            )
    for (_, earlier), (part, later) in combinations(seasons, 2):
        if _meet(earlier, later):
            told = _said(earlier)
            part.refuse(
                Text(f"与申报期 {told} 重叠，同一天有两期", f"it overlaps the round {told}"),
                Text("请改成前一期截止后再开始，或合为一期", "open it after that one has closed"),
            )


def _meet(one: Season, other: Season) -> bool:
    """Every year is like another, so a round of one year is compared in its own."""
    if one.is_yearly and not other.is_yearly:
        one, other = other, one
    return bool(other.spans_within(*one.span_at(one.opens_on)))


def _said(season: Season) -> str:
    how = "%m-%d" if season.is_yearly else "%Y-%m-%d"
    return f"{season.opens_on:{how}} – {season.closes_on:{how}}"
