"""Reads what a pack relies on: clauses of other packs, written out so that it stands alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import yaml

from kechuang.engines.packfile import Located, nearest
from kechuang.engines.rulebook.rules.conditions import Condition
from kechuang.engines.rulebook.rules.heads import Head
from kechuang.engines.rulebook.rules.reliance import PolicyMet
from kechuang.engines.wording import Text

if TYPE_CHECKING:
    from kechuang.engines.rulebook.packs import Pack

RELIES = "relies_on"


def read_relied(
    root: Located, known: Mapping[str, Pack], load: Callable[[str, str], Pack]
) -> dict[str, Pack]:
    """The packs of ``relies_on``: named in a list, or written out in full below their ids."""
    part = root.get(RELIES)
    if part is None:
        return {}
    if isinstance(part.value, dict):
        return {pack_id: load(text.text(), pack_id) for pack_id, text in part.fields.items()}
    return {item.text(): _known(item, known) for item in part.some}


def _known(item: Located, known: Mapping[str, Pack]) -> Pack:
    found = known.get(item.text())
    if found is None:
        item.refuse(
            Text(f"没有可依据的政策包“{item.text()}”", f"there is no pack “{item.text()}”"),
            nearest(item.text(), known) if known else _LOAD_TOGETHER,
        )
    return found


_LOAD_TOGETHER = Text("请把它放在同一目录下一起加载", "load it together with this one")


def write_out(root: Located, relied: Mapping[str, Pack]) -> str:
    """The pack with the full text of what it relies on: it loads alone, years later."""
    written = root.plain()
    if not isinstance(written, dict):
        raise TypeError(root.name)
    written[RELIES] = {pack_id: pack.source for pack_id, pack in sorted(relied.items())}
    return yaml.safe_dump(written, allow_unicode=True, sort_keys=False)


def policies_of(relied: Mapping[str, Pack]) -> dict[str, object]:
    """Conditions by ``pack/clause``, and by the pack alone where it has one clause."""
    named: dict[str, object] = {}
    for pack in relied.values():
        for clause in pack.clauses:
            named[f"{pack.id}/{clause.id}"] = clause.condition
        if len(pack.clauses) == 1:
            named[pack.id] = pack.clauses[0].condition
    return named


def read_reliance(part: Located, head: Head, policies: Mapping[str, object]) -> PolicyMet:
    name = part.text()
    if name not in policies:
        part.refuse(
            Text(f"没有依据“{name}”", f"the pack does not rely on “{name}”"),
            nearest(name, policies)
            if policies
            else Text(
                "请在文件开头写 relies_on: [政策包编号]", "write relies_on: [pack] at the top"
            ),
        )
    condition: Condition = policies[name]  # type: ignore[assignment]
    return PolicyMet(head, name, condition)
