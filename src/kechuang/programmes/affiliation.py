"""Whether two organisations are affiliated, from who owns and heads whom; with the path found.

Affiliated (济南 2025: sole control, joint control or significant influence) are a unit and its
branch, a unit and who controls or significantly influences it, and two units that one other
stands above in this way. Where several hands stand between, each must control the next, but one,
who may merely influence it: influence over influence is none. Shares in several hands of one holder
count together (``holdings``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kechuang.engines.wording import Text
from kechuang.programmes.holdings import with_joint_holdings
from kechuang.programmes.measures import AffiliationMeasure
from kechuang.programmes.ties import Tie


@dataclass(frozen=True)
class Way:
    """A way up from a party: the ties gone, how many of them are mere influence, and how many
    rest on a share that nobody stated."""

    top: int
    ties: tuple[Tie, ...] = ()
    influences: int = 0
    unstated: int = 0


@dataclass(frozen=True)
class Path:
    """How two parties hang together; not ``is_certain`` where a share on the way is unstated."""

    ties: tuple[Tie, ...]
    is_certain: bool

    @property
    def said(self) -> Text:
        return Text(
            "；".join(tie.said.zh for tie in self.ties),
            "; ".join(tie.said.en for tie in self.ties),
        )


def path_between(
    one: int, other: int, above: Mapping[int, Sequence[Tie]], measure: AffiliationMeasure
) -> Path | None:
    """The shortest certain path, else the shortest uncertain one, else None.

    ``above`` lists for each party the ties to those above it.
    """
    whole = with_joint_holdings(above, measure)
    found = sorted(_meetings(one, other, whole, measure), key=_certain_and_short)
    return found[0] if found else None


def ways_up(
    party: int, above: Mapping[int, Sequence[Tie]], measure: AffiliationMeasure
) -> Iterator[Way]:
    """Every way up from ``party`` of at most ``most_steps`` steps; the first is to itself."""
    ways = [Way(party)]
    while ways:
        yield from ways
        ways = [
            longer
            for way in ways
            if len(way.ties) < measure.most_steps
            for tie in above.get(way.top, ())
            if (longer := _longer(way, tie, measure)) is not None
        ]


def _meetings(
    one: int, other: int, above: Mapping[int, Sequence[Tie]], measure: AffiliationMeasure
) -> Iterator[Path]:
    from_other: dict[int, list[Way]] = {}
    for way in ways_up(other, above, measure):
        from_other.setdefault(way.top, []).append(way)
    for mine in ways_up(one, above, measure):
        for theirs in from_other.get(mine.top, ()):
            if mine.influences + theirs.influences <= 1 and (mine.ties or theirs.ties):
                yield Path(
                    (*mine.ties, *reversed(theirs.ties)), not mine.unstated + theirs.unstated
                )


def _longer(way: Way, tie: Tie, measure: AffiliationMeasure) -> Way | None:
    """``way`` one step further; None where the tie is too weak, or goes in a circle."""
    if tie.above in {gone.below for gone in way.ties}:
        return None
    is_unstated = not tie.is_whole and tie.share_bp is None
    share = tie.share_bp or 0
    is_control = tie.is_whole or is_unstated or share > measure.control_above_bp
    if not is_control and share < measure.influence_bp:
        return None
    influences = way.influences + (not is_control)
    if influences > 1:
        return None
    return Way(tie.above, (*way.ties, tie), influences, way.unstated + is_unstated)


def _certain_and_short(path: Path) -> tuple[bool, int]:
    return not path.is_certain, len(path.ties)
