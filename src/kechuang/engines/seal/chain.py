"""A hash chain over events; each payload is a salted leaf, so it can be erased and still verify."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kechuang.engines.seal.canonical import canonical_bytes

GENESIS = "0" * 64
LEAF, NODE = b"\x00", b"\x01"


@dataclass(frozen=True)
class Link:
    """One event of the chain: ``head`` is hashed openly, ``payload`` through its salted leaf."""

    sequence: int
    previous: str
    head: dict[str, Any]
    leaf: str
    own_hash: str

    def recomputed(self) -> str:
        """What ``own_hash`` has to be."""
        return link_hash(
            sequence=self.sequence, previous=self.previous, head=self.head, leaf=self.leaf
        )


def payload_leaf(salt: str, payload: Any) -> str:
    """SHA-256 of 0x00, salt and canonical payload (domain separation as in RFC 6962)."""
    return hashlib.sha256(LEAF + bytes.fromhex(salt) + canonical_bytes(payload)).hexdigest()


def link_hash(*, sequence: int, previous: str, head: dict[str, Any], leaf: str) -> str:
    """SHA-256 of 0x01 and everything that gives the event its meaning."""
    body = {"sequence": sequence, "previous": previous, "head": head, "leaf": leaf}
    return hashlib.sha256(NODE + canonical_bytes(body)).hexdigest()


def broken_links(links: Iterable[Link]) -> Iterator[tuple[int, str]]:
    """Each ``(sequence, reason)`` at which the chain does not hold; none when it is whole."""
    previous, expected = GENESIS, 1
    for link in links:
        if link.sequence != expected:
            yield link.sequence, f"expected sequence {expected}"
        if link.previous != previous:
            yield link.sequence, "does not continue the previous event"
        if link.own_hash != link.recomputed():
            yield link.sequence, "content differs from its hash"
        previous, expected = link.own_hash, link.sequence + 1
