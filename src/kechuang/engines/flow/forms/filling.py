"""A form being filled in: what is asked, what is wrong, and who need not go on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kechuang.engines.flow.conditions.conditions import fields_in
from kechuang.engines.flow.conditions.judging import Inquiry
from kechuang.engines.flow.elements import Form, Ineligibility
from kechuang.engines.flow.forms.entries import Entries, FieldProblem, missing_words, out_of_bounds
from kechuang.engines.flow.forms.fields import Field, Value
from kechuang.engines.wording import Text

NOTHING: tuple[object, ...] = (None, "", (), [])


@dataclass
class Filled:
    """What was typed, as values; ``asked`` lists the fields that are asked, in order.

    ``stopped_by`` are the rules known to make the applicant ineligible, ``undecided`` the fields
    that could still do so. ``missing`` lists required fields without a value.
    """

    values: dict[str, Value] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    problems: list[FieldProblem] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    stopped_by: list[Ineligibility] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        return not (self.problems or self.missing or self.stopped_by)


@dataclass(frozen=True, slots=True)
class Standing:
    """Why a form cannot be handed in yet."""

    reasons: tuple[Text, ...]
    missing: tuple[str, ...]


def fill(form: Form, typed: Mapping[str, object], inquiry: Inquiry) -> Filled:
    """Reads what people typed. ``inquiry`` brings the facts and options that conditions use.

    Values of fields that are not asked are dropped; unknown names are problems.
    """
    names = {part.id for part in form.fields}
    filled = Filled(problems=[_stranger(name) for name in sorted(set(typed) - names)])
    values = {name: value for name, value in inquiry.values.items() if name not in names}
    for part in form.fields:
        if inquiry.over(values).judge_named(part.asked_if).truth is True:
            filled.asked.append(part.id)
            _fill_one(part, typed.get(part.id), filled, values)
            values |= filled.values
    _decide(form, filled, inquiry.over(values), names)
    return filled


def standing_of(form: Form, inquiry: Inquiry) -> Standing:
    """Whether the values of a case satisfy ``form``: everything asked is there, within bounds,
    and nothing makes the applicant ineligible."""
    values = inquiry.values
    asked = [part for part in form.fields if inquiry.judge_named(part.asked_if).truth is True]
    missing = [part for part in asked if part.is_required and values.get(part.id) in NOTHING]
    reasons = [missing_words(part) for part in missing]
    for part in asked:
        if part.id in values and part.is_ordered:
            why = out_of_bounds(part, values[part.id], values)
            reasons += [_of_field(part, why)] if why else []
    reasons += [rule.why for rule in form.ineligible if _stops(rule, inquiry)]
    return Standing(tuple(reasons), tuple(part.id for part in missing))


def fields_that_decide(form: Form, inquiry: Inquiry) -> tuple[str, ...]:
    """The form's fields on which ineligibility rests: to be asked before all others."""
    used = {
        name
        for rule in form.ineligible
        for name in fields_in(inquiry.conditions[rule.condition], inquiry.conditions)
    }
    return tuple(part.id for part in form.fields if part.id in used)


def facts_wanted(form: Form) -> tuple[tuple[str, str], ...]:
    """The fields that known facts may fill in, each with the name of the fact."""
    return tuple((part.id, part.prefill) for part in form.fields if part.prefill)


def _fill_one(part: Field, raw: object, filled: Filled, values: Mapping[str, Value]) -> None:
    if raw in NOTHING:
        filled.missing += [part.id] if part.is_required else []
        return
    entries = Entries(values)
    value = entries.read(part, raw)
    filled.problems += entries.problems
    if value is not None:
        filled.values[part.id] = value


def _decide(form: Form, filled: Filled, inquiry: Inquiry, names: set[str]) -> None:
    undecided: dict[str, None] = {}
    for rule in form.ineligible:
        judgement = inquiry.judge_named(rule.condition)
        if judgement.truth is True:
            filled.stopped_by.append(rule)
        undecided |= dict.fromkeys(name for name in judgement.missing if name in names)
    filled.undecided += undecided


def _stops(rule: Ineligibility, inquiry: Inquiry) -> bool:
    return inquiry.judge_named(rule.condition).truth is True


def _of_field(part: Field, why: Text) -> Text:
    return Text(f"{part.label.zh}：{why.zh}", f"{part.label.en}: {why.en}")


def _stranger(name: str) -> FieldProblem:
    return FieldProblem(name, Text("表单没有此项", "the form has no such field"))
