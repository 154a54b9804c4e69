"""The fact catalogue: the only names a policy may ask about."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kechuang.engines.packfile import Located, WordingError, nearest, read_yaml
from kechuang.engines.rulebook.terms.codes import Groups
from kechuang.engines.rulebook.terms.kinds import STORED_AS, Kind
from kechuang.engines.wording import Text


class FactDefinition(NamedTuple):
    """What one fact means: ``type`` is a kind, ``period`` is "year" or "none".

    A list has ``columns``, named ``list.column``; a code may have ``groups`` of codes.
    ``is_inherent``: what the party is and does not become, such as its kind.
    """

    name: str
    label: Text
    type: Kind
    unit: str
    period: str
    source: str
    headings: tuple[str, ...] = ()
    columns: tuple[FactDefinition, ...] = ()
    groups: Groups = ()
    is_inherent: bool = False

    @property
    def is_yearly(self) -> bool:
        return self.period == "year"


def columns_of(definition: FactDefinition) -> dict[str, FactDefinition]:
    """The columns of a list by the names that its rows use."""
    return {column.name.partition(".")[2]: column for column in definition.columns}


class FactCatalogue(dict[str, FactDefinition]):
    """Definitions by name."""

    def define(self, name: str) -> FactDefinition:
        """The definition of ``name``; WordingError with the nearest name when there is none."""
        found = self.get(name)
        if found is None:
            why = Text(f"事实目录里没有“{name}”", f"the fact catalogue has no “{name}”")
            raise WordingError(why, nearest(name, self))
        return found


_KEYS = frozenset(
    {"zh", "en", "type", "unit", "period", "source", "import", "columns", "groups", "inherent"}
)
_COLUMN = frozenset({"zh", "en", "type", "unit", "groups"})
_STORED = frozenset(STORED_AS)
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
    headings, inherent = entry.get("import"), entry.get("inherent")
    source = entry.need("source").text()
    read = _read_column(name, entry, source)
    return read._replace(
        period=_one_of(entry.need("period"), _PERIODS),
        headings=tuple(item.text() for item in headings.items) if headings else (),
        columns=_read_columns(name, entry, source) if read.type is Kind.LIST else (),
        is_inherent=inherent is not None and inherent.flag(),
    )


def _read_column(name: str, entry: Located, source: str) -> FactDefinition:
    unit, groups = entry.get("unit"), entry.get("groups")
    return FactDefinition(
        name=name,
        label=Text(entry.need("zh").text(), entry.need("en").text()),
        type=Kind(_one_of(entry.need("type"), _STORED)),
        unit=unit.text() if unit else "",
        period="none",
        source=source,
        groups=_read_groups(groups) if groups else (),
    )


def _read_columns(name: str, entry: Located, source: str) -> tuple[FactDefinition, ...]:
    columns = entry.need("columns").fields
    for column in columns.values():
        column.only(_COLUMN)
    return tuple(_read_column(f"{name}.{key}", column, source) for key, column in columns.items())


def _read_groups(part: Located) -> Groups:
    """``{Ⅰ类: [发明专利, …]}``: a group holds codes or groups, never itself; or a list of codes."""
    if isinstance(part.value, list):
        return tuple((item.text(), ()) for item in part.some)
    groups = {
        key: tuple(item.text() for item in listed.some) for key, listed in part.fields.items()
    }
    for key in groups:
        if _holds_itself(key, groups):
            part.refuse(
                Text(f"分组“{key}”包含自己", f"the group “{key}” holds itself"),
                Text("请去掉循环", "take out the circle"),
            )
    return tuple(groups.items())


def _holds_itself(key: str, groups: Mapping[str, tuple[str, ...]]) -> bool:
    seen: set[str] = set()
    waiting = [*groups[key]]
    while waiting:
        one = waiting.pop()
        if one == key:
            return True
        if one not in seen:
            seen.add(one)
            waiting += groups.get(one, ())
    return False


def _one_of(part: Located, allowed: frozenset[str]) -> str:
    if part.value not in allowed:
        part.refuse(
            Text(f"没有“{part.value}”", f"no such “{part.value}”"),
            nearest(str(part.value), allowed),
        )
    return part.text()
