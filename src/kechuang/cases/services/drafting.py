"""Saving drafts: nothing that anybody typed is lost, and nothing is overwritten unseen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import RELOAD, InvalidInput, Text, invalid, require
from kechuang.cases.access import can_see, roles_of
from kechuang.cases.models import Attachment, Case, DraftVersion
from kechuang.cases.refusals import (
    CHECK_FIELDS,
    NOT_SAVED,
    Clash,
    DraftConflict,
    FormRefused,
    joined,
)
from kechuang.cases.selectors.courses import Course, course_of
from kechuang.cases.selectors.drafts import applied, draft_at, said
from kechuang.cases.selectors.offers import fields_open_to
from kechuang.cases.services.locking import locked_cases
from kechuang.engines.flow import Attachment as AttachedFile
from kechuang.engines.flow import FieldProblem, FieldType, Value, stored, unfit

EMPTY: tuple[object, ...] = ("", ())
SAVE = Text("修改草稿", "change the draft")


@transaction.atomic
def save_draft(
    *,
    by: Actor,
    at: datetime,
    case: Case,
    revision: int,
    values: Mapping[str, Value | None],
) -> DraftVersion:
    """Keep ``values`` (None empties a field); fields that are not named stay as they are.

    ``revision`` is the one the editor began from. What others changed since is kept too;
    ``DraftConflict`` (409), with both values, where they changed the same field to another value.
    Saving what stands there already gives the version there is.
    """
    row = locked_cases().get(pk=case.pk)
    require(can_see(by, row), SAVE)
    course = course_of(row, at)
    refuse_closed_fields(course, by, values)
    refuse_unfit(course, values)
    changes = _merged(course, revision, as_stored(values))
    latest = row.versions.order_by("-revision").first()
    if not changes and latest is not None:
        return latest
    return write_version(row, changes, by=by, at=at)


def as_stored(values: Mapping[str, Value | None]) -> dict[str, Any]:
    """Values as a draft keeps them; nothing typed is no value."""
    return {
        name: None if value is None or value in EMPTY else stored(value)
        for name, value in values.items()
    }


def write_version(case: Case, changes: dict[str, Any], *, by: Actor, at: datetime) -> DraftVersion:
    """``append_version`` with its audit event, which tells names and never values."""
    version = append_version(case, changes, by=by, at=at)
    payload = {"number": case.number, "revision": case.revision, "fields": sorted(changes)}
    record(by=by, at=at, command="save_draft", target=case, payload=payload)
    return version


def append_version(case: Case, changes: dict[str, Any], *, by: Actor, at: datetime) -> DraftVersion:
    """The next version of a locked case's draft."""
    case.draft = applied(case.draft, changes)
    case.revision += 1
    case.updated_at = at
    case.save(update_fields=["draft", "revision", "updated_at"])
    return DraftVersion.objects.create(
        case=case, revision=case.revision, changes=changes, at=at, by_id=by.account_id
    )


def refuse_closed_fields(course: Course, by: Actor, values: Mapping[str, object]) -> None:
    """Only fields of forms that ``by`` may hand in from the present state."""
    closed = sorted(set(values) - fields_open_to(course, roles_of(by, course.case)))
    if closed:
        raise invalid(
            NOT_SAVED,
            f"这些栏目现在不由您填写：{'、'.join(closed)}",
            f"these fields are not yours to fill in now: {', '.join(closed)}",
            RELOAD,
        )


def refuse_unfit(course: Course, values: Mapping[str, Value | None]) -> None:
    """Every value must be of its field's type, and every file one that was attached here."""
    problems = []
    for name, value in values.items():
        field = course.procedure.fields.get(name)
        if field is None or name in course.procedure.facts or name in course.procedure.options:
            problems.append(FieldProblem(name, Text("表单没有此项", "the form has no such field")))
        elif value is not None and (why := unfit(field, value)):
            problems.append(FieldProblem(name, why))
        elif field.type is FieldType.ATTACHMENT and not _are_attached(course.case, name, value):
            why = Text("文件没有上传到这一栏", "the file was not uploaded to this field")
            problems.append(FieldProblem(name, why))
    refuse_problems(course, problems, NOT_SAVED)


def refuse_problems(course: Course, problems: list[FieldProblem], what: Text) -> None:
    if problems:
        raise FormRefused(what, problems, joined([_of_field(course, one) for one in problems]))


def _of_field(course: Course, problem: FieldProblem) -> Text:
    field = course.procedure.fields.get(problem.field)
    label = field.label if field else Text(problem.field, problem.field)
    row = Text(f"第{problem.row}行", f" row {problem.row}") if problem.row else Text("", "")
    return Text(f"{label.zh}{row.zh}：{problem.why.zh}", f"{label.en}{row.en}: {problem.why.en}")


def _are_attached(case: Case, name: str, value: Value | None) -> bool:
    files = value if isinstance(value, tuple) and not isinstance(value, AttachedFile) else (value,)
    wanted = {file.digest for file in files if isinstance(file, AttachedFile)}
    attached = Attachment.objects.filter(case=case, field=name, file__digest__in=wanted)
    return wanted <= set(attached.values_list("file__digest", flat=True))


def _merged(course: Course, revision: int, wanted: dict[str, Any]) -> dict[str, Any]:
    """The changes to write; raises DraftConflict where another editor changed the same field."""
    case = course.case
    if not 0 <= revision <= case.revision:
        raise _unknown_revision(revision, case.revision)
    base = draft_at(case, revision) if revision < case.revision else case.draft
    mine = {name: value for name, value in wanted.items() if value != base.get(name)}
    clashes = [
        _clash(course, name, value)
        for name, value in mine.items()
        if case.draft.get(name) not in (base.get(name), value)
    ]
    if clashes:
        raise DraftConflict(clashes, case.revision)
    return {name: value for name, value in mine.items() if value != case.draft.get(name)}


def _clash(course: Course, name: str, value: Any) -> Clash:
    procedure = course.procedure
    theirs = said(procedure, name, course.case.draft.get(name))
    return Clash(name, procedure.fields[name].label, said(procedure, name, value), theirs)


def _unknown_revision(revision: int, latest: int) -> InvalidInput:
    return invalid(
        NOT_SAVED,
        f"没有第{revision}版，最新为第{latest}版",
        f"there is no version {revision}; the latest is {latest}",
        CHECK_FIELDS,
    )
