"""Merkle trees as in RFC 6962: one root for many hashes, and the short proof that one is in it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

LEAF, NODE = b"\x00", b"\x01"
EMPTY_ROOT = hashlib.sha256(b"").hexdigest()


def merkle_root(hashes: Sequence[str]) -> str:
    """The root (hex) over ``hashes`` (hex), in their order."""
    level = _leaves(hashes)
    while len(level) > 1:
        level = _parents(level)
    return level[0].hex() if level else EMPTY_ROOT


def inclusion_path(hashes: Sequence[str], place: int) -> list[list[str]]:
    """``[side, hash]`` from the leaf at ``place`` up to the root: on which side stands what."""
    level, path = _leaves(hashes), []
    while len(level) > 1:
        beside = place ^ 1
        if beside < len(level):
            path.append(["left" if beside < place else "right", level[beside].hex()])
        level, place = _parents(level), place // 2
    return path


def _leaves(hashes: Sequence[str]) -> list[bytes]:
    return [hashlib.sha256(LEAF + bytes.fromhex(each)).digest() for each in hashes]


def _parents(level: Sequence[bytes]) -> list[bytes]:
    """Neighbours joined two by two; an odd one out goes up as it is."""
    paired = [
        hashlib.sha256(NODE + left + right).digest()
        for left, right in zip(level[::2], level[1::2], strict=False)
    ]
    return [*paired, *level[len(paired) * 2 :]]
