"""Loading packs from the folder."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require
from kechuang.base.roles import Role
from kechuang.base.turns import take_turn
from kechuang.engines.rulebook import Pack, load_folder
from kechuang.packs.catalogue import fact_catalogue
from kechuang.packs.models import PackVersion


@transaction.atomic
def load_packs(*, by: Actor, at: datetime) -> tuple[Pack, ...]:
    """Read every policy pack; keep each new content as the current version of its pack.

    Packs that are no longer in the folder are withdrawn; their versions stay readable.

    Raises ``PackError`` (and changes nothing) when any pack of the folder is broken.
    """
    require(by.has_role(Role.BUREAU), Text("载入政策包", "load policy packs"))
    packs = load_folder(settings.PACKS_FOLDER, fact_catalogue())
    take_turn("packs")
    known = set(PackVersion.objects.filter(is_current=True).values_list("digest", flat=True))
    for pack in packs:
        if pack.digest not in known:
            _make_current(pack, by=by, at=at)
    _withdraw_others(packs, by=by, at=at)
    return packs


def _withdraw_others(packs: tuple[Pack, ...], *, by: Actor, at: datetime) -> None:
    in_folder = [pack.id for pack in packs]
    for version in PackVersion.objects.filter(is_current=True).exclude(pack_id__in=in_folder):
        version.is_current = False
        version.save(update_fields=["is_current"])
        payload = {"pack": version.pack_id, "digest": version.digest}
        record(by=by, at=at, command="withdraw_pack", target=version, payload=payload)


def _make_current(pack: Pack, *, by: Actor, at: datetime) -> None:
    PackVersion.objects.filter(pack_id=pack.id, is_current=True).update(is_current=False)
    version, _ = PackVersion.objects.update_or_create(
        digest=pack.digest,
        defaults={
            "pack_id": pack.id,
            "title": pack.title.zh,
            "title_en": pack.title.en,
            "source": pack.source,
            "loaded_at": at,
            "is_current": True,
        },
    )
    record(
        by=by,
        at=at,
        command="load_pack",
        target=version,
        payload={"pack": pack.id, "digest": pack.digest},
    )
