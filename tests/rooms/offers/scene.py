"""A list of the small region's buyers' subsidy, played by people of the town on given days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kechuang.base.roles import Role
from kechuang.cases.models import Case, ProcedureVersion
from kechuang.cases.services import enter_procedure
from kechuang.offers import services as offers
from kechuang.offers.models import Offer, OfferList
from kechuang.offers.selectors.planning import Plan, plan_of
from kechuang.offers.services.freezing import asked_of
from kechuang.offers.states import OFFER_PROCEDURE
from kechuang.policies.models import PolicyClause
from kechuang.policies.selectors import listed_clause
from tests.base.registry.cast import TODAY
from tests.engines.flow.playing import PROCEDURES
from tests.journeys.small_region import BUYER, Region, person
from tests.rooms.cases.scene import CITY, at, wait
from tests.rooms.ledger.town import Town, confirmed_payee, small_treasury

FROZEN, FUNDED, TOLD = at("2026-11-23T09:00"), at("2026-11-23T10:00"), at("2026-11-23T11:00")
PUBLICISED, APPROVED, PAID = (
    at("2026-12-08T09:00"),
    at("2026-12-17T09:00"),
    at("2026-12-18T09:00"),
)
DECISION = "示例科发〔2026〕8号"


@dataclass
class Scene:
    """The region, its treasury, the procedure, and who works on lists."""

    region: Region
    town: Town
    version: ProcedureVersion
    people: dict[str, Any] = field(default_factory=dict)
    days: tuple[datetime, datetime, datetime] = (FROZEN, FUNDED, TOLD)

    @property
    def clause(self) -> PolicyClause:
        return listed_clause(*BUYER)

    def who(self, name: str) -> Any:
        return self.people[name].actor

    def plan(self, **changes: Any) -> Plan:
        return plan_of(asked_of(**self._asked(changes)), on=TODAY)

    def freeze(self, *, by: str = "clerk", digest: str = "", **changes: Any) -> OfferList:
        asked = self._asked(changes)
        shown = digest or plan_of(asked_of(**asked), on=self.days[0].date()).digest
        return offers.freeze_list(
            by=self.who(by), at=self.days[0], **asked, decision=DECISION, digest=shown
        )

    def funded(self, **changes: Any) -> OfferList:
        frozen = self.freeze(**changes)
        return offers.fund_list(by=self.who("treasurer"), at=self.days[1], offer_list=frozen)

    def issued(self, *, told_by: str = "clerk", **changes: Any) -> OfferList:
        """Every firm was told."""
        funded, teller = self.funded(**changes), self.who(told_by)
        issued = offers.issue_list(by=teller, at=self.days[2], offer_list=funded)
        offers.send_offers(by=teller, at=self.days[2], offer_list=issued)
        return issued

    def publicised(self) -> OfferList:
        """Nobody answered, which counts as consent, and publicity runs."""
        issued = self.issued()
        for offer in issued.offers.all():
            wait(offer.case, "2026-12-08T00:00")
        self.advance(issued, "publicise", "clerk", PUBLICISED)
        return issued

    def approving(self) -> OfferList:
        publicised = self.publicised()
        for offer in publicised.offers.all():
            wait(offer.case, "2026-12-17T00:00")
        return publicised

    def approved(self) -> OfferList:
        approving = self.approving()
        for name in ("first", "second"):
            self.advance(approving, "approve", name, APPROVED)
        return approving

    def advance(self, offer_list: OfferList, event: str, who: str, when: Any) -> offers.Advanced:
        return offers.advance_offers(by=self.who(who), at=when, offer_list=offer_list, event=event)

    def offer(self, offer_list: OfferList, firm: str = "mine") -> Offer:
        return Offer.objects.get(offer_list=offer_list, party=getattr(self.region, firm))

    def case(self, offer_list: OfferList, firm: str = "mine") -> Case:
        case = self.offer(offer_list, firm).case
        assert case is not None
        return case

    def _asked(self, changes: dict[str, Any]) -> dict[str, Any]:
        asked = {
            "run": self.region.run,
            "clause": self.clause,
            "year": 2026,
            "line": self.town.line,
            "version": self.version,
        }
        return {**asked, **changes}


def scene_of(region: Region, *, code: str = "offers") -> Scene:
    """Two firms are entitled: ``mine`` and ``strange``; ``code`` names the book and its people."""
    town = small_treasury(firm=region.mine, code=code)
    confirmed_payee(region.strange)
    version = enter_procedure(by=CITY, at=FROZEN, content=PROCEDURES[OFFER_PROCEDURE].source)
    people = {
        "clerk": person(f"{code}_clerk", Role.BUREAU),
        "first": person(f"{code}_first", Role.BUREAU),
        "second": person(f"{code}_second", Role.BUREAU),
        "treasurer": person(f"{code}_treasurer", Role.TREASURER),
        "teller": person(f"{code}_teller", Role.TREASURER),
        "cashier": person(f"{code}_cashier", Role.TREASURER),
        "mine": region.people["enterprise"],
        "strange": region.people["outsider"],
        "district": region.people["district_clerk"],
        "auditor": region.people["auditor"],
    }
    return Scene(region, town, version, people)
