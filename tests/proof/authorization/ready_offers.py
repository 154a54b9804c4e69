"""An answer to apply from, and an offer that was paid and may be asked back."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from kechuang.ledger import services as ledger
from kechuang.offers import services as offers
from kechuang.offers.models import OfferList
from tests.journeys.small_region import REGISTRANT, Region
from tests.proof.authorization.acts import Act
from tests.proof.authorization.cells import Records
from tests.rooms.ledger.town import warrant
from tests.rooms.offers.scene import APPROVED, PAID, PUBLICISED, Scene, scene_of, wait

YEAR = 2025
ONE_DAY = timedelta(days=1)


def ready_offers(region: Region, records: Records) -> dict[str, Act]:
    """The outsider applies as a registrant; the bureau's clerk asks back what was paid."""
    run = region.run
    assert run is not None
    answer = run.entitlements.get(
        party=region.strange, pack_id=REGISTRANT[0], clause_id=REGISTRANT[1]
    )
    scene = scene_of(region, code="claimed")
    paid = paid_list(scene, scene.issued(year=YEAR))
    claim = {"pk": scene.offer(paid).pk}
    return {
        "offers:apply": Act("outsider", {"pk": answer.pk}),
        "offers:claw_back": Act("bureau", claim, at=PAID + ONE_DAY),
    }


def paid_list(scene: Scene, issued: OfferList) -> OfferList:
    """Everything of a list whose firms were told, on to the treasury's answer."""
    for offer in issued.offers.all():
        wait(offer.case, "2026-12-08T00:00")
    scene.advance(issued, "publicise", "clerk", PUBLICISED)
    for offer in issued.offers.all():
        wait(offer.case, "2026-12-17T00:00")
    for name in ("first", "second"):
        scene.advance(issued, "approve", name, APPROVED)
    run = offers.draft_payments(by=scene.who("clerk"), at=PAID, offer_list=issued)
    run = ledger.check_run(by=scene.who("teller"), at=PAID, run=run)
    approval = ledger.Warrant(
        by=scene.who("clerk"),
        approver=scene.who("cashier"),
        at=PAID,
        on=PAID.date(),
        request_id=uuid4(),
    )
    ledger.approve_run(warrant=approval, run=run)
    answers = [
        ledger.Answer(item.number, f"O-{item.number}", True, item.amount_fen, PAID.date())
        for item in run.items.all()
    ]
    ledger.record_answers(warrant=warrant(at=PAID, on=PAID.date()), run=run, answers=answers)
    return issued
