"""Why somebody need not fill in the rest: the rule, its basis, and what to do instead."""

from __future__ import annotations

from dataclasses import dataclass

from kechuang.cases.presenting.grounds import Ground, grounds_of
from kechuang.engines.flow import Filled, Procedure
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Stop:
    """One rule that bars the applicant."""

    why: Text
    mend: Text
    grounds: tuple[Ground, ...]


def stops_of(filled: Filled, procedure: Procedure) -> tuple[Stop, ...]:
    """The rules that are known to bar the applicant by now."""
    return tuple(
        Stop(rule.why, rule.mend, grounds_of(rule.basis, procedure)) for rule in filled.stopped_by
    )
