"""A party on the ladder of titles: where it stands, what the next rung asks, what runs out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from kechuang.design.formatting import said
from kechuang.engines.rulebook import (
    FactSheet,
    Pack,
    Rung,
    Title,
    Verdict,
    climb,
    highest_held,
    is_ladder,
    titles_held,
)
from kechuang.entitlements.code_words import with_codes_named
from kechuang.entitlements.fact_words import with_facts_in_words

# An example, as in the pack of the ladder: how long before the last day people are warned.
WARNED_DAYS = 180
STEP, FOOT = 64, 24
TONES = {"held": "good", "ready": "info", "lapsed": "bad", "near": "warn"}
NAMES: dict[str, str | Promise] = {
    "held": gettext_lazy("现有"),
    "ready": gettext_lazy("条件已符合，可以申请"),
    "lapsed": gettext_lazy("已过期，须续期"),
    "near": gettext_lazy("差一点"),
    "far": gettext_lazy("还有差距"),
    "unknown": gettext_lazy("数据不足"),
    "open": gettext_lazy("待专家评定"),
    "unreached": gettext_lazy("未取得"),
}


@dataclass(frozen=True)
class Step:
    """One rung as it is drawn and listed; ``level`` counts from the ground."""

    rung: Rung
    level: int
    levels: int

    @property
    def state(self) -> str:
        if self.rung.is_held:
            return "held"
        if self.rung.is_lapsed:
            return "lapsed"
        answer = self.rung.climb
        if answer is None:
            return "unreached"
        if answer.is_near_miss:
            return "near"
        return _STATES[answer.verdict]

    @property
    def state_name(self) -> str:
        return str(NAMES[self.state])

    @property
    def tone(self) -> str:
        return TONES.get(self.state, "neutral")

    @property
    def y(self) -> int:
        """The height of the rung in the drawing, whose y runs down."""
        return FOOT + (self.levels - 1 - self.level) * STEP

    @cached_property
    def climb(self) -> dict[str, Any] | None:
        """What is short, in words; None where nothing is, or where no way up is told."""
        answer = self.rung.held if self.rung.is_lapsed else self.rung.climb
        if self.rung.is_held or answer is None:
            return None
        return with_codes_named(with_facts_in_words(answer.as_dict()))


_STATES = {
    Verdict.MET: "ready",
    Verdict.NOT_MET: "far",
    Verdict.UNKNOWN: "unknown",
    Verdict.POSSIBLE: "open",
}


@dataclass(frozen=True)
class Ladder:
    """One ladder: its policy and its rungs, lowest first."""

    pack: Pack
    steps: tuple[Step, ...]

    @property
    def stage(self) -> Rung | None:
        return highest_held(tuple(step.rung for step in self.steps))

    @property
    def from_the_top(self) -> tuple[Step, ...]:
        return self.steps[::-1]

    @property
    def height(self) -> int:
        return 2 * FOOT + (len(self.steps) - 1) * STEP

    def told(self, language: str) -> str:
        """The drawing in one sentence, for whoever does not see it."""
        names = (
            f"{said(step.rung.name, language)}{gettext('：')}{step.state_name}"
            for step in self.steps
        )
        return gettext("；").join(names)


@dataclass(frozen=True)
class Expiry:
    """A title and how many days it still has."""

    title: Title
    days_left: int

    @property
    def is_over(self) -> bool:
        return self.days_left < 0

    @property
    def days_since(self) -> int:
        return -self.days_left

    @property
    def is_soon(self) -> bool:
        return 0 <= self.days_left <= WARNED_DAYS


def ladders_of(packs: Iterable[Pack], sheet: FactSheet, *, on: date) -> list[Ladder]:
    """Every ladder among ``packs`` with the party on it."""
    ladders = [pack for pack in packs if is_ladder({clause.id for clause in pack.clauses})]
    return [Ladder(pack, _steps(pack, sheet, on)) for pack in ladders]


def expiries_of(packs: Iterable[Pack], sheet: FactSheet, *, on: date) -> list[Expiry]:
    """Every title that is held and asked for by ``packs``; what runs out first comes first."""
    return [Expiry(title, title.days_left(on)) for title in titles_held(packs, sheet)]


def _steps(pack: Pack, sheet: FactSheet, on: date) -> tuple[Step, ...]:
    rungs = climb(pack, sheet, on=on)
    return tuple(Step(rung, level, len(rungs)) for level, rung in enumerate(rungs))
