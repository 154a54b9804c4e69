"""Files in the fields of a form, and documents that steps want."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require
from kechuang.cases.access import can_see, roles_of
from kechuang.cases.models import Attachment, Case, CaseDocument
from kechuang.cases.refusals import NOT_SAVED
from kechuang.cases.selectors.courses import Course, course_of
from kechuang.cases.services.drafting import SAVE, refuse_closed_fields, write_version
from kechuang.cases.services.locking import locked_cases
from kechuang.engines.flow import Attachment as AttachedFile
from kechuang.engines.flow import Field, FieldType, situation_as_data, stored
from kechuang.files.models import StoredFile


@transaction.atomic
def attach_file(*, by: Actor, at: datetime, case: Case, field: str, file: StoredFile) -> Attachment:
    """Put a file that ``by`` uploaded (``files.services.store_file``) into a field of the draft.

    A field that takes several gets it as the next; another one is replaced.
    """
    row = locked_cases().get(pk=case.pk)
    require(can_see(by, row) and file.owner_id == by.account_id, SAVE)
    course = course_of(row, at)
    refuse_closed_fields(course, by, {field: file})
    asked = course.procedure.fields[field]
    _refuse_kind(asked, file)
    attachment = Attachment.objects.create(
        case=row, field=field, file=file, at=at, by_id=by.account_id
    )
    attached = stored(AttachedFile(file.digest, file.name, file.size))
    before = row.draft.get(field, [])
    value = [*before, attached] if asked.repeats else attached
    write_version(row, {field: value}, by=by, at=at)
    return attachment


@transaction.atomic
def attach_document(
    *, by: Actor, at: datetime, case: Case, document: str, file: StoredFile
) -> CaseDocument:
    """Put a document on file that a step from the present state wants of ``by``."""
    row = locked_cases().get(pk=case.pk)
    require(can_see(by, row) and file.owner_id == by.account_id, SAVE)
    course = course_of(row, at)
    _refuse_unwanted(course, by, document)
    paper = CaseDocument.objects.create(
        case=row, document=document, file=file, at=at, by_id=by.account_id
    )
    row.situation = situation_as_data(course.situation.with_documents(document))
    row.updated_at = at
    row.save(update_fields=["situation", "updated_at"])
    payload = {"number": row.number, "document": document, "digest": file.digest}
    record(by=by, at=at, command="attach_document", target=row, payload=payload)
    return paper


def _refuse_unwanted(course: Course, by: Actor, document: str) -> None:
    roles = roles_of(by, course.case)
    wanted = {
        name for step in course.steps if roles.intersection(step.who) for name in step.documents
    }
    if document not in wanted:
        named = sorted(course.procedure.documents[name].title.zh for name in wanted)
        raise invalid(
            NOT_SAVED,
            f"现在不需要您提交“{document}”",
            f"“{document}” is not wanted of you now",
            Text(
                f"现在可提交：{'、'.join(named) or '无'}",
                f"Wanted now: {', '.join(sorted(wanted)) or 'nothing'}",
            ),
        )


def _refuse_kind(field: Field, file: StoredFile) -> None:
    kinds = field.kinds if field.type is FieldType.ATTACHMENT else ("",)
    if kinds and file.name.rpartition(".")[2].lower() not in kinds:
        listed = "、".join(kinds)
        raise invalid(
            NOT_SAVED,
            f"“{field.label.zh}”不接受 {file.name}",
            f"“{field.label.en}” does not take {file.name}",
            Text(f"请上传 {listed} 文件", f"Upload one of {listed}"),
        )
