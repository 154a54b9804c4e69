"""The options of a pack as a form: what the pack says, what it rests on, what the plan sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kechuang.cases.filling import Question, Questionnaire, Raw, entries_of, entry_of
from kechuang.cases.presenting.entries import words_of
from kechuang.cases.presenting.grounds import Ground, grounds_of
from kechuang.cases.selectors import terms_of
from kechuang.engines.flow import Field, Form, Inquiry, Procedure, Value
from kechuang.engines.wording import Text
from kechuang.programmes.models import ProgrammeRound
from kechuang.programmes.selectors.rounds import OptionRow, option_rows

TITLE = Text("本轮参数", "Options of the round")
NOT_SET = Text("未设", "not set")


@dataclass(frozen=True, slots=True)
class OptionLine:
    """One option: its question, the pack's own value, and its bases (none: an example)."""

    question: Question
    default: Text
    grounds: tuple[Ground, ...]
    is_example: bool


def option_form(procedure: Procedure) -> Form:
    """The options as the fields of a form; one left blank stays as the pack has it."""
    fields = tuple(option.field for option in procedure.options.values())
    return Form("options", TITLE, fields, (), 0)


def option_entries(procedure: Procedure) -> dict[str, Raw]:
    """The pack's own values, as people would type them."""
    return entries_of(procedure, procedure.default_options)


def whole_inquiry(procedure: Procedure) -> Inquiry:
    return Inquiry(procedure.fields, procedure.conditions, procedure.default_options)


def chosen_otherwise(procedure: Procedure, values: Mapping[str, Value]) -> dict[str, Value]:
    """The options that differ from the pack's."""
    defaults = procedure.default_options
    return {name: value for name, value in values.items() if defaults.get(name) != value}


def option_lines(procedure: Procedure, sheet: Questionnaire) -> tuple[OptionLine, ...]:
    return tuple(_line(procedure, one) for one in sheet.questions)


def _line(procedure: Procedure, question: Question) -> OptionLine:
    option = procedure.options[question.field.id]
    said = value_words(option.field, option.default)
    grounds = grounds_of(option.basis, procedure)
    return OptionLine(question, said, grounds, option.is_example or not grounds)


def set_options(programme: ProgrammeRound) -> list[tuple[OptionRow, Text]]:
    """Every option of a plan with its value in words, tables row by row."""
    terms = terms_of(programme.items_round)
    settled, options = terms.settled(), terms.procedure.options
    return [
        (row, value_words(options[row.name].field, settled.get(row.name)))
        for row in option_rows(programme)
    ]


def value_words(field: Field, value: Value | None) -> Text:
    return NOT_SET if value is None or value == () else words_of(field, entry_of(field, value))
