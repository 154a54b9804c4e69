"""Writing the letters that a step sends out, each under the office's next number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.timezone import localtime

from kechuang.accounts.models import User
from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.letters import letter_source, write_word
from kechuang.base.registry.numbers import open_series, take_numbers
from kechuang.cases.models import Case, Letter, LetterSeries, Objection, StepTaken
from kechuang.cases.models.letters import letter_number
from kechuang.cases.office import writing_office
from kechuang.cases.selectors.courses import Course
from kechuang.cases.selectors.letter_values import Matter, letter_values
from kechuang.cases.states import WRITE_LETTER
from kechuang.engines.flow import Effect, deadlines, local_day
from kechuang.files.services import store_file

if TYPE_CHECKING:
    from kechuang.cases.services.moving import Act

ANSWER = "objection"


def write_letters(
    course: Course, row: StepTaken, effects: Sequence[Effect], act: Act
) -> list[Letter]:
    """Every letter of the step. The audit chain is locked by now: letter numbers come after it,
    always in this order, so that no two commands wait for each other."""
    templates = [str(one.parameters["template"]) for one in effects if one.id == WRITE_LETTER]
    return [
        _written(course, row, template, objection, act)
        for template in templates
        for objection in _answered(course.case, template)
    ]


def _answered(case: Case, template: str) -> Iterator[Objection | None]:
    """Whoever objected gets an answer of their own; other letters go to the case's own party."""
    if template != ANSWER:
        yield None
        return
    yield from Objection.objects.filter(
        publicity__case=case, answered_at__isnull=False, letters__isnull=True
    )


def _written(
    course: Course, row: StepTaken, template: str, objection: Objection | None, act: Act
) -> Letter:
    number, office = _next_number(act.recorded_at), writing_office()
    addressee = _name_of(objection.by_id) if objection else _applicant(course.case)
    matter = Matter(course, row, office, letter_number(number), addressee, objection)
    values = letter_values(template, matter)
    word = write_word(template, values, templates=settings.LETTERS_FOLDER)
    name = f"{matter.doc_no} {letter_source(template).title.zh}.docx"
    file = store_file(by=act.by, at=act.recorded_at, name=name, content=word)
    letter = Letter.objects.create(
        number=number,
        case=course.case,
        step=row,
        objection=objection,
        template=template,
        addressee=addressee,
        content=letter_content(course, row),
        file=file,
        digest=file.digest,
        written_at=act.recorded_at,
    )
    _record(letter, by=act.by)
    return letter


def _record(letter: Letter, *, by: Actor) -> None:
    payload = {"number": letter.number, "case": letter.case.number, "digest": letter.digest}
    record(by=by, at=letter.written_at, command="write_letter", target=letter, payload=payload)


def _next_number(at: datetime) -> str:
    word = writing_office().letter_word
    (number,) = take_numbers(open_series(LetterSeries, prefix=word, year=localtime(at).year), 1)
    return number


def _applicant(case: Case) -> str:
    return str(case.party) if case.party else _name_of(case.begun_by_id)


def _name_of(account_id: int | None) -> str:
    person = User.objects.filter(pk=account_id).first() if account_id else None
    return str(person) if person else "有关单位和个人"


def letter_content(course: Course, row: StepTaken) -> dict[str, Any]:
    """What the step said, in both languages, for pages."""
    case, procedure = course.case, course.procedure
    step = next(one for one in procedure.steps if one.event == row.event)
    ends = [one.on for one in deadlines(course.terms, course.informed()) if one.on]
    return {
        "number": case.number,
        "title": case.title,
        "party": str(case.party or ""),
        "round": case.round.title,
        "procedure": procedure.title._asdict(),
        "step": step.wording.public._asdict(),
        "state": procedure.states[case.state].wording.public._asdict(),
        "basis": [
            {"title": procedure.sources[b.source].title.zh, "article": b.article.zh}
            for b in step.basis
            if b.source in procedure.sources
        ],
        "reason": row.reason,
        "on": local_day(row.at).isoformat(),
        "deadline_on": min(ends).isoformat() if ends else "",
    }
