"""What the people of a project and its office fill into its forms: as the pages' own tests do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from kechuang.programmes.models.execution import Contract
from tests.api.audiences import Record
from tests.journeys.small_region import Region
from tests.rooms.programmes.pages.projects.desk import CONTENT

Content = dict[str, Any]


def _filled(name: str, region: Region, record: Record) -> Content:
    return CONTENT[name]()


def _recorded(region: Region, record: Record) -> Content:
    """About a party of the contract."""
    contract = Contract.objects.get(number=record.ids["number"])
    return {**CONTENT["record_integrity"](), "party": str(contract.party_id)}


PROJECT_FILLED: dict[str, Callable[[Region, Record], Content]] = {
    **{f"programmes:{name}": partial(_filled, name) for name in CONTENT},
    "programmes:record_integrity": _recorded,
}
