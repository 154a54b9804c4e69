"""An earlier version of a policy, beside the one in force."""

from __future__ import annotations

from kechuang.engines.rulebook import load_pack
from kechuang.packs.catalogue import fact_catalogue
from kechuang.packs.models import PackVersion
from tests.base.registry.cast import AT


def current_version(pack_id: str) -> PackVersion:
    return PackVersion.objects.get(pack_id=pack_id, is_current=True)


def earlier_version(
    pack_id: str, there: str = "cap: 20万元", instead: str = "cap: 10万元"
) -> PackVersion:
    """The current version with ``instead`` in the place of ``there``, loaded years before."""
    source = current_version(pack_id).source.replace(there, instead)
    read = load_pack(source, name=pack_id, catalogue=fact_catalogue())
    assert read.digest != current_version(pack_id).digest
    told = {"pack_id": pack_id, "title": read.title.zh, "title_en": read.title.en,
            "source": source, "loaded_at": AT.replace(year=2020), "is_current": False}  # fmt: skip
    return PackVersion.objects.get_or_create(digest=read.digest, defaults=told)[0]
