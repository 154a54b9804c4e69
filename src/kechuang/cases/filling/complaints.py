"""The problems of a form in one list, each leading to the input where it is mended."""

from __future__ import annotations

from dataclasses import dataclass

from kechuang.cases.filling.questions import Box, Question
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Complaint:
    """A problem as the summary tells it; ``target`` is the id of its input."""

    label: Text
    why: Text
    target: str


def complaints_about(question: Question) -> list[Complaint]:
    label = question.field.label
    own = [Complaint(label, why, f"question-{question.field.id}") for why in question.problems]
    return own + [
        Complaint(_row_label(question, box), why, box.place.id)
        for box in question.boxes
        for why in box.problems
    ]


def _row_label(question: Question, box: Box) -> Text:
    label = question.field.label
    if box.place.row is None:
        return label
    number = box.place.row + 1
    column = Text(f"·{box.field.label.zh}", f", {box.field.label.en}") if box.place.column else None
    zh, en = column or Text("", "")
    return Text(f"{label.zh}第{number}行{zh}", f"{label.en}, row {number}{en}")
