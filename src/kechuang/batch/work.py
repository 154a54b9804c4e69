"""What a worker process computes: pure engine work on frozen inputs, no database."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from kechuang.batch.frozen import thaw
from kechuang.engines.match import Index
from kechuang.engines.rulebook import Answer, Cohorts, evaluate_many, gather_cohorts
from kechuang.engines.seal import exact_bytes

TOP = 10


class Slice(NamedTuple):
    """One part of a sweep: which frozen file, which day, what kind, which items."""

    inputs: str
    on: date
    kind: str
    first: int
    last: int


class Computed(NamedTuple):
    """The result lines of a slice (canonical bytes) and the digest over them."""

    lines: tuple[bytes, ...]
    digest: str


def compute(part: Slice) -> Computed:
    """Compute one slice; the same slice gives the same bytes in every process."""
    lines = tuple(_entitlement_lines(part) if part.kind == "entitlement" else _match_lines(part))
    return Computed(lines, hashlib.sha256(b"\n".join(lines)).hexdigest())


def _entitlement_lines(part: Slice) -> list[bytes]:
    inputs = thaw(part.inputs)
    sheets = inputs.sheets[part.first : part.last]
    cohorts = _cohorts(part.inputs, part.on)
    answers: list[Answer] = list(evaluate_many(inputs.packs, sheets, on=part.on, cohorts=cohorts))
    return [exact_bytes(answer.as_dict()) for answer in answers]


@lru_cache(maxsize=2)
def _cohorts(inputs: str, on: date) -> Cohorts:
    """Whom firms are ranked among: all of the frozen ones, whichever part is computed here."""
    frozen = thaw(inputs)
    return gather_cohorts(frozen.packs, frozen.sheets, on=on)


def _match_lines(part: Slice) -> list[bytes]:
    queries = thaw(part.inputs).queries[part.first : part.last]
    found = _index(part.inputs).search_many(queries, top=TOP)
    return [
        exact_bytes({"demand": demand, "hits": [hit.as_dict() for hit in hits]})
        for demand, hits in found
    ]


@lru_cache(maxsize=2)
def _index(inputs: str) -> Index:
    return Index.build(thaw(inputs).documents)
