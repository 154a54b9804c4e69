"""What a need may repeat, with reasons: items on the list, other needs, projects, outcomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kechuang.engines.match import Document, Hit, Index, Query
from kechuang.ledger.models import Grant
from kechuang.outcomes.models import Outcome
from kechuang.outcomes.selectors import match_documents
from kechuang.programmes.models import ListedItem, Need
from kechuang.programmes.selectors.contents import NeedContent, handed_in, need_content
from kechuang.programmes.selectors.rounds import measures_of
from kechuang.programmes.states import BEING_EXAMINED, FAILED, DuplicateKind


@dataclass(frozen=True)
class Candidate:
    """``reference`` is the number by which the other one is known."""

    kind: DuplicateKind
    reference: str
    title: str
    hit: Hit


@dataclass(frozen=True)
class Searched:
    """The candidates by kind, best first, and how many records of each kind were looked through."""

    candidates: tuple[Candidate, ...]
    counts: dict[str, int]


def possible_duplicates(need: Need, *, on: date) -> Searched:
    """The most alike of each kind that hold enough of the need's own title."""
    query = _query(need, need_content(handed_in(need.case)))
    found: list[Candidate] = []
    counts: dict[str, int] = {}
    for kind, documents in _documents(need, on):
        titles = {document.id: document.title for document in documents}
        counts[kind] = len(titles)
        found += [
            Candidate(kind, hit.document_id, titles[hit.document_id], hit)
            for hit in _hits(need, query, documents)
        ]
    return Searched(tuple(_known_by_number(found)), counts)


def _hits(need: Need, query: Query, documents: list[Document]) -> list[Hit]:
    measures = measures_of(need.programme)
    if not documents:
        return []
    hits = Index.build(documents).search(query, top=measures.most_shown)
    return [hit for hit in hits if hit.share_bp >= measures.least_share_bp]


def _documents(need: Need, on: date) -> Iterator[tuple[DuplicateKind, list[Document]]]:
    yield DuplicateKind.LISTED_ITEM, list(_items(need))
    yield DuplicateKind.FILED_NEED, list(_needs(need))
    yield DuplicateKind.RUNNING_PROJECT, list(_projects(on))
    yield DuplicateKind.OUTCOME, list(match_documents())


def _items(need: Need) -> Iterator[Document]:
    """Items that are or were on the list, and did not fail."""
    items = ListedItem.objects.exclude(need=need).exclude(need__case__state__in=FAILED)
    for item in items.select_related("need__case__round__version").order_by("pk"):
        content = need_content(handed_in(item.case))
        yield Document(item.number, content.topic, _text(content))


def _needs(need: Need) -> Iterator[Document]:
    """Other needs that wait for the list, whoever posed them in whichever round."""
    others = Need.objects.exclude(pk=need.pk).filter(case__state__in=BEING_EXAMINED)
    others = others.filter(item__isnull=True)
    for one in others.select_related("case__round__version").order_by("pk"):
        content = need_content(handed_in(one.case))
        yield Document(one.case.number, content.topic, _text(content))


def _projects(on: date) -> Iterator[Document]:
    """Projects that public money supports on ``on``."""
    grants = Grant.objects.filter(cancelled_at__isnull=True, period_to__gte=on).order_by("pk")
    for number, title, ground in grants.values_list("number", "title", "ground"):
        yield Document(number, title, ground)


def _query(need: Need, content: NeedContent) -> Query:
    attributes = {"budget_fen": content.budget_fen}
    return Query(str(need.pk), content.topic, _text(content), attributes=attributes)


def _text(content: NeedContent) -> str:
    return "\n".join(f"{target.indicator} {target.wanted}" for target in content.targets)


def _known_by_number(found: list[Candidate]) -> Iterator[Candidate]:
    """Outcomes are searched by key and known by number."""
    keys = [one.reference for one in found if one.kind is DuplicateKind.OUTCOME]
    numbers = {
        str(pk): number
        for pk, number in Outcome.objects.filter(pk__in=keys).values_list("pk", "number")
    }
    for one in found:
        is_outcome = one.kind is DuplicateKind.OUTCOME
        yield Candidate(one.kind, numbers[one.reference], one.title, one.hit) if is_outcome else one
