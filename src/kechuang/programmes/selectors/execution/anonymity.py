"""Whose names would tell who is judged at a stage, and words without them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kechuang.base.blinding import KnownName
from kechuang.base.blinding.findings import Findings
from kechuang.base.blinding.replacing import Replacer
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.selectors.execution.stages import Stage

Say = Callable[[str], str]
SHORTEST_NAME = 2


def names_at(stage: Stage) -> tuple[KnownName, ...]:
    """Everybody whose name would tell who is judged, over all rivals."""
    found = (name for lane in stage.rivals for name in _names(lane))
    return tuple(dict.fromkeys(name for name in found if len(name.forms[0]) >= SHORTEST_NAME))


def without_names(stage: Stage) -> Say:
    """Says a text with the known names replaced."""
    return Replacer(names_at(stage), Findings()).replace


def _names(lane: Contract) -> Iterator[KnownName]:
    members = [share.party for share in lane.consortium.select_related("party")]
    for party in (lane.party, *members):
        former = party.former_names.values_list("name", flat=True)
        forms = (party.name, party.name_en, *former)
        yield KnownName("unit", tuple(dict.fromkeys(form for form in forms if form)))
        yield KnownName("credit_code", (party.credit_code,))
    holders = (str(user) for user in (lane.chief, lane.assistant) if user)
    for name in (*holders, *lane.team.values_list("name", flat=True)):
        yield KnownName("person", (name,))
