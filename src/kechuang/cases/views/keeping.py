"""Keeping what was typed: the draft, the files, and word of what others changed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from kechuang.base.clock import now
from kechuang.base.errors import NotAllowed, Refusal
from kechuang.cases import services
from kechuang.cases.filling import (
    SHOWN,
    FormCommand,
    Raw,
    Theirs,
    entries_of,
    keeping,
    read_command,
    read_entries,
    read_resolutions,
    recalled,
    remember_unread,
    settles,
    uploads_in,
    with_known_parties,
)
from kechuang.cases.models import Case
from kechuang.cases.refusals import DraftConflict
from kechuang.cases.selectors import Course, course_of, draft_at
from kechuang.cases.views.merging import Merged, merged_from, theirs_of
from kechuang.engines.flow import Form, Value, stored
from kechuang.files.services import store_file

Values = Mapping[str, Value | None]


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one saving. ``entries`` are shown again; ``revision`` goes with the next."""

    entries: dict[str, Raw]
    revision: int
    saved_at: datetime | None = None
    unread: Mapping[str, Raw] = field(default_factory=dict)
    merged: tuple[Merged, ...] = ()
    renewed: frozenset[str] = frozenset()
    theirs: Mapping[str, Theirs] = field(default_factory=dict)
    refusal: Refusal | None = None
    command: FormCommand | None = None


def opened(request: HttpRequest, course: Course) -> Kept:
    """What a page begins with: the draft, and what this person typed that could not be read."""
    case = course.case
    entries = entries_of(course.procedure, course.draft)
    unread = recalled(request.session, case.number, case.draft)
    latest = case.versions.order_by("-revision").first()
    saved_at = latest.at if latest else None
    return Kept(entries | unread, case.revision, saved_at=saved_at, unread=unread)


def keep(request: HttpRequest, course: Course, form: Form) -> Kept:
    """Keep the posted form as far as it can be read, then the files sent with it."""
    before = opened(request, course)
    typed = read_entries(form, request.POST, kept=before.entries)
    command = read_command(request.POST.get("do", ""))
    typed = command.applied(typed) if command else typed
    if "do" in request.POST:
        typed = with_known_parties(form, typed)
    inquiry = course.terms.inquiry(course.informed().values)
    shown = frozenset(request.POST.getlist(SHOWN))
    found = keeping(form, typed, shown, inquiry)
    sent = _revision(request, course.case)
    kept = replace(before, entries=typed, unread=found.unread, command=command, revision=sent)
    try:
        kept = _saved(request, course, kept, found.values)
        kept = _with_files(request, course, form, kept)
    except DraftConflict as conflict:
        return replace(kept, refusal=conflict, theirs=theirs_of(course, conflict))
    except NotAllowed:
        raise
    except Refusal as refusal:
        return replace(kept, refusal=refusal)
    remember_unread(request.session, course.case.number, found.unread, _draft(course.case))
    return kept


def _saved(request: HttpRequest, course: Course, kept: Kept, values: Values) -> Kept:
    """One saving; a second one where the choice between two editors was made in full view."""
    try:
        return _written(request, course, kept, values)
    except DraftConflict as conflict:
        made = read_resolutions(request.POST)
        fields = [clash.field for clash in conflict.clashes]
        if not settles(made, fields, conflict.revision):
            raise
        base = draft_at(course.case, kept.revision)
        given = {name for name in fields if not made[name].is_mine}
        mine = {
            name: value
            for name, value in values.items()
            if name not in given and (None if value is None else stored(value)) != base.get(name)
        }
        again = replace(kept, revision=conflict.revision)
        written = _written(request, course, again, mine)
        return _renewed(course, written, frozenset(fields), given)


def _written(request: HttpRequest, course: Course, kept: Kept, values: Values) -> Kept:
    at = now()
    version = services.save_draft(
        by=request.actor, at=at, case=course.case, revision=kept.revision, values=values
    )
    others = course.case.versions.filter(revision__gt=kept.revision)
    others = others.exclude(revision=version.revision) if version.at == at else others
    told = list(others.order_by("revision"))
    names = frozenset(name for one in told for name in one.changes)
    saved = replace(
        kept,
        revision=version.revision,
        saved_at=at,
        merged=merged_from(request, course, told),
    )
    return _renewed(course, saved, names, names) if names else saved


def _renewed(course: Course, kept: Kept, fields: frozenset[str], given: Any) -> Kept:
    """``fields`` are drawn anew, those ``given`` to the others with what stands there now."""
    stands = course_of(Case.objects.get(pk=course.case.pk), now()).draft
    current = entries_of(course.procedure, stands)
    entries = kept.entries | {name: current.get(name, "") for name in given}
    return replace(kept, entries=entries, renewed=kept.renewed | fields)


def _with_files(request: HttpRequest, course: Course, form: Form, kept: Kept) -> Kept:
    for upload in uploads_in(form, request.FILES):
        at = now()
        file = store_file(
            by=request.actor,
            at=at,
            name=upload.file.name or upload.field,
            content=upload.file.read(),
            party_id=course.case.party_id,
        )
        services.attach_file(
            by=request.actor, at=at, case=course.case, field=upload.field, file=file
        )
        kept = _renewed(course, kept, frozenset({upload.field}), {upload.field})
    case = Case.objects.get(pk=course.case.pk)
    return replace(kept, revision=case.revision) if kept.renewed else kept


def _revision(request: HttpRequest, case: Case) -> int:
    """The version the page began from; a page that does not say is taken to be the newest."""
    sent = request.POST.get("revision", "")
    return int(sent) if sent.isdecimal() and len(sent) < len("1000000000") else case.revision


def _draft(case: Case) -> dict[str, Any]:
    draft: dict[str, Any] = Case.objects.values_list("draft", flat=True).get(pk=case.pk)
    return draft
