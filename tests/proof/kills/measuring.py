"""What one part of the proof measured."""

from __future__ import annotations

from dataclasses import dataclass

from tests.proof.kills.harm import Harm


@dataclass(frozen=True)
class Part:
    """``cases`` kills (or full disks), ``acknowledged`` writes, ``retried`` after an interruption.

    A part in which nothing was interrupted has proved nothing.
    """

    cases: int
    acknowledged: int
    retried: int
    harm: Harm
    trouble: str = ""
    note: str = ""

    def __add__(self, other: Part) -> Part:
        return Part(
            self.cases + other.cases,
            self.acknowledged + other.acknowledged,
            self.retried + other.retried,
            self.harm + other.harm,
            " ".join(filter(None, (self.trouble, other.trouble))),
            " ".join(filter(None, (self.note, other.note))),
        )

    @property
    def held(self) -> bool:
        return not self.harm and not self.trouble and self.acknowledged > 0 and self.retried > 0
