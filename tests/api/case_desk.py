"""Cases of the small region: one being written, one sealed and with the authority."""

from __future__ import annotations

from typing import Any

from kechuang.base.clock import now
from kechuang.cases.models import Case, Round
from tests.journeys.small_region import Region
from tests.rooms.cases.pages.desk import begin_permit, completed, open_permits, seal

KEY = "00000000-0000-4000-8000-00000000c0de"
OWN = ("case", "fill", "autosave", "step", "attach_document", "versions", "object", "public")


def samples_of_cases(region: Region) -> dict[str, dict[str, Any]]:
    """Ids by the name of the address; the enterprise of ``mine`` began both cases."""
    permits = open_permits()
    draft, sealed = _begun(region, permits, "填报中"), _sealed(region, permits)
    of_draft = {"number": draft.number, "form": "application", "document": "promise"}
    receipt = {"number": sealed.seals.get().number}
    begun = {"code": permits.code}
    return {
        **{f"cases:{name}": of_draft | {"event": "withdraw"} for name in OWN},
        "cases:seal": of_draft | {"event": "file"},
        "cases:receipt": receipt,
        "cases:receipt_file": receipt,
        "cases:round": begun,
        "cases:begin": begun,
        "cases:procedure": {"pk": permits.version_id},
        "cases:answer_objection": {"pk": 0},
    }


def _begun(region: Region, permits: Round, title: str) -> Case:
    alice = region.people["enterprise"].actor
    return begin_permit(permits, alice, region.mine, title, at=now())


def _sealed(region: Region, permits: Round) -> Case:
    alice = region.people["enterprise"]
    case = completed(_begun(region, permits, "已封存"), alice.client, alice.actor)
    assert seal(case, alice.client, KEY).status_code == 302
    return case
