"""Cases ready to be sealed, objected to, and answered about."""

from __future__ import annotations

from kechuang.base.clock import now
from kechuang.cases import services
from kechuang.cases.models import Case, Objection, Round
from tests.journeys.small_region import Region
from tests.proof.authorization.acts import Act
from tests.rooms.cases.pages.desk import begin_permit, completed, open_permits, seal

SHOWN, DOUBTED = (f"00000000-0000-4000-8000-0000000000{end}" for end in ("a1", "a2"))


def ready_cases(region: Region) -> dict[str, Act]:
    """All of the enterprise of ``mine``; somebody else objects, the bureau's clerk answers."""
    permits = open_permits("ready")
    complete = _complete(region, permits)
    shown = _in_publicity(region, permits, SHOWN)
    doubt = _doubt(region, _in_publicity(region, permits, DOUBTED))
    return {
        "cases:begin": Act("enterprise", {"code": permits.code}),
        "cases:seal": Act("enterprise", {"number": complete.number, "event": "file"}),
        "cases:object": Act("outsider", {"number": shown.number}),
        "cases:answer_objection": Act("bureau", {"pk": doubt.pk}),
    }


def _complete(region: Region, permits: Round) -> Case:
    alice = region.people["enterprise"]
    case = begin_permit(permits, alice.actor, region.mine, "待封存", at=now())
    return completed(case, alice.client, alice.actor)


def _in_publicity(region: Region, permits: Round, key: str) -> Case:
    case = _complete(region, permits)
    assert seal(case, region.people["enterprise"].client, key).status_code == 302
    clerk = region.people["bureau"].actor
    services.take_step(by=clerk, at=now(), case=case, event="propose")
    return case


def _doubt(region: Region, case: Case) -> Objection:
    stranger = region.people["outsider"].actor
    return services.lodge_objection(by=stranger, at=now(), case=case, text="业绩不实")
