"""Where rooms above say what must be so before a tranche may be accepted."""

from __future__ import annotations

from collections.abc import Callable

from kechuang.base.errors import Refusal
from kechuang.ledger.models import Tranche

TrancheCheck = Callable[[Tranche], Refusal | None]
_CHECKS: list[TrancheCheck] = []


def check_before_acceptance(check: TrancheCheck) -> None:
    """``check(tranche)`` gives the refusal that stands in the way, or None; asked each time."""
    if check not in _CHECKS:
        _CHECKS.append(check)


def refuse_unmet(tranche: Tranche) -> None:
    """Raise the first refusal that a room above has against accepting ``tranche``."""
    for check in _CHECKS:
        if refusal := check(tranche):
            raise refusal
