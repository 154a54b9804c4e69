"""Drafts: any version of them, what changed between two, and the canonical one that is sealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kechuang.base.actors import Actor
from kechuang.cases.access import roles_of
from kechuang.cases.models import Case, DraftVersion
from kechuang.cases.selectors.courses import Course
from kechuang.cases.selectors.offers import is_sealing
from kechuang.cases.selectors.terms import procedure_of, terms_of
from kechuang.engines.flow import CLOCK, Procedure, Step, Terms, Value, restored, shown
from kechuang.engines.seal import digest
from kechuang.engines.wording import Text

Stored = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """A field that differs between two versions; an empty text where it had no value."""

    field: str
    label: Text
    before: Text
    after: Text


def draft_at(case: Case, revision: int) -> Stored:
    """The draft as it stood at ``revision``."""
    draft: Stored = {}
    versions = DraftVersion.objects.filter(case=case, revision__lte=revision).order_by("revision")
    for changes in versions.values_list("changes", flat=True):
        draft = applied(draft, changes)
    return draft


def applied(draft: Mapping[str, Any], changes: Mapping[str, Any]) -> Stored:
    """``draft`` with ``changes``; None empties a field."""
    return {name: value for name, value in {**draft, **changes}.items() if value is not None}


def changes_between(case: Case, earlier: int, later: int) -> tuple[Change, ...]:
    """Every field that differs between two revisions of the draft, in words."""
    before, after = draft_at(case, earlier), draft_at(case, later)
    procedure = procedure_of(case.round.version)
    return tuple(
        Change(
            name,
            procedure.fields[name].label,
            said(procedure, name, before.get(name)),
            said(procedure, name, after.get(name)),
        )
        for name in procedure.fields
        if before.get(name) != after.get(name)
    )


def said(procedure: Procedure, name: str, value: Any) -> Text:
    """A stored value in words; rows of a table each by their cells."""
    if value is None:
        return Text("", "")
    field = procedure.fields[name]
    if not field.columns:
        return shown(field, restored(field, value))
    rows = value if isinstance(value, list) else [value]
    lines = [
        [shown(one, restored(one, row[one.id])) for one in field.columns if one.id in row]
        for row in rows
    ]
    return Text(
        "；".join("、".join(cell.zh for cell in line) for line in lines),
        "; ".join(", ".join(cell.en for cell in line) for line in lines),
    )


def sealing_step(course: Course, actor: Actor, event: str = "") -> Step | None:
    """The one step by which ``actor`` hands in a form from the present state.

    A step that gives a receipt goes before others; None when there is none, or several.
    """
    roles = roles_of(actor, course.case) - {CLOCK}
    steps = [step for step in course.steps if step.form and roles.intersection(step.who)]
    steps = [step for step in steps if not event or step.event == event]
    steps = [step for step in steps if is_sealing(step)] or steps
    return steps[0] if len({step.event for step in steps}) == 1 else None


def canonical_draft(case: Case, form: str, draft: Mapping[str, Any] | None = None) -> Stored:
    """What is sealed: the fields of ``form`` that are asked, the files by their digests, and where.

    A field that the other answers rule out is left out; facts, which change by themselves, have
    no say in it.
    """
    terms = terms_of(case.round)
    typed = case.draft if draft is None else draft
    papers = case.documents.order_by("pk").values_list("document", "file__digest")
    return {
        "case": case.number,
        "procedure": terms.procedure.digest,
        "form": form,
        "values": {name: typed[name] for name in _asked(terms, form, typed) if name in typed},
        "documents": dict(papers),
    }


def _asked(terms: Terms, form: str, typed: Mapping[str, Any]) -> Iterator[str]:
    values: dict[str, Value] = {}
    for part in terms.procedure.forms[form].fields:
        if terms.inquiry(values).judge_named(part.asked_if).truth is not False:
            yield part.id
            if part.id in typed:
                values[part.id] = restored(part, typed[part.id])


def draft_digest(case: Case, form: str) -> str:
    """SHA-256 (hex) of the canonical draft: what the applicant's page shows and sends back."""
    return digest(canonical_draft(case, form))


def revision_of_digest(case: Case, form: str, sought: str) -> int | None:
    """The latest revision whose canonical draft has this digest, with the documents of now."""
    found = 0 if digest(canonical_draft(case, form, {})) == sought else None
    draft: Stored = {}
    for revision, changes in case.versions.order_by("revision").values_list("revision", "changes"):
        draft = applied(draft, changes)
        if digest(canonical_draft(case, form, draft)) == sought:
            found = revision
    return found


def last_change(case: Case) -> tuple[datetime, int | None] | None:
    """When the draft was last saved, and by whose account."""
    latest = case.versions.order_by("-revision").first()
    return (latest.at, latest.by_id) if latest else None
