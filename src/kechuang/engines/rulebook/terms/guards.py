"""Guards choose between cases: tests joined without words of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.terms.comparisons import Test
from kechuang.engines.rulebook.verdict import Verdict, all_of, any_of, none_of


class Guard(Protocol):
    def verdict(self, inquiry: Inquiry) -> Verdict: ...


@dataclass(frozen=True, slots=True)
class TestGuard:
    test: Test

    def verdict(self, inquiry: Inquiry) -> Verdict:
        return self.test.find(inquiry).verdict


@dataclass(frozen=True, slots=True)
class JointGuard:
    joint: str
    parts: tuple[Guard, ...]

    def verdict(self, inquiry: Inquiry) -> Verdict:
        return _JOINTS[self.joint]([part.verdict(inquiry) for part in self.parts])


_JOINTS = {"all": all_of, "any": any_of, "none": none_of}
