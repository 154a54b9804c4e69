"""What only the firm itself says is no ground for an offer, and none for money."""

from __future__ import annotations

import pytest

from kechuang.base.roles import Role
from kechuang.offers.models import OfferList
from kechuang.offers.refusals import ChangedSince
from kechuang.offers.selectors import planning
from kechuang.offers.selectors.verified import unverified_words
from kechuang.parties.models import PartyFact
from kechuang.parties.services import NewFact, certify_fact, state_facts
from kechuang.runs.models import Run
from tests.base.registry.cast import AT, TODAY
from tests.journeys.small_region import Person, person, state, sweep
from tests.rooms.cases.scene import wait
from tests.rooms.offers.scene import APPROVED, PUBLICISED, Scene

PAID = "tech_purchase_paid"
WORDS = "企业填报（合同台账）"


def say(by: Person, code: str, value: int = 30_000_000) -> None:
    fact = NewFact(code, PAID, value, "合同台账", TODAY, period="2025", unit="元")
    state_facts(by=by.actor, at=AT, facts=[fact])


@pytest.fixture
def own(scene: Scene) -> Person:
    """Somebody of a firm of which nobody but itself says anything."""
    return person("brenda", Role.ENTERPRISE, of=scene.region.blank)


@pytest.fixture
def run(scene: Scene, own: Person) -> Run:
    say(own, scene.region.blank.credit_code)
    return sweep()


def certify(scene: Scene) -> None:
    said = PartyFact.objects.get(party=scene.region.blank, source=WORDS)
    certify_fact(by=scene.who("clerk"), at=AT, fact=said, certified_by="技术合同登记机构")


def listed(plan: planning.Plan) -> set[int]:
    return {row.party_id for row in plan.rows}


def test_a_firm_that_alone_says_so_is_kept_apart_with_its_words(scene: Scene, run: Run) -> None:
    plan = scene.plan(run=run)

    blank = scene.region.blank.pk
    assert blank not in listed(plan)
    assert plan.apart["unverified"] == 1
    (one,) = plan.unverified
    assert (one.party_id, [word.name for word in one.words]) == (blank, [PAID])


def test_once_certified_it_is_offered(scene: Scene, run: Run) -> None:
    seen = scene.plan(run=run).digest
    certify(scene)

    plan = scene.plan(run=run)
    assert scene.region.blank.pk in listed(plan)
    assert "unverified" not in plan.apart
    with pytest.raises(ChangedSince):
        scene.freeze(run=run, digest=seen)


def test_what_an_authority_states_as_well_needs_no_certificate(scene: Scene, run: Run) -> None:
    state(scene.region.blank, source="技术合同登记系统", tech_purchase_paid=30_000_000)

    assert scene.region.blank.pk in listed(scene.plan(run=run))


def test_a_word_beside_an_authority_s_is_no_reason_to_wait(scene: Scene) -> None:
    say(scene.people["mine"], scene.region.mine.credit_code, 900_000_000)

    plan = scene.plan(run=sweep())

    assert scene.region.mine.pk in listed(plan)
    mine = next(row for row in plan.rows if row.party_id == scene.region.mine.pk)
    assert mine.asked_fen == next(
        row.asked_fen for row in scene.plan().rows if row.party_id == scene.region.mine.pk
    )


def old_list(scene: Scene, run: Run, monkeypatch: pytest.MonkeyPatch) -> OfferList:
    """Frozen before anybody asked whose word it rests on, and waiting for the second approval."""
    with monkeypatch.context() as patch:
        patch.setattr(planning, "words_alone", lambda *answers, **on: {})
        issued = scene.issued(run=run)
    for offer in issued.offers.all():
        wait(offer.case, "2026-12-08T00:00")
    scene.advance(issued, "publicise", "clerk", PUBLICISED)
    for offer in issued.offers.all():
        wait(offer.case, "2026-12-17T00:00")
    scene.advance(issued, "approve", "first", APPROVED)
    return issued


def test_no_money_is_promised_on_the_firm_s_word_alone(
    scene: Scene, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = old_list(scene, run, monkeypatch)

    done = scene.advance(old, "approve", "second", APPROVED)

    ((offer, refusal),) = done.refused
    assert offer.party == scene.region.blank
    assert "certified" in refusal.said_in("en")
    offer.refresh_from_db()
    assert offer.grant is None
    certify(scene)
    assert not unverified_words(offer)
    assert scene.advance(old, "approve", "second", APPROVED).taken == 1


def test_the_bureau_reads_what_to_certify_and_the_firm_too(
    scene: Scene, run: Run, own: Person
) -> None:
    asked = {
        "clause": scene.clause.pk,
        "year": 2026,
        "line": scene.town.line.pk,
        "version": scene.version.pk,
    }
    plan = scene.people["clerk"].client.get("/offers/plan/", asked).content.decode()
    firm = own.client.get(f"/entitlements/party/{scene.region.blank.pk}/").content.decode()

    assert "须先核验的企业自报数据" in plan
    assert WORDS in plan
    assert "核验后才能免申即享" in firm
