"""Guards choose between cases: tests joined without words of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.terms.comparisons import Test
from kechuang.engines.rulebook.verdict import Verdict, all_of, any_of, at_least, none_of


class Guard(Protocol):
    def verdict(self, inquiry: Inquiry) -> Verdict: ...


@dataclass(frozen=True, slots=True)
class TestGuard:
    test: Test

    def verdict(self, inquiry: Inquiry) -> Verdict:
        return self.test.find(inquiry).verdict


@dataclass(frozen=True, slots=True)
class JointGuard:
    """Guards joined by ``all``, ``any``, ``none`` or ``at_least`` (``count`` of them)."""

    joint: str
    parts: tuple[Guard, ...]
    count: int = 0

    def verdict(self, inquiry: Inquiry) -> Verdict:
        verdicts = [part.verdict(inquiry) for part in self.parts]
        if self.joint == "at_least":
            return at_least(self.count, verdicts)
        return _JOINTS[self.joint](verdicts)


_JOINTS = {"all": all_of, "any": any_of, "none": none_of}
