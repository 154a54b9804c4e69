"""The negative list that a contract was signed on."""

from __future__ import annotations

from functools import lru_cache

from kechuang.engines.lumpsum import NegativeList, load_list
from kechuang.programmes.models.execution import Contract, NegativeListVersion


def list_of(contract: Contract) -> NegativeList:
    version = contract.item.negative_list
    return _loaded(version.digest)


@lru_cache(maxsize=32)
def _loaded(digest: str) -> NegativeList:
    """By digest, for a version never changes; its proofs held when it was entered."""
    source = NegativeListVersion.objects.values_list("source", flat=True).get(digest=digest)
    return load_list(source, name=digest[:12], proofs=())
