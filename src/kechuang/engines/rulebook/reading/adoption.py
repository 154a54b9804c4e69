"""Adoption: a city makes another place's policy its own, with its own name, region and dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import yaml

from kechuang.engines.packfile import Located, nearest, read_yaml
from kechuang.engines.wording import Text

if TYPE_CHECKING:
    from kechuang.engines.rulebook.packs import Pack

_OWN = (
    "id", "title", "issuer", "doc_no", "issued_on", "valid_from", "valid_to", "region",
    "evidence", "is_example", "note", "near_miss",
)  # fmt: skip
ADOPTION_KEYS = frozenset({"adopts", *_OWN})


def adopt(root: Located, adoptable: Mapping[str, Pack]) -> str:
    """The adopting pack written out in full, so that it stands alone."""
    base_id = root.need("adopts").text()
    base = adoptable.get(base_id)
    if base is None:
        root.need("adopts").refuse(
            Text(f"没有可采用的政策包“{base_id}”", f"there is no pack “{base_id}” to adopt"),
            nearest(base_id, adoptable) if adoptable else _LOAD_TOGETHER,
        )
    merged = read_yaml(base.source, name=base.id).plain()
    if not isinstance(merged, dict):
        raise TypeError(base_id)
    own = {key: part.plain() for key, part in root.fields.items() if key in _OWN}
    merged.update(own, adopted_from=base_id)
    return yaml.safe_dump(merged, allow_unicode=True, sort_keys=False)


_LOAD_TOGETHER = Text("请把被采用的政策包放在同一目录下一起加载", "load it together with this one")
