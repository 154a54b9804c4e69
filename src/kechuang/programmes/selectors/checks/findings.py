"""What a check found: a verdict with reasons, the facts it read and where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kechuang.engines.wording import Text
from kechuang.programmes.states import CheckKind, Verdict

Fact = dict[str, Any]


@dataclass(frozen=True)
class Finding:
    """``facts`` are JSON-able; ``sources`` name where they stand."""

    kind: CheckKind
    verdict: Verdict
    reasons: tuple[Text, ...]
    facts: tuple[Fact, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def is_met(self) -> bool | None:
        """None while it is unknown."""
        return None if self.verdict is Verdict.UNKNOWN else self.verdict is Verdict.MET


def together(kind: CheckKind, parts: Iterable[Finding]) -> Finding:
    """One finding of several: failed if one failed, else unknown if one is unknown.

    Only the reasons that led there are told; what was read is kept of all.
    """
    found = list(parts)
    verdicts = {part.verdict for part in found}
    worst = next((v for v in (Verdict.NOT_MET, Verdict.UNKNOWN) if v in verdicts), Verdict.MET)
    return Finding(
        kind,
        worst,
        tuple(
            dict.fromkeys(why for part in found if part.verdict is worst for why in part.reasons)
        ),
        tuple(fact for part in found for fact in part.facts),
        tuple(dict.fromkeys(source for part in found for source in part.sources)),
    )
