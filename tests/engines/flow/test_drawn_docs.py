"""docs/procedures.md shows the procedures as the packs say them."""

from __future__ import annotations

import re
from pathlib import Path

from kechuang.engines.flow import draw_procedure

ROOT = Path(__file__).parents[3]
DRAWN = re.compile(r"`(packs/\S+\.yaml)`\n\n```mermaid\n(.*?)\n```", re.DOTALL)


def test_every_drawing_is_that_of_its_pack() -> None:
    drawn = dict(DRAWN.findall((ROOT / "docs" / "procedures.md").read_text("utf-8")))

    assert len(drawn) >= 3
    for pack, drawing in drawn.items():
        assert drawing == draw_procedure(ROOT / pack).strip(), pack
