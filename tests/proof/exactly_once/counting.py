"""What one channel counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import astuple, dataclass


@dataclass(frozen=True)
class Count:
    """``forged`` are deliveries of a known id with other content; all must be ``refused``."""

    messages: int = 0
    deliveries: int = 0
    kills: int = 0
    missing: int = 0
    doubled: int = 0
    different: int = 0
    forged: int = 0
    refused: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    @property
    def held(self) -> bool:
        harm = self.missing + self.doubled + self.different
        return harm == 0 and self.refused == self.forged and self.kills > 0

    def __str__(self) -> str:
        return (
            f"{self.missing} 缺 missing, {self.doubled} 重 double, "
            f"{self.different} 异 different answers; {self.deliveries:,} 次投递 deliveries, "
            f"{self.kills} 杀 kills; {self.refused}/{self.forged} 冒用拒绝 reuses refused"
        )


def effects_of(messages: Iterable[Hashable], seen: Counter[Hashable]) -> tuple[int, int]:
    """How many messages had no effect, and how many effects there were too many."""
    asked = list(messages)
    missing = sum(seen[message] == 0 for message in asked)
    return missing, sum(max(0, seen[message] - 1) for message in asked)


def different_answers(receipts: Iterable[tuple[Hashable, str]]) -> int:
    """Messages whose deliveries were answered in more than one way."""
    answers: defaultdict[Hashable, set[str]] = defaultdict(set)
    for message, receipt in receipts:
        answers[message].add(receipt)
    return sum(len(told) > 1 for told in answers.values())
