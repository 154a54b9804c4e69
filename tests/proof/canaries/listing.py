"""Needs that became items: one that everybody knows the demander of, and one without its name."""

from __future__ import annotations

from dataclasses import replace

from kechuang.base.roles import Role
from kechuang.demands.states import Confidentiality
from kechuang.parties.states import PartyKind
from kechuang.programmes import services as programmes
from kechuang.programmes.models import ListedItem, Need
from tests.base.registry.cast import Person
from tests.proof.canaries.people import person_of, unit_of
from tests.proof.canaries.tokens import Canaries
from tests.rooms.cases.scene import at, do, wait
from tests.rooms.programmes.scene import MARKS, OPENS_ON, Scene, clean, item_again

UNNAMED, HIDDEN = "unnamed", "hidden_"
SECRET = {"confidentiality": Confidentiality.NAME_HIDDEN}


def bidding(canaries: Canaries, scene: Scene, subject: str) -> ListedItem:
    """An item that takes bids; what was written about its need is nobody's but the bureau's."""
    need = scene.need(contact={"name": canaries.han(subject, "need_contact")})
    _examine(canaries, scene, need, subject)
    do(need.case, "list_need", scene.officer, "2026-03-10T10:00")
    do(need.case, "publish", scene.officer, "2026-03-11T10:00", bids_open_on=OPENS_ON)
    item = ListedItem.objects.get(need=need)
    wait(item.case, "2026-03-16T09:00")
    return item_again(item)


def unnamed(canaries: Canaries, scene: Scene, code: str) -> tuple[ListedItem, Person]:
    """The same for somebody who asked not to be named."""
    region = scene.unit.region_code
    unit = unit_of(canaries, UNNAMED, PartyKind.ENTERPRISE, region, code, prefix=HIDDEN)
    clean(unit)
    asker = person_of(canaries, UNNAMED, Role.ENTERPRISE, unit, prefix=HIDDEN)
    own = replace(scene, demander=asker, unit=unit, demand=SECRET, staff=scene.staff)
    return bidding(canaries, own, UNNAMED), asker


def _examine(canaries: Canaries, scene: Scene, need: Need, subject: str) -> None:
    """Two people score it, a third looks for what it repeats."""
    sheet = f"{HIDDEN if subject == UNNAMED else ''}sheet"
    for name in ("first scorer", "second scorer"):
        programmes.score_need(
            by=scene.scorer(name), at=at("2026-03-04T09:00"), need=need, marks=MARKS,
            remark=canaries.word(subject, sheet),
        )  # fmt: skip
    by = scene.scorer("third scorer")
    search = programmes.search_duplicates(by=by, at=at("2026-03-05T09:00"), need=need)
    reason = canaries.word(subject, sheet)
    programmes.rule_on_duplicates(by=by, at=at("2026-03-05T10:00"), search=search, reason=reason)
