"""The fact catalogue: the only names a policy may ask about."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kechuang.engines.packfile import Located, WordingError, nearest, read_yaml
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.wording import Text


class FactDefinition(NamedTuple):
    """What one fact means: ``type`` is a kind, ``period`` is "year" or "none"."""

    name: str
    label: Text
    type: Kind
    unit: str
    period: str
    source: str
    headings: tuple[str, ...] = ()

    @property
    def is_yearly(self) -> bool:
        return self.period == "year"


class FactCatalogue(dict[str, FactDefinition]):
    """Definitions by name."""

    def define(self, name: str) -> FactDefinition:
        """The definition of ``name``; WordingError with the nearest name when there is none."""
        found = self.get(name)
        if found is None:
            why = Text(f"事实目录里没有“{name}”", f"the fact catalogue has no “{name}”")
            raise WordingError(why, nearest(name, self))
        return found


_KEYS = frozenset({"zh", "en", "type", "unit", "period", "source", "import"})
_PERIODS = frozenset({"year", "none"})


def load_catalogue(path: Path | str) -> FactCatalogue:
    """The catalogue in the YAML file at ``path``; PackError when it is wrong."""
    path = Path(path)
    return read_catalogue(path.read_text(encoding="utf-8"), name=path.name)


def read_catalogue(text: str, *, name: str) -> FactCatalogue:
    entries: Mapping[str, Located] = read_yaml(text, name=name).fields
    return FactCatalogue({fact: _read_definition(fact, entry) for fact, entry in entries.items()})


def _read_definition(name: str, entry: Located) -> FactDefinition:
    entry.only(_KEYS)
    unit, headings = entry.get("unit"), entry.get("import")
    return FactDefinition(
        name=name,
        label=Text(entry.need("zh").text(), entry.need("en").text()),
        type=Kind(_one_of(entry.need("type"), frozenset(Kind))),
        unit=unit.text() if unit else "",
        period=_one_of(entry.need("period"), _PERIODS),
        source=entry.need("source").text(),
        headings=tuple(item.text() for item in headings.items) if headings else (),
    )


def _one_of(part: Located, allowed: frozenset[str]) -> str:
    if part.value not in allowed:
        part.refuse(
            Text(f"没有“{part.value}”", f"no such “{part.value}”"),
            nearest(str(part.value), allowed),
        )
    return part.text()
