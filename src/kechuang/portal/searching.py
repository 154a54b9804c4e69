"""Search over everything public: policies, outcomes, demands, organisations."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db.models import Count, Max

from kechuang.base.actors import ANONYMOUS
from kechuang.demands.selectors import visible_demands
from kechuang.engines.match import Document, Index, Query
from kechuang.outcomes.selectors import visible_outcomes
from kechuang.parties.models import Party
from kechuang.policies.models import PolicyClause
from kechuang.portal.public_records import Found, public_records

KINDS = ("policy", "outcome", "demand", "party")
DEEP = 200


def search_everything(text: str, *, kind: str = "", top: int = 50) -> list[Found]:
    """The best public records for ``text``; ``kind`` narrows to one of ``KINDS``."""
    if not text.strip():
        return []
    index, entries = _library(_stamp())
    hits = index.search(Query(id="search", title=text.strip()[:200]), top=DEEP)
    found = (entries[hit.document_id] for hit in hits)
    return [entry for entry in found if kind in ("", entry.kind)][:top]


@lru_cache(maxsize=1)
def _library(stamp: tuple[Any, ...]) -> tuple[Index, dict[str, Found]]:
    """The index over what is public now; built again when ``stamp`` changes."""
    records = {f"{place:08d}": record for place, record in enumerate(public_records())}
    documents = [
        Document(
            id=place,
            title=f"{record.found.title} {record.found.title_en}".strip(),
            text=record.text,
            keywords=record.keywords,
        )
        for place, record in records.items()
    ]
    return Index.build(documents), {place: record.found for place, record in records.items()}


def _stamp() -> tuple[Any, ...]:
    """What changes whenever a public record does."""
    figures = {"n": Count("pk"), "at": Max("updated_at")}
    stamps = (
        PolicyClause.objects.filter(document__is_listed=True).aggregate(
            n=Count("pk"), at=Max("document__updated_at")
        ),
        visible_outcomes(ANONYMOUS).aggregate(**figures),
        visible_demands(ANONYMOUS).aggregate(**figures),
        Party.objects.aggregate(**figures),
    )
    return tuple(value for stamp in stamps for value in stamp.values())
