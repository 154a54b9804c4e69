"""What others saved meanwhile: merged and told, or in the way and shown beside one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, gettext

from kechuang.cases.filling import Theirs
from kechuang.cases.models import DraftVersion
from kechuang.cases.presenting.timeline import names_of
from kechuang.cases.refusals import DraftConflict
from kechuang.cases.selectors import Course


@dataclass(frozen=True, slots=True)
class Merged:
    """What somebody else saved meanwhile, which is kept beside what was typed here."""

    who: str
    fields: str
    at: datetime


def merged_from(
    request: HttpRequest, course: Course, versions: Sequence[DraftVersion]
) -> tuple[Merged, ...]:
    """What other people saved; one's own other window is no news."""
    foreign = [one for one in versions if one.by_id != request.actor.account_id]
    names = names_of({one.by_id for one in foreign if one.by_id})
    return tuple(
        Merged(names.get(one.by_id or 0, "—"), _labels(course, one.changes), one.at)
        for one in foreign
    )


def _labels(course: Course, changes: Mapping[str, Any]) -> str:
    language = get_language() or "zh-hans"
    labels = [course.procedure.fields[name].label.said_in(language) for name in changes]
    return gettext("、").join(labels)


def theirs_of(course: Course, conflict: DraftConflict) -> dict[str, Theirs]:
    versions = list(course.case.versions.order_by("-revision"))
    names = names_of({one.by_id for one in versions if one.by_id})
    found = {}
    for clash in conflict.clashes:
        last = next(one for one in versions if clash.field in one.changes)
        who = names.get(last.by_id or 0, "—")
        found[clash.field] = Theirs(clash.theirs, who, last.at, conflict.revision)
    return found
