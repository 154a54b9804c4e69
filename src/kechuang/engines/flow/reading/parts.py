"""The small parts that many sections share: two wordings, lists of names."""

from __future__ import annotations

from kechuang.engines.flow.elements import Wording
from kechuang.engines.flow.reading.reading import Reading
from kechuang.engines.packfile import Located, label_of


def read_wording(part: Located) -> Wording:
    return Wording(public=part.need("public").both(), staff=label_of(part))


def read_names(part: Located | None, kind: str, reading: Reading) -> tuple[str, ...]:
    """One name, or a list of names; nothing where there is no part."""
    if part is None:
        return ()
    items = part.items if isinstance(part.value, list) else [part]
    return tuple(reading.names.refer(kind, item) for item in items)


def read_name(part: Located | None, kind: str, reading: Reading) -> str:
    return reading.names.refer(kind, part) if part is not None else ""
