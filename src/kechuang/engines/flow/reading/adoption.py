"""An option pack: a city takes a base procedure and sets its options, with its own sources."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import yaml

from kechuang.engines.flow.procedure import Procedure
from kechuang.engines.packfile import Located, nearest, read_yaml
from kechuang.engines.wording import Text

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_OWN = frozenset({"id", "title", "version", "valid_from", "note"})
_OPTION = frozenset({"default", "basis", "example"})
ADOPTION_KEYS = _OWN | {"adopts", "sources", "options"}


def adopt(root: Located, adoptable: Mapping[str, Procedure]) -> Located:
    """The adopting pack as if written out in full; its own parts keep their own lines."""
    root.only(ADOPTION_KEYS)
    base_id = root.need("adopts").text()
    if base_id not in adoptable:
        root.need("adopts").refuse(
            Text(f"没有可采用的流程“{base_id}”", f"there is no procedure “{base_id}” to adopt"),
            nearest(base_id, adoptable) if adoptable else _LOAD_TOGETHER,
        )
    base = _parsed(adoptable[base_id].source, base_id)
    merged = dict(base.fields)
    merged.update({key: part for key, part in root.fields.items() if key in _OWN})
    merged["sources"] = _merged(base.get("sources"), root.get("sources"), root)
    merged["options"] = _options(base.need("options"), root.get("options"), root)
    merged["adopted_from"] = _located(base_id, root, "adopted_from")
    return Located(merged, file=root.file, line=1, name=root.name)


@lru_cache(maxsize=4)
def _parsed(source: str, name: str) -> Located:
    """The base, parsed once for all the packs that adopt it; nobody changes it."""
    return read_yaml(source, name=name)


def _options(base: Located, own: Located | None, root: Located) -> Located:
    merged = dict(base.fields)
    for name, part in own.fields.items() if own else ():
        if name not in merged:
            part.refuse(
                Text(f"原流程没有选项“{name}”", f"the base has no option “{name}”"),
                nearest(name, merged),
            )
        part.only(_OPTION)
        kept = {key: item for key, item in merged[name].fields.items() if key not in _OPTION}
        merged[name] = Located(kept | part.fields, file=part.file, line=part.line, name=name)
    return _located(merged, root, "options")


def _merged(base: Located | None, own: Located | None, root: Located) -> Located:
    parts = (base.fields if base else {}) | (own.fields if own else {})
    return _located(parts, root, "sources")


def _located(value: object, root: Located, name: str) -> Located:
    return Located(value, file=root.file, line=root.line, name=name)


def written_out(root: Located) -> str:
    """``root`` as YAML that loads alone."""
    written: str = yaml.dump(
        root.plain(), Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=1_000
    )
    return written


def dates_as_text(value: object) -> object:
    """``value`` with ISO text for dates, so that it has one canonical form."""
    if isinstance(value, dict):
        return {key: dates_as_text(part) for key, part in value.items()}
    if isinstance(value, list):
        return [dates_as_text(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


_LOAD_TOGETHER = Text("请把原流程放在同一目录下一起加载", "load the base together with this one")
