"""The packs in force, ready to evaluate."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings

from kechuang.base.identifiers import is_region_under
from kechuang.engines.rulebook import Pack, load_pack
from kechuang.packs.catalogue import fact_catalogue
from kechuang.packs.models import PackVersion

WHOLE_COUNTRY = "100000"


def applies_here(region: str) -> bool:
    """Whether a policy of ``region`` covers the home region or a part of it."""
    home = settings.HOME_REGION
    return region == WHOLE_COUNTRY or is_region_under(home, region) or is_region_under(region, home)


def current_packs() -> tuple[Pack, ...]:
    """Every current pack, ordered by id."""
    versions = PackVersion.objects.filter(is_current=True).order_by("pack_id")
    return tuple(compiled(v.pack_id, v.digest, v.source) for v in versions)


def pack_of(digest: str) -> Pack:
    """The pack with this digest, current or past; raises ``PackVersion.DoesNotExist``."""
    version = PackVersion.objects.get(digest=digest)
    return compiled(version.pack_id, version.digest, version.source)


def packs_of(digests: Iterable[str]) -> tuple[Pack, ...]:
    """The packs with these digests, ordered by id; one query."""
    versions = PackVersion.objects.filter(digest__in=list(digests)).order_by("pack_id")
    return tuple(compiled(v.pack_id, v.digest, v.source) for v in versions)


@lru_cache(maxsize=256)
def compiled(pack_id: str, digest: str, source: str) -> Pack:
    """The pack parsed from its kept text; ``digest`` keeps the cache honest."""
    return load_pack(source, name=pack_id, catalogue=fact_catalogue())
