"""Asks a condition about values: true, false or unknown, and what stands in its way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kechuang.engines.flow.conditions.conditions import (
    Condition,
    Conditions,
    Group,
    Named,
    Operator,
    Test,
)
from kechuang.engines.flow.conditions.words import in_words, unknown_words
from kechuang.engines.flow.forms.fields import Field, FieldOf, Reference, Value
from kechuang.engines.wording import Text

_COMPARE = {
    Operator.AT_LEAST: lambda have, need: have >= need,
    Operator.AT_MOST: lambda have, need: have <= need,
    Operator.MORE_THAN: lambda have, need: have > need,
    Operator.LESS_THAN: lambda have, need: have < need,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """``truth`` is None when it cannot be known yet. ``reasons`` say why it is not true;
    ``missing`` names the values that would decide it."""

    truth: bool | None
    reasons: tuple[Text, ...] = ()
    missing: tuple[str, ...] = ()


HELD = Judgement(True)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """The values of one case, with the fields and conditions that give them sense."""

    fields: Mapping[str, Field]
    conditions: Conditions
    values: Mapping[str, Value]

    def over(self, values: Mapping[str, Value]) -> Inquiry:
        """The same questions over other values."""
        return Inquiry(self.fields, self.conditions, values)

    def judge(self, condition: Condition) -> Judgement:
        """Whether ``condition`` holds; an unknown value is neither yes nor no."""
        if isinstance(condition, Named):
            return self.judge(self.conditions[condition.name])
        if isinstance(condition, Test):
            return self._judge_test(condition)
        return _of_group(condition, [self.judge(part) for part in condition.parts], self)

    def judge_named(self, name: str) -> Judgement:
        """The named condition; no name is no condition, and holds."""
        return self.judge(self.conditions[name]) if name else HELD

    def _judge_test(self, test: Test) -> Judgement:
        have = self.values.get(test.field)
        if test.operator is Operator.IS_KNOWN:
            held = (have is not None) == test.operand
            return HELD if held else Judgement(False, (in_words(test, self.fields, None),))
        need = test.operand
        if isinstance(need, FieldOf):
            return self._judge_pair(test, have, self.values.get(need.name), need.name)
        return self._judge_pair(test, have, need, "")

    def _judge_pair(self, test: Test, have: Any, need: Any, other: str) -> Judgement:
        absent = ((have, test.field), (need, other))
        missing = tuple(name for value, name in absent if value is None)
        if missing:
            return Judgement(None, (unknown_words(missing, self.fields, test.label),), missing)
        truth = _compare(test.operator, have, need)
        if truth is None:
            words = unknown_words((test.field,), self.fields, test.label)
            return Judgement(None, (words,), (test.field,))
        return HELD if truth else Judgement(False, (in_words(test, self.fields, have),))


def _compare(operator: Operator, have: Any, need: Any) -> bool | None:
    if operator is Operator.EQUALS:
        return _same(have, need)
    if operator is Operator.ONE_OF:
        return have in need
    return bool(_COMPARE[operator](have, need))


def _same(have: Any, need: Any) -> bool | None:
    """Parties and persons are the same by code; without codes nobody can tell."""
    if isinstance(have, Reference) and isinstance(need, Reference):
        return have.code == need.code if have.code and need.code else None
    return bool(have == need)


def _of_group(group: Group, parts: list[Judgement], inquiry: Inquiry) -> Judgement:
    if group.form == "none":
        return _of_none(group, parts, inquiry)
    truths = [part.truth for part in parts]
    decisive = group.form == "any"
    if decisive in truths:
        truth: bool | None = decisive
    else:
        truth = None if None in truths else not decisive
    if truth:
        return HELD
    kept = [part for part in parts if part.truth is not True]
    if truth is False and not decisive:
        kept = [part for part in kept if part.truth is False]
    return _with(truth, kept, group.label)


def _of_none(group: Group, parts: list[Judgement], inquiry: Inquiry) -> Judgement:
    if any(part.truth is True for part in parts):
        words = tuple(
            in_words(test, inquiry.fields, inquiry.values.get(test.field), is_wanted=False)
            for part, judged in zip(group.parts, parts, strict=True)
            if judged.truth is True
            for test in _leaves(part, inquiry.conditions)
        )
        return Judgement(False, (group.label,) if group.label else words)
    unknown = [part for part in parts if part.truth is None]
    return _with(None, unknown, group.label) if unknown else HELD


def _with(truth: bool | None, parts: list[Judgement], label: Text | None) -> Judgement:
    reasons = tuple(dict.fromkeys(text for part in parts for text in part.reasons))
    missing = tuple(dict.fromkeys(name for part in parts for name in part.missing))
    return Judgement(truth, (label,) if label and truth is False else reasons, missing)


def _leaves(condition: Condition, conditions: Conditions) -> list[Test]:
    if isinstance(condition, Test):
        return [condition]
    if isinstance(condition, Named):
        return _leaves(conditions[condition.name], conditions)
    return [test for part in condition.parts for test in _leaves(part, conditions)]
