"""Looking for duplicates: the index names who comes near, then each pair is judged."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from kechuang.engines.match.duplicates.judging import Likeness, Limits, compare
from kechuang.engines.match.duplicates.profile import read_profile
from kechuang.engines.match.index import Index
from kechuang.engines.match.records import Document, Query

NEAREST = 6


class Pair(NamedTuple):
    """Two ids, the smaller first, so that a pair has one name."""

    first: str
    second: str

    @classmethod
    def of(cls, one: str, other: str) -> Pair:
        return cls(*sorted((one, other)))


class Duplicate(NamedTuple):
    """A pair that a person should look at, and why."""

    pair: Pair
    likeness: Likeness


def duplicates_of(
    document: Document,
    index: Index,
    documents: Mapping[str, Document],
    *,
    decided: Collection[Pair] = frozenset(),
    limits: Limits = Limits(),  # noqa: B008
) -> Iterator[Duplicate]:
    """Documents of ``index`` that say what ``document`` says, nearest first, never itself.

    A pair in ``decided``, as the same or as different, is never asked about again.
    """
    profile = read_profile(document, index.rarity)
    query = Query(document.id, document.title, document.text, document.keywords)
    for near, _ in index.rank(query, top=NEAREST):
        pair = Pair.of(document.id, near)
        if near == document.id or pair in decided:
            continue
        likeness = compare(profile, read_profile(documents[near], index.rarity))
        if likeness.is_same(limits):
            yield Duplicate(pair, likeness)
