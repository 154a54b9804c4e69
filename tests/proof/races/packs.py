"""Policy packs: each has one current version."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.conf import settings

from kechuang.packs.catalogue import fact_catalogue
from kechuang.packs.models import PackVersion
from kechuang.packs.services import load_packs
from tests.engines.rulebook.samples import MINIMAL, SIZE
from tests.proof.races.limited import FEWER, Limited, events, too_many
from tests.proof.races.people import AT, CLERK
from tests.proof.races.unguarding import loosen

PACK = "sample"
SHIPPED = settings.PACKS_FOLDER


class PackVersionOnce(Limited):
    """A new text of a pack is loaded by all at once: one version, current, on record once."""

    name = "政策包版本 / current version of a pack"
    attempts = FEWER

    def prepare(self, turn: int) -> str:
        folder = Path(tempfile.mkdtemp(dir=settings.DATA_FOLDER))
        condition = SIZE.replace("500", str(1000 + turn))
        text = MINIMAL.replace("CONDITIONS", f"      {condition}").replace("TEXT_KIND", "hard")
        place = folder / "policies" / f"{PACK}.yaml"
        place.parent.mkdir()
        place.write_text(text, encoding="utf-8")
        return str(folder)

    def attempt(self, thing: str, client: int) -> None:
        fact_catalogue()
        settings.PACKS_FOLDER = Path(thing)
        load_packs(by=CLERK, at=AT)

    def leave(self) -> None:
        settings.PACKS_FOLDER = SHIPPED

    def harm(self, thing: str) -> int:
        current = PackVersion.objects.filter(pack_id=PACK, is_current=True)
        newest = PackVersion.objects.latest("pk")
        return too_many(current.count()) or too_many(events("load_pack", newest.pk))

    def strip(self) -> None:
        loosen(PackVersion, "digest")
