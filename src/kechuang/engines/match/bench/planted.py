"""How many planted copies are found again, and how many look-alikes are taken for copies."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kechuang.engines.match.bench.copies import COPIES, Chance, chance_of
from kechuang.engines.match.bench.look_alikes import LOOK_ALIKES
from kechuang.engines.match.duplicates import Limits, duplicates_of
from kechuang.engines.match.index import Index
from kechuang.engines.match.records import Document

LEAST_LETTERS = 60
Change = Callable[[Document, Chance], Document | None]


class Found(NamedTuple):
    """Of ``asked`` texts of one kind: for ``own`` the original was named, ``others`` counts
    different documents named beside it."""

    kind: str
    asked: int
    own: int
    others: int


class Outcome(NamedTuple):
    """``recall`` over all copies; ``precision`` over all that was named, look-alikes included."""

    rows: tuple[Found, ...]
    recall: float
    precision: float


def distinct(documents: Iterable[Document]) -> list[Document]:
    """Documents long enough to be copied, without those whose title or text stands twice."""
    seen, kept = set[str](), []
    for document in documents:
        said = {document.title, document.text}
        if len(document.text) >= LEAST_LETTERS and not said & seen:
            kept.append(document)
            seen |= said
    return kept


def is_held_out(document: Document) -> bool:
    """Half of all documents, by their ids; the limits were chosen on the other half."""
    return hashlib.sha256(document.id.encode()).digest()[0] % 2 == 1


def sampled(documents: Sequence[Document], count: int, *, seed: int) -> list[Document]:
    """At most ``count`` of them, the same for the same seed."""
    return chance_of(seed).sample(documents, min(count, len(documents)))


def measure(
    documents: Mapping[str, Document], asked: Iterable[Document], limits: Limits, *, seed: int
) -> Outcome:
    """Plant every kind for each of ``asked`` and look among all ``documents``."""
    index, originals = Index.build(documents.values()), list(asked)
    copies, alike = (
        [_found(kind, change, originals, index, documents, limits, seed) for kind, change in kinds]
        for kinds in (COPIES.items(), LOOK_ALIKES.items())
    )
    right = sum(row.own for row in copies)
    wrong = sum(row.others for row in copies) + sum(row.own + row.others for row in alike)
    return Outcome(
        (*copies, *alike), right / sum(row.asked for row in copies), right / max(right + wrong, 1)
    )


def _found(
    kind: str,
    change: Change,
    originals: Iterable[Document],
    index: Index,
    documents: Mapping[str, Document],
    limits: Limits,
    seed: int,
) -> Found:
    asked = own = others = 0
    for original, planted in _planted(change, originals, f"{seed} {kind}"):
        named = {
            name
            for duplicate in duplicates_of(planted, index, documents, limits=limits)
            for name in duplicate.pair
        } - {planted.id}
        asked, own = asked + 1, own + (original.id in named)
        others += len(named - {original.id})
    return Found(kind, asked, own, others)


def _planted(
    change: Change, originals: Iterable[Document], seed: str
) -> Iterator[tuple[Document, Document]]:
    chance = chance_of(seed)
    for original in originals:
        if planted := change(original, chance):
            yield original, planted
