"""Seal: canonical bytes and hash chains that show any later change."""

from kechuang.engines.seal.canonical import canonical_bytes, digest, exact_bytes
from kechuang.engines.seal.chain import GENESIS, Link, broken_links, link_hash, payload_leaf

__all__ = [
    "GENESIS",
    "Link",
    "broken_links",
    "canonical_bytes",
    "digest",
    "exact_bytes",
    "link_hash",
    "payload_leaf",
]
