"""Makes the questions of a form from its entries: what is asked, typed, wrong, missing, barred."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kechuang.cases.filling.complaints import Complaint, complaints_about
from kechuang.cases.filling.entries import Entries, of_form, tidied
from kechuang.cases.filling.layout import Layout
from kechuang.cases.filling.prefills import Prefill
from kechuang.cases.filling.questions import Question, Theirs
from kechuang.cases.filling.stops import Stop, stops_of
from kechuang.engines.flow import (
    FieldType,
    Filled,
    Form,
    Inquiry,
    Procedure,
    fields_that_decide,
    fill,
)


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A form as a page shows it; ``deciding`` are asked first, for they may end the matter."""

    form: Form
    questions: tuple[Question, ...]
    deciding: tuple[Question, ...]
    complaints: tuple[Complaint, ...]
    stops: tuple[Stop, ...]
    filled: Filled

    @property
    def asked(self) -> tuple[str, ...]:
        return tuple(self.filled.asked)

    @property
    def others(self) -> tuple[Question, ...]:
        return tuple(one for one in self.questions if one not in self.deciding)

    @property
    def answered(self) -> int:
        return sum(name in self.filled.values for name in self.filled.asked)

    @property
    def needs_files(self) -> bool:
        parts = [part for one in self.form.fields for part in (one, *one.columns)]
        return any(part.type is FieldType.ATTACHMENT for part in parts)


def ask(
    procedure: Procedure,
    form: Form,
    entries: Entries,
    inquiry: Inquiry,
    *,
    prefills: Mapping[str, Prefill] | None = None,
    theirs: Mapping[str, Theirs] | None = None,
    rows_wanted: Mapping[str, int] | None = None,
    tells_missing: bool = False,
) -> Questionnaire:
    """The questions of ``form`` over ``entries`` as typed.

    Known facts fill what has no entry yet. ``rows_wanted`` asks for so many rows of a field, blank
    ones included; ``tells_missing`` also complains about what is not filled in yet.
    """
    known = {name: one.raw for name, one in (prefills or {}).items()}
    typed = known | of_form(form, entries)
    filled = fill(form, tidied(typed), inquiry)
    page = Layout(typed, filled, prefills or {}, theirs or {}, rows_wanted or {}, tells_missing)
    questions = tuple(page.question(part) for part in form.fields)
    asked = [one for one in questions if one.is_asked]
    first = fields_that_decide(form, inquiry)
    return Questionnaire(
        form=form,
        questions=questions,
        deciding=tuple(one for one in questions if one.field.id in first),
        complaints=tuple(each for one in asked for each in complaints_about(one)),
        stops=stops_of(filled, procedure),
        filled=filled,
    )
