"""What a frozen list is: the canonical content under its digest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kechuang.engines.seal import digest
from kechuang.offers.models import OfferList

Steps = list[list[str]]


@dataclass(frozen=True)
class Row:
    """One firm on a list: the answer it rests on, its three amounts in fen, what was cut, why."""

    entitlement_id: int
    party_id: int
    asked_fen: int
    settled_fen: int
    amount_fen: int
    steps: Steps


@dataclass(frozen=True)
class Head:
    """What a list is about."""

    run_id: int
    pack_id: str
    pack_digest: str
    clause_id: str
    year: int
    line_id: int
    when_short: str
    left_fen: int


def digest_of(head: Head, rows: Iterable[Row], apart: Mapping[str, int]) -> str:
    """SHA-256 over the head, every row in order and the counts of those left out."""
    content: dict[str, Any] = {
        "head": vars(head),
        "rows": [vars(row) for row in rows],
        "apart": dict(apart),
    }
    return digest(content)


def content_digest(offer_list: OfferList) -> str:
    """The digest of a list as its records have it now."""
    head = Head(**{name: getattr(offer_list, name) for name in Head.__dataclass_fields__})
    names = tuple(Row.__dataclass_fields__)
    rows = [Row(*values) for values in offer_list.offers.values_list(*names)]
    return digest_of(head, rows, offer_list.apart)
