"""Plays one case step by step, as named people on given days."""

from __future__ import annotations

import pytest

from kechuang.engines.flow import (
    Actor,
    StepError,
    Terms,
    begin,
    expire,
    load_calendars,
    load_procedures,
    take_step,
)
from tests.engines.flow.samples import PACKS, at

PROCEDURES = {one.id: one for one in load_procedures(PACKS)}
CALENDAR = load_calendars(PACKS)


class Case:
    """One case played by named people on given days."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.now = begin(terms, at=at("2026-03-02T09:00"))
        self.effects: list[str] = []

    def do(self, event: str, who: str, instant: str, *papers: str, **values) -> Case:
        role, _, name = who.partition(":")
        situation = self.now.with_values(values).with_documents(*papers)
        by = Actor(name or role, frozenset({role}))
        taken = take_step(self.terms, situation, event, by=by, at=at(instant), reason="见审查记录")
        self.now, self.effects = taken.situation, [effect.id for effect in taken.effects]
        return self

    def wait(self, instant: str) -> Case:
        for taken in expire(self.terms, self.now, at=at(instant)).taken:
            self.now = taken.situation
        return self

    def reasons(self, event: str, who: str, instant: str) -> str:
        with pytest.raises(StepError) as refused:
            self.do(event, who, instant)
        return refused.value.why.zh
