"""The records of the challenge for each address of the room ``programmes``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from kechuang.files.models import StoredFile
from kechuang.programmes.models.execution import Contract, LaneRuling
from tests.api.expectations import TABLE
from tests.proof.canaries.town import Town

Ids = Mapping[str, Any]
OF_ITEMS = ("item", "begin_bid")
ON_LISTS = ("list", "desk_round", "desk_list", "desk_line", "desk_open")
OF_RACES = ("race", "open_gate")
AT_GATES = (
    "gate",
    "score_lane",
    "propose_gate",
    "return_gate",
    "close_gate",
    "invite_to_gate",
    "end_gate_scoring",
)
OF_STAGES, PLACES = ("stage", "decline_stage", "stage_paper"), (1, 2)
OF_CHANGES = ("consent_to_change", "make_change", "refuse_change")
OF_RECORDS = ("file_appeal", "decide_appeal")


def ids_of_programmes(town: Town, page: str) -> Iterator[Ids]:
    """What the address asks for, of each record that it can be about."""
    if page in ON_LISTS:
        programme = town.scene.programme
        yield {"code": programme.code, "pk": programme.items_round.version_id}
    elif page == "draft_contract":
        yield from ({"pk": award.pk} for award in town.item.awards.all())
    elif page in OF_STAGES:
        asked = town.invitations.values()
        yield from ({"key": one.key, "place": n, "number": 1} for one in asked for n in PLACES)
    elif TABLE[f"programmes:{page}"].kind == "project":
        yield from _of_projects(town, page)
    else:
        yield from ({"number": number} for number in _numbers(town, page))


def _numbers(town: Town, page: str) -> Iterator[str]:
    kind = TABLE[f"programmes:{page}"].kind
    items = [*(each.item for each in town.parts()), town.unnamed]
    if page in OF_ITEMS or kind == "item":
        yield from (item.number for item in items)
    elif kind == "need":
        yield from (item.case.number for item in items)
    else:
        bids = (bid for each in town.parts() for bid in each.bids.values())
        yield from (bid.case.number for bid in bids)


def _of_projects(town: Town, page: str) -> Iterator[Ids]:
    if page in OF_RACES or page in AT_GATES:
        races = [town.race] if town.race is not None else []
        about = (race.item if page in OF_RACES else race.gate for race in races)
        yield from ({"pk": one.pk, "lane": 1} for one in about)
        return
    for works in town.works.values():
        yield from _of_project(works.project.contract, page)


def _of_project(contract: Contract, page: str) -> Iterator[Ids]:
    """With its milestones, and whatever the page is about."""
    one = {"number": contract.number, "kind": "route", "form": "json"}
    keys = _rows(contract, page).order_by("pk").values_list("pk", flat=True)
    yield from (one | {"pk": pk} for pk in keys)
    yield from (one | {"position": place} for place in (1, 2))


def _rows(contract: Contract, page: str) -> QuerySet[Any]:
    if page == "project_paper":
        own = Q(milestone_evidence__milestone__contract=contract) | Q(expenses__contract=contract)
        return StoredFile.objects.filter(own)
    if page == "lane_notice":
        return LaneRuling.objects.filter(contract=contract)
    if page in OF_CHANGES:
        return contract.changes.all()
    return contract.integrity_records.all() if page in OF_RECORDS else contract.expenses.all()
