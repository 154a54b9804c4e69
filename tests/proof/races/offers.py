"""Offers: a firm is on one list for a clause and year, and its money is promised once."""

from __future__ import annotations

from typing import Any, NamedTuple

from kechuang.accounts.models import User
from kechuang.accounts.selectors import actor_of
from kechuang.base.actors import Actor
from kechuang.cases.models import Case, ProcedureVersion, Round, StepTaken
from kechuang.cases.services import take_step
from kechuang.entitlements.models import Entitlement
from kechuang.ledger.models import BudgetLine, Grant
from kechuang.ledger.services import register_scheme
from kechuang.ledger.states import FundSource
from kechuang.offers import services as offers
from kechuang.offers.models import Offer, OfferList
from kechuang.offers.selectors.planning import plan_of
from kechuang.offers.services.freezing import asked_of
from kechuang.offers.states import APPROVE, OFFER_PROCEDURE, PUBLICISE
from kechuang.policies.selectors import listed_clause
from tests.base.registry.cast import TODAY
from tests.journeys.small_region import BUYER, build_region
from tests.proof.races.limited import FEWER, Limited, events, too_many
from tests.proof.races.money.grants import let_grounds_repeat
from tests.proof.races.unguarding import loosen
from tests.rooms.cases.scene import wait
from tests.rooms.ledger.town import APPROVER, AT, budget_line
from tests.rooms.offers.scene import (
    APPROVED,
    DECISION,
    FROZEN,
    FUNDED,
    PUBLICISED,
    TOLD,
    scene_of,
)

BOOK, PLENTY, PLENTY_FEN = "racing", "racing-plenty", 10**14
FIRST_YEAR = 2027


def acting(name: str) -> Actor:
    return actor_of(User.objects.get(username=f"{BOOK}_{name}"), on=TODAY)


def line() -> BudgetLine:
    """The line from which all lists are paid, with the region and its treasury; made once."""
    if not BudgetLine.objects.filter(scheme__code=PLENTY).exists():
        book = scene_of(build_region(), code=BOOK).town.book
        told = {"code": PLENTY, "name": "竞逐专项", "name_en": "Races"}
        scheme = register_scheme(by=APPROVER, at=AT, book=book, **told)
        budget_line(book, scheme, FundSource.CITY, PLENTY_FEN)
    return BudgetLine.objects.get(scheme__code=PLENTY)


def frozen(year: int) -> OfferList:
    """What a clerk does: the dry run, and at once the list that it showed."""
    answer = Entitlement.objects.filter(pack_id=BUYER[0], clause_id=BUYER[1]).earliest("pk")
    asked: dict[str, Any] = {
        "run": answer.run,
        "clause": listed_clause(*BUYER),
        "year": year,
        "line": BudgetLine.objects.get(scheme__code=PLENTY),
        "version": ProcedureVersion.objects.get(procedure_id=OFFER_PROCEDURE),
    }
    digest = plan_of(asked_of(**asked), on=FROZEN.date()).digest
    return offers.freeze_list(
        by=acting("clerk"), at=FROZEN, **asked, decision=DECISION, digest=digest
    )


class OfferOnce(Limited):
    """Sixteen clerks freeze the same firms into a list for the same clause and year."""

    name = "免申即享清单 / offer to a firm by clause and year"
    attempts = FEWER

    def prepare(self, turn: int) -> int:
        line()
        return FIRST_YEAR + turn

    def attempt(self, thing: int, client: int) -> None:
        frozen(thing)

    def harm(self, thing: int) -> int:
        live = Offer.objects.filter(year=thing, freed_at=None)
        firms = live.values_list("party", flat=True)
        return len(firms) - len(set(firms)) if firms else -1

    def strip(self) -> None:
        loosen(Offer)
        loosen(OfferList, "number", "round")
        loosen(Round, "code")


class Waiting(NamedTuple):
    """An offer that waits for its second approval."""

    offer: int
    case: int


class OfferPromised(Limited):
    """Two people approve the same offer at once, again and again: its money is promised once."""

    name = "免申即享立项 / money of an offer"
    attempts = FEWER

    def prepare(self, turn: int) -> Waiting:
        line()
        clerk, treasurer = acting("clerk"), acting("treasurer")
        kept = frozen(FIRST_YEAR + turn)
        kept = offers.fund_list(by=treasurer, at=FUNDED, offer_list=kept)
        kept = offers.issue_list(by=clerk, at=TOLD, offer_list=kept)
        offers.send_offers(by=clerk, at=TOLD, offer_list=kept)
        offer = kept.offers.select_related("case").earliest("pk")
        assert offer.case is not None
        wait(offer.case, "2026-12-08T00:00")
        advanced = {"by": clerk, "offer_list": kept}
        offers.advance_offers(**advanced, at=PUBLICISED, event=PUBLICISE)
        wait(offer.case, "2026-12-17T00:00")
        approver = acting("first")
        offers.advance_offers(by=approver, at=APPROVED, offer_list=kept, event=APPROVE)
        return Waiting(offer.pk, offer.case.pk)

    def attempt(self, thing: Waiting, client: int) -> None:
        by = acting("second")
        take_step(by=by, at=APPROVED, case=Case.objects.get(pk=thing.case), event=APPROVE)

    def harm(self, thing: Waiting) -> int:
        offer = Offer.objects.get(pk=thing.offer)
        grants = Grant.objects.filter(
            party=offer.party_id, rule_clause=offer.clause_id, period_from__year=offer.year
        )
        return too_many(max(grants.count(), events("promise_offer", thing.offer)))

    def strip(self) -> None:
        let_grounds_repeat()
        loosen(StepTaken)
        loosen(Offer, "grant")
