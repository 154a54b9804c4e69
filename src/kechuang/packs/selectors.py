"""The packs in force, ready to evaluate."""

from __future__ import annotations

from functools import lru_cache

from kechuang.engines.rulebook import Pack, load_pack
from kechuang.packs.catalogue import fact_catalogue
from kechuang.packs.models import PackVersion


def current_packs() -> tuple[Pack, ...]:
    """Every current pack, ordered by id."""
    versions = PackVersion.objects.filter(is_current=True).order_by("pack_id")
    return tuple(compiled(v.pack_id, v.digest, v.source) for v in versions)


def pack_of(digest: str) -> Pack:
    """The pack with this digest, current or past; raises ``PackVersion.DoesNotExist``."""
    version = PackVersion.objects.get(digest=digest)
    return compiled(version.pack_id, version.digest, version.source)


@lru_cache(maxsize=256)
def compiled(pack_id: str, digest: str, source: str) -> Pack:
    """The pack parsed from its kept text; ``digest`` keeps the cache honest."""
    return load_pack(source, name=pack_id, catalogue=fact_catalogue())
