"""Adoption: a city makes another place's policy its own: name, region, dates, rounds, budget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import yaml

from kechuang.engines.packfile import Located, nearest, read_yaml
from kechuang.engines.rulebook.checking.seasons import Validity
from kechuang.engines.rulebook.reading.amounts import read_budget
from kechuang.engines.rulebook.reading.seasons import read_seasons
from kechuang.engines.wording import Text

if TYPE_CHECKING:
    from kechuang.engines.rulebook.packs import Pack

_OWN = (
    "id", "title", "issuer", "doc_no", "issued_on", "valid_from", "valid_to", "region",
    "evidence", "is_example", "note", "near_miss",
)  # fmt: skip
SEASONS, BUDGET = "seasons", "budget"
ADOPTION_KEYS = frozenset({"adopts", *_OWN, SEASONS, BUDGET})
Fields = dict[str, object]


def adopt(root: Located, adoptable: Mapping[str, Pack]) -> str:
    """The adopting pack written out in full, so that it stands alone.

    Rounds of applications are each place's own: none is taken over from the adopted pack.
    """
    base_id = root.need("adopts").text()
    base = adoptable.get(base_id)
    if base is None:
        root.need("adopts").refuse(
            Text(f"没有可采用的政策包“{base_id}”", f"there is no pack “{base_id}” to adopt"),
            nearest(base_id, adoptable) if adoptable else _LOAD_TOGETHER,
        )
    merged = _fields(read_yaml(base.source, name=base.id).plain())
    own = {key: part.plain() for key, part in root.fields.items() if key in _OWN}
    merged.update(own, adopted_from=base_id)
    clauses = _clauses(merged)
    for clause in clauses.values():
        clause.pop(SEASONS, None)
    for part, clause in _named(root.get(SEASONS), clauses):
        read_seasons(part, _validity(root, base))
        clause[SEASONS] = part.plain()
    for part, clause in _named(root.get(BUDGET), clauses):
        _set_budget(part, clause)
    return yaml.safe_dump(merged, allow_unicode=True, sort_keys=False)


def _set_budget(part: Located, clause: Fields) -> None:
    read_budget(part)
    if "amount" not in clause:
        part.refuse(
            Text("这一条款没有金额，不能定预算", "the clause grants no money to be budgeted"),
            Text("请删去这一行", "leave this line out"),
        )
    _fields(clause["amount"])[BUDGET] = part.plain()


def _named(part: Located | None, clauses: Mapping[str, Fields]) -> Iterator[tuple[Located, Fields]]:
    """What the adopting pack writes for a clause, by its id, with that clause."""
    for clause_id, written in (part.fields if part else {}).items():
        if clause_id not in clauses:
            written.refuse(
                Text(f"没有条款“{clause_id}”", f"there is no clause “{clause_id}”"),
                nearest(clause_id, clauses),
            )
        yield written, clauses[clause_id]


def _validity(root: Located, base: Pack) -> Validity:
    first, last = root.get("valid_from"), root.get("valid_to")
    return Validity(
        first.date() if first else base.valid_from, last.date() if last else base.valid_to
    )


def _clauses(merged: Fields) -> dict[str, Fields]:
    listed = merged["clauses"]
    if not isinstance(listed, list):
        raise TypeError(listed)
    return {str(clause["id"]): _fields(clause) for clause in listed}


def _fields(plain: object) -> Fields:
    if not isinstance(plain, dict):
        raise TypeError(plain)
    return plain


_LOAD_TOGETHER = Text("请把被采用的政策包放在同一目录下一起加载", "load it together with this one")
