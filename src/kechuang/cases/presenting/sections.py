"""The forms of a case as far as a reader may see them: handed in, or still a draft of theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from kechuang.cases.models import Case
from kechuang.cases.presenting.answers import Answer, answers_of
from kechuang.cases.selectors import Course, Sight, forms_open_to
from kechuang.engines.flow import Form, Value
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class LinkedAnswer:
    """An answer with the addresses of its files."""

    label: Text
    words: Text
    columns: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One form; ``is_mine`` when the reader fills it in now, ``is_draft`` when it shows what is
    typed but not yet handed in."""

    form: Form
    answers: tuple[LinkedAnswer, ...]
    is_mine: bool
    is_draft: bool


def sections_of(course: Course, roles: frozenset[str], sight: Sight) -> list[Section]:
    """Forms the reader may fill in now, with their draft, then those that were handed in."""
    mine = forms_open_to(course, roles)
    files, handed_in = file_addresses(course.case), sight.of(course.situation.values)
    drafts = [
        Section(form, linked(form, sight.of(course.draft), files), True, True) for form in mine
    ]
    filed = [
        Section(form, answers, False, False)
        for form in course.procedure.forms.values()
        if form not in mine and (answers := linked(form, handed_in, files))
    ]
    return drafts + filed


def linked(
    form: Form, values: Mapping[str, Value], files: Mapping[str, str]
) -> tuple[LinkedAnswer, ...]:
    return tuple(_linked(answer, files) for answer in answers_of(form, values))


def file_addresses(case: Case) -> dict[str, str]:
    """Where the files of the case's forms are downloaded, by digest."""
    rows = case.attachments.values_list("file__digest", "file_id")
    return {digest: reverse("files:download", args=[file]) for digest, file in rows}


def _linked(answer: Answer, files: Mapping[str, str]) -> LinkedAnswer:
    links = tuple((file.name, files.get(file.digest, "")) for file in answer.files)
    return LinkedAnswer(answer.label, answer.words, answer.columns, answer.rows, links)
