"""One timeline of a case: everything that happened, in the words the reader may read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kechuang.base.letters import letter_source
from kechuang.cases.models import Case, StepTaken
from kechuang.cases.selectors.reading import Reading
from kechuang.cases.selectors.terms import procedure_of
from kechuang.cases.states import NoticeKind
from kechuang.engines.flow import CLOCK, Procedure, Step
from kechuang.engines.wording import Text

NOTHING = Text("", "")


class EntryKind(StrEnum):
    STEP = "step"
    APPROVAL = "approval"
    DRAFT = "draft"
    DOCUMENT = "document"
    SEAL = "seal"
    LETTER = "letter"
    PUBLICITY = "publicity"
    OBJECTION = "objection"
    ANSWER = "answer"
    NOTICE = "notice"
    EXTENSION = "extension"


@dataclass(frozen=True)
class Entry:
    """One thing that happened. ``said`` is in the reader's wording; ``detail`` is a reason, an
    answer or a number; ``persons`` are account ids, told to the authority and auditors only."""

    at: datetime
    kind: EntryKind
    said: Text
    detail: Text = NOTHING
    roles: tuple[Text, ...] = ()
    persons: tuple[int, ...] = ()
    key: int = 0


def timeline_for(case: Case, reading: Reading) -> tuple[Entry, ...]:
    """Everything that happened to a case that the reader may see, the oldest first."""
    entries = [
        *_steps(case, reading),
        *_drafts(case),
        *_papers(case, reading),
        *_seals_and_letters(case),
        *_publicities(case, reading),
        *_notices(case, reading),
        *_extensions(case),
    ]
    return tuple(sorted(entries, key=lambda entry: (entry.at, entry.kind, entry.key)))


def public_timeline(case: Case) -> tuple[Entry, ...]:
    """What everybody reads of a published case: its steps in public wording, without names,
    roles or reasons; nothing of a case that was never published."""
    if case.published_at is None:
        return ()
    procedure = procedure_of(case.round.version)
    steps = case.steps.filter(waiting_for=0)
    return tuple(
        Entry(row.at, EntryKind.STEP, _step(procedure, row).wording.public, key=row.position)
        for row in steps
    )


def _steps(case: Case, reading: Reading) -> Iterator[Entry]:
    for row in case.steps.all():
        step = _step(reading.procedure, row)
        is_own = reading.is_staff or not reading.roles.isdisjoint(step.who)
        yield Entry(
            row.at,
            EntryKind.APPROVAL if row.waiting_for else EntryKind.STEP,
            step.wording.staff if is_own else step.wording.public,
            Text(row.reason, row.reason),
            tuple(reading.procedure.roles[role] for role in row.roles if role != CLOCK),
            tuple(int(person) for person in row.persons) if reading.names(row) else (),
            row.position,
        )


def _step(procedure: Procedure, row: StepTaken) -> Step:
    return next(
        step
        for step in procedure.steps_from(row.origin)
        if step.event == row.event and (row.waiting_for or step.target == row.target)
    )


def _drafts(case: Case) -> Iterator[Entry]:
    for version in case.versions.all():
        said = Text(
            f"保存草稿（第{version.revision}版）", f"Draft saved (version {version.revision})"
        )
        yield Entry(version.at, EntryKind.DRAFT, said, key=version.revision)


def _papers(case: Case, reading: Reading) -> Iterator[Entry]:
    for paper in case.documents.select_related("file"):
        title = reading.procedure.documents[paper.document].title
        is_seen = reading.sight.sees(paper.document)
        name = Text(paper.file.name, paper.file.name) if is_seen else NOTHING
        yield Entry(paper.at, EntryKind.DOCUMENT, title, name, key=paper.pk)


def _seals_and_letters(case: Case) -> Iterator[Entry]:
    for seal in case.seals.all():
        number = Text(seal.number, seal.number)
        yield Entry(seal.received_at, EntryKind.SEAL, _SEALED, number, key=seal.pk)
    for letter in case.letters.all():
        title = letter_source(letter.template).title
        detail = Text(f"{title.zh} {letter.doc_no}", f"{title.en} {letter.doc_no}")
        yield Entry(letter.written_at, EntryKind.LETTER, _LETTER, detail, key=letter.pk)


def _publicities(case: Case, reading: Reading) -> Iterator[Entry]:
    for publicity in case.publicities.prefetch_related("objections"):
        yield Entry(publicity.started_at, EntryKind.PUBLICITY, _PUBLICITY, key=publicity.pk)
        for objection in publicity.objections.all():
            text, answered = (objection.text, objection.answer) if reading.is_staff else ("", "")
            said = Text(text, text)
            yield Entry(
                objection.lodged_at, EntryKind.OBJECTION, _OBJECTION, said, key=objection.pk
            )
            if objection.answered_at:
                answer = Text(answered, answered)
                outcome = _UPHELD if objection.is_upheld else _REJECTED
                yield Entry(
                    objection.answered_at, EntryKind.ANSWER, outcome, answer, key=objection.pk
                )


def _notices(case: Case, reading: Reading) -> Iterator[Entry]:
    """Reminders to those they are meant for; escalations and trouble to the authority."""
    for notice in case.notices.all():
        if reading.is_staff or not reading.roles.isdisjoint(notice.roles):
            label = NoticeKind(notice.kind)
            said = _NOTICES[label]
            detail = Text(notice.why, notice.why_en)
            if label is NoticeKind.REMINDER:
                days = notice.days_left
                detail = Text(f"还有{days}个工作日", f"{days} working days left")
            yield Entry(notice.at, EntryKind.NOTICE, said, detail, key=notice.pk)


def _extensions(case: Case) -> Iterator[Entry]:
    """Those granted while the case was under way."""
    for extension in case.round.extensions.filter(at__gte=case.begun_at):
        why = Text(extension.why, extension.why)
        yield Entry(extension.at, EntryKind.EXTENSION, _EXTENDED, why, key=extension.pk)


_SEALED = Text("封存，出具回执", "Sealed, receipt given")
_LETTER = Text("生成文书", "Letter written")
_PUBLICITY = Text("开始公示", "Publicity begins")
_OBJECTION = Text("收到异议", "Objection received")
_UPHELD = Text("异议成立", "Objection upheld")
_REJECTED = Text("异议不成立", "Objection rejected")
_EXTENDED = Text("统一延期", "Extended for all")
_NOTICES = {
    NoticeKind.REMINDER: Text("到期提醒", "Reminder of the deadline"),
    NoticeKind.ESCALATION: Text("逾期督办", "Overdue, escalated"),
    NoticeKind.UNKNOWN: Text("期限无法计算", "The deadline cannot be told"),
    NoticeKind.STUCK: Text("到期未能办理", "The end of the clock could not take its step"),
}
