"""Four answers to a legal question, joined by Kleene's strong logic.

``UNKNOWN`` (a fact is missing) and ``POSSIBLE`` (an expert decides) are both undecided; where they
meet, ``UNKNOWN`` wins, because collecting the fact comes before asking the expert.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum


class Verdict(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    POSSIBLE = "possible"

    @property
    def is_decided(self) -> bool:
        return self is Verdict.MET or self is Verdict.NOT_MET


_OPPOSITE = {Verdict.MET: Verdict.NOT_MET, Verdict.NOT_MET: Verdict.MET}


def negate(verdict: Verdict) -> Verdict:
    return _OPPOSITE.get(verdict, verdict)


def all_of(verdicts: Sequence[Verdict]) -> Verdict:
    """Met when every part is met; one part not met settles it, whatever is unknown."""
    return at_least(len(verdicts), verdicts)


def any_of(verdicts: Sequence[Verdict]) -> Verdict:
    """Met as soon as one part is met, whatever is unknown."""
    return at_least(1, verdicts)


def agreed(verdicts: Sequence[Verdict]) -> Verdict:
    """What all readings of one wording say; where they differ, a person decides between them."""
    first = verdicts[0]
    if all(verdict is first for verdict in verdicts):
        return first
    return Verdict.UNKNOWN if Verdict.UNKNOWN in verdicts else Verdict.POSSIBLE


def none_of(verdicts: Sequence[Verdict]) -> Verdict:
    return negate(any_of(verdicts))


def at_least(count: int, verdicts: Sequence[Verdict]) -> Verdict:
    """Met when ``count`` parts are met; not met when too few can still become so."""
    if verdicts.count(Verdict.MET) >= count:
        return Verdict.MET
    if len(verdicts) - verdicts.count(Verdict.NOT_MET) < count:
        return Verdict.NOT_MET
    return Verdict.UNKNOWN if Verdict.UNKNOWN in verdicts else Verdict.POSSIBLE
