"""For each address of a secret room the same address of a record that is not there."""

from __future__ import annotations

from tests.api.addresses import address_with, arguments_of
from tests.api.expectations import TABLE

NOTHING = "00000000-0000-4000-8000-000000000bad"
ABSENT = {
    "key": NOTHING,
    "label": "ABSENT22",
    "code": "absent",
    "pk": 9_999_999,
    "name": "absent.json",
    "number": "SX-0",
    "event": "seal",
    "form": "bid",
    "position": 1,
    "document": "bid_commitment",
    "kind": "period",
    "lane": 9_999_999,
    "place": 1,
}
COUNTED = ("reviews:original", "programmes:stage_paper")
ROOMS = ("reviews", "cases", "files", "programmes")
# Rounds and procedures of cases are listed for everybody
PUBLIC = ("cases:round", "cases:begin", "cases:procedure")


def absent_addresses() -> dict[str, str]:
    """By name; of addresses whose records not everybody may know of."""
    return {
        name: address_with(name, ABSENT | ({"number": 1} if name in COUNTED else {}))
        for name in TABLE
        if name.partition(":")[0] in ROOMS and name not in PUBLIC and _is_sought(name)
    }


def _is_sought(name: str) -> bool:
    return bool(set(arguments_of(name)) & {"key", "label", "code", "pk", "number", "name"})
