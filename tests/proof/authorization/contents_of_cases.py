"""What a person fills into the forms of cases: those of the small permit office."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from kechuang.cases.models import Case
from tests.api.audiences import Record
from tests.api.visits import REASON
from tests.journeys.small_region import Region
from tests.rooms.cases.pages.desk import PDF

Content = dict[str, Any]


def _typed(region: Region, record: Record) -> Content:
    """One field of the form, as the page of the newest version sends it."""
    revision = Case.objects.values_list("revision", flat=True).get(number=record.ids["number"])
    return {"field.topic": "低温阀门", "shown": ["topic"], "do": "save", "revision": str(revision)}


def _autosaved(region: Region, record: Record) -> Content:
    content = _typed(region, record)
    del content["do"]
    return content


def _begun(region: Region, record: Record) -> Content:
    return {"party": str(region.mine.pk), "title": "新事项"}


def _pdf(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF)


CASE_STATIC: dict[str, Content] = {
    "cases:answer_objection": {"is_upheld": "no", "answer": "经核查不成立"},
    "cases:round": {"clock": "deciding", "days": "3", "why": "系统升级"},
    "cases:seal": {},
    "cases:step": REASON,
}
CASE_FILLED = {
    "cases:attach_document": lambda region, record: {"file": _pdf("promise.pdf")},
    "cases:autosave": _autosaved,
    "cases:begin": _begun,
    "cases:fill": _typed,
    "cases:object": lambda region, record: {"text": "业绩不实", "evidence": _pdf("e.pdf")},
}
