"""The documents of a case: on file, or wanted of the reader."""

from __future__ import annotations

from dataclasses import dataclass

from kechuang.cases.models import CaseDocument
from kechuang.cases.selectors import Course, Sight
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of document; ``files`` newest first: of several the last counts."""

    id: str
    title: Text
    files: tuple[CaseDocument, ...]
    is_wanted: bool


def papers_of(course: Course, roles: frozenset[str], sight: Sight) -> list[Paper]:
    """Documents on file that the reader may read, and those they are to hand in now."""
    wanted = {
        name for step in course.steps if roles.intersection(step.who) for name in step.documents
    }
    filed = list(course.case.documents.select_related("file").order_by("-pk"))
    papers = (
        Paper(
            id=name,
            title=document.title,
            files=tuple(one for one in filed if one.document == name and sight.sees(name)),
            is_wanted=name in wanted,
        )
        for name, document in course.procedure.documents.items()
    )
    return [paper for paper in papers if paper.files or paper.is_wanted]
