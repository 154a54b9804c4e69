"""From the notice to the payment: answers, publicity, approval by two, the ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.template.loader import render_to_string

from kechuang.audit.models import Event
from kechuang.base.errors import NotAllowed, Refusal
from kechuang.cases.models import Case, Letter
from kechuang.cases.services import (
    answer_objection,
    enter_procedure,
    lodge_objection,
    take_step,
)
from kechuang.ledger import services as ledger
from kechuang.ledger.grounds import other_ground
from kechuang.ledger.models import Account, ClawBack, Grant
from kechuang.ledger.refusals import AlikeGrant, AlreadyGranted
from kechuang.ledger.services.instructions import approve_instruction
from kechuang.offers import services as offers
from kechuang.offers.models import Offer, OfferList
from kechuang.offers.refusals import SamePerson
from kechuang.offers.selectors.lists import placed
from kechuang.offers.services.paying import grant_plan
from kechuang.offers.states import OFFER_PROCEDURE, Stage
from tests.engines.flow.playing import PROCEDURES
from tests.rooms.cases.scene import CITY, at, wait
from tests.rooms.ledger.town import warrant
from tests.rooms.offers.scene import APPROVED, FROZEN, PAID, PUBLICISED, TOLD, Scene

TOLD_LATER = at("2026-11-25T09:00")


def stage(scene: Scene, offer_list: OfferList, firm: str = "mine") -> Stage:
    (found,) = placed([scene.offer(offer_list, firm)])
    return found.stage


def answer(scene: Scene, offer_list: OfferList, event: str, **given: Any) -> None:
    offers.answer_offer(
        by=scene.who("mine"), at=at("2026-11-24T09:00"), offer=scene.offer(offer_list),
        event=event, **given,
    )  # fmt: skip


def test_every_firm_is_told_why_by_which_article_and_how_much(scene: Scene) -> None:
    issued = scene.issued()

    letters = Letter.objects.filter(case__offer__offer_list=issued, template="offer")
    assert letters.count() == issued.offers.count() == 2
    step = scene.case(issued).steps.get(event="issue")
    assert issued.article in step.reason
    assert "来源：" in step.reason
    assert step.facts["grant"] == scene.offer(issued).amount_fen


def test_telling_goes_on_after_an_interruption_and_tells_nobody_twice(scene: Scene) -> None:
    issued = scene.issued()

    assert offers.send_offers(by=scene.who("clerk"), at=TOLD, offer_list=issued) == 0
    assert Case.objects.filter(offer__offer_list=issued).count() == 2


def test_nobody_is_told_before_the_money_is_held(scene: Scene) -> None:
    frozen = scene.freeze()

    with pytest.raises(Refusal, match="已冻结"):
        offers.issue_list(by=scene.who("clerk"), at=TOLD, offer_list=frozen)


def test_the_firm_confirms_in_one_click(scene: Scene) -> None:
    issued = scene.issued()

    answer(scene, issued, "confirm")

    assert stage(scene, issued) == Stage.AGREED
    assert stage(scene, issued, "strange") == Stage.OFFERED


def test_others_do_not_answer_for_it(scene: Scene) -> None:
    issued = scene.issued()

    for name in ("strange", "clerk"):
        with pytest.raises(NotAllowed):
            offers.answer_offer(
                by=scene.who(name), at=TOLD, offer=scene.offer(issued), event="confirm"
            )


def test_who_does_not_want_it_frees_the_money_and_is_not_offered_it_again(scene: Scene) -> None:
    issued = scene.issued()
    free = free_of(scene)

    answer(scene, issued, "decline")

    assert stage(scene, issued) == Stage.DECLINED
    assert free_of(scene) == free + scene.offer(issued).amount_fen
    assert scene.plan().apart["already"] == 2


def test_a_question_that_is_right_takes_the_offer_back_to_be_computed_anew(scene: Scene) -> None:
    issued = scene.issued()
    answer(scene, issued, "question", reason="采购额有误")

    take_step(
        by=scene.who("clerk"), at=at("2026-11-25T09:00"), case=scene.case(issued),
        event="accept_question", reason="数据有误",
    )  # fmt: skip

    assert stage(scene, issued) == Stage.REVOKED
    assert [row.party_id for row in scene.plan().rows] == [scene.region.mine.pk]


def test_a_question_needs_words(scene: Scene) -> None:
    issued = scene.issued()

    with pytest.raises(Refusal):
        answer(scene, issued, "question")


def test_silence_counts_as_consent_where_the_pack_says_so(scene: Scene) -> None:
    issued = scene.issued()

    wait(scene.case(issued), "2026-12-08T00:00")

    assert stage(scene, issued) == Stage.AGREED


def test_silence_lets_the_offer_lapse_where_the_pack_says_so(scene: Scene) -> None:
    source = PROCEDURES[OFFER_PROCEDURE].source.replace(
        "视为同意, en: Silence counts as consent, default: true",
        "视为同意, en: Silence counts as consent, default: false",
    )
    version = enter_procedure(by=CITY, at=FROZEN, content=source)
    free = free_of(scene)
    issued = scene.issued(version=version)

    wait(scene.case(issued), "2026-12-08T00:00")

    assert stage(scene, issued) == Stage.LAPSED
    assert stage(scene, issued, "strange") == Stage.LAPSED
    assert free_of(scene) == free


def test_nothing_is_approved_while_publicity_runs(scene: Scene) -> None:
    publicised = scene.publicised()

    with pytest.raises(Refusal):
        take_step(
            by=scene.who("first"), at=PUBLICISED, case=scene.case(publicised), event="approve"
        )


def test_a_pack_that_skips_publicity_pays_nothing(scene: Scene) -> None:
    """What the pack leaves out, the room still asks for."""
    source = PROCEDURES[OFFER_PROCEDURE].source
    hasty = source.replace(
        "{event: approve, from: approving,", "{event: approve, from: [agreed, approving],"
    )
    issued = scene.issued(version=enter_procedure(by=CITY, at=FROZEN, content=hasty))
    answer(scene, issued, "confirm")
    case = scene.case(issued)
    take_step(by=scene.who("first"), at=TOLD_LATER, case=case, event="approve")

    with pytest.raises(Refusal, match="公示尚未结束"):
        take_step(by=scene.who("second"), at=TOLD_LATER, case=case, event="approve")


def test_the_database_grants_nothing_before_publicity_ended(scene: Scene) -> None:
    publicised = scene.publicised()
    grant = scene.town.grant()

    with pytest.raises(DatabaseError, match="publicity is not over"), transaction.atomic():
        Offer.objects.filter(pk=scene.offer(publicised).pk).update(grant=grant)


def test_an_objection_that_is_upheld_takes_the_offer_back(scene: Scene) -> None:
    publicised, free = scene.publicised(), free_of(scene)
    case = scene.case(publicised)
    noon = at("2026-12-09T12:00")
    objection = lodge_objection(by=scene.who("strange"), at=noon, case=case, text="合同不实")
    answer_objection(
        by=scene.who("clerk"), at=noon, objection=objection, is_upheld=True, answer="查实"
    )
    take_step(
        by=scene.who("clerk"), at=noon, case=case, event="settle_objection", reason="合同不实"
    )

    assert stage(scene, publicised) == Stage.REVOKED
    assert free_of(scene) == free + scene.offer(publicised).amount_fen


def test_two_approve_and_the_ledger_owes(scene: Scene) -> None:
    approved = scene.approved()

    offer = scene.offer(approved)
    grant = offer.grant
    assert grant is not None
    assert stage(scene, approved) == Stage.GRANTED
    assert (grant.total_fen, grant.party_id) == (offer.amount_fen, offer.party_id)
    assert grant.rule_version.startswith("yunlan-contracts/buyer@")
    assert grant.tranches.get().accepted_on is not None


def test_one_person_does_not_approve_twice(scene: Scene) -> None:
    approving = scene.approving()
    scene.advance(approving, "approve", "first", APPROVED)

    again = scene.advance(approving, "approve", "first", APPROVED)

    assert (again.taken, again.refused) == (0, [])
    with pytest.raises(Refusal):
        take_step(by=scene.who("first"), at=APPROVED, case=scene.case(approving), event="approve")
    assert stage(scene, approving) == Stage.APPROVING


def test_who_told_the_firms_or_publicised_does_not_approve(scene: Scene) -> None:
    done = scene.advance(prepared_by_second(scene), "approve", "second", APPROVED)

    assert done.taken == 0
    assert len(done.refused) == 2


def prepared_by_second(scene: Scene) -> OfferList:
    """Frozen by the clerk; told and publicised by another."""
    issued = scene.issued(told_by="second")
    for offer in issued.offers.all():
        wait(offer.case, "2026-12-08T00:00")
    scene.advance(issued, "publicise", "second", PUBLICISED)
    for offer in issued.offers.all():
        wait(offer.case, "2026-12-17T00:00")
    return issued


def test_who_froze_the_list_does_not_approve_what_is_on_it(scene: Scene) -> None:
    """The procedure forbids those who told and publicised; another may have done both."""
    issued = prepared_by_second(scene)
    case = scene.case(issued)
    take_step(by=scene.who("first"), at=APPROVED, case=case, event="approve")

    with pytest.raises(SamePerson):
        scene.advance(issued, "approve", "clerk", APPROVED)
    with pytest.raises(SamePerson):
        take_step(by=scene.who("clerk"), at=APPROVED, case=case, event="approve")


def test_nor_was_the_freezers_approval_the_first_of_the_two(scene: Scene) -> None:
    approving = prepared_by_second(scene)
    case = scene.case(approving)
    take_step(by=scene.who("clerk"), at=APPROVED, case=case, event="approve")

    with pytest.raises(SamePerson):
        take_step(by=scene.who("first"), at=APPROVED, case=case, event="approve")


def test_another_programme_cannot_pay_the_same_ground(scene: Scene) -> None:
    approved = scene.approved()
    plan = grant_plan(scene.offer(approved))

    with pytest.raises(AlreadyGranted):
        ledger.agree_grant(warrant=warrant(), plan=plan)


def test_what_another_programme_paid_meanwhile_is_not_paid_again(scene: Scene) -> None:
    approving = scene.approving()
    plan = grant_plan(scene.offer(approving))
    ledger.agree_grant(warrant=warrant(), plan=plan)
    scene.advance(approving, "approve", "first", APPROVED)

    done = scene.advance(approving, "approve", "second", APPROVED)

    assert done.taken == 1
    assert [offer.party_id for offer, _ in done.refused] == [scene.region.mine.pk]
    assert isinstance(done.refused[0][1], AlreadyGranted)


def test_what_resembles_another_grant_is_paid_with_a_reason_only(scene: Scene) -> None:
    approving = scene.approving()
    plan = grant_plan(scene.offer(approving))
    like = replace(plan, ground=other_ground(f"{plan.ground.number}另一年"))
    ledger.agree_grant(warrant=warrant(), plan=like)
    scene.advance(approving, "approve", "first", APPROVED)

    stopped = scene.advance(approving, "approve", "second", APPROVED)
    done = offers.advance_offers(
        by=scene.who("second"),
        at=APPROVED,
        offer_list=approving,
        event="approve",
        reasons={stopped.refused[0][0].pk: "另一批"},
    )

    assert [type(refused) for _, refused in stopped.refused] == [AlikeGrant]
    assert (done.taken, done.refused) == (1, [])
    assert Event.objects.get(command="lift_likeness").payload["reason"] == "另一批"
    request = scene.people["clerk"].client.get(f"/offers/{approving.number}/").wsgi_request
    told = {"offer_list": approving, "stopped": stopped.refused}
    page = render_to_string("offers/stopped.html", told, request=request)
    assert f'name="reason_{stopped.refused[0][0].pk}"' in page


def paid(scene: Scene) -> OfferList:
    approved = scene.approved()
    run = offers.draft_payments(by=scene.who("clerk"), at=PAID, offer_list=approved)
    run = ledger.check_run(by=scene.who("teller"), at=PAID, run=run)
    ledger.approve_run(
        warrant=ledger.Warrant(
            by=scene.who("clerk"), approver=scene.who("cashier"), at=PAID, on=PAID.date(),
            request_id=uuid4(),
        ),
        run=run,
    )  # fmt: skip
    answers = [
        ledger.Answer(item.number, f"S-{item.number}", True, item.amount_fen, PAID.date())
        for item in run.items.all()
    ]
    ledger.record_answers(warrant=warrant(at=PAID, on=PAID.date()), run=run, answers=answers)
    return approved


def test_the_payment_list_is_the_ledgers_and_drafted_once(scene: Scene) -> None:
    approved = scene.approved()
    run = offers.draft_payments(by=scene.who("clerk"), at=PAID, offer_list=approved)

    assert sum(item.amount_fen for item in run.items.all()) == approved.total_fen
    with pytest.raises(Refusal, match="没有已批准未支付"):
        offers.draft_payments(by=scene.who("clerk"), at=PAID, offer_list=approved)


def test_a_withdrawn_payment_list_is_drafted_again(scene: Scene) -> None:
    approved = scene.approved()
    run = offers.draft_payments(by=scene.who("clerk"), at=PAID, offer_list=approved)
    ledger.withdraw_run(by=scene.who("clerk"), at=PAID, run=run, reason="账户变更")

    again = offers.draft_payments(by=scene.who("clerk"), at=PAID, offer_list=approved)

    assert again.pk != run.pk


def test_paid_is_what_the_treasury_answered(scene: Scene) -> None:
    done = paid(scene)

    assert stage(scene, done) == Stage.PAID
    assert free_of(scene) == held_before(scene) - done.total_fen


def test_money_is_asked_back_with_a_reason_by_two_people(scene: Scene) -> None:
    done = paid(scene)
    offer = scene.offer(done)
    asked = offers.ask_claw_back(
        by=scene.who("clerk"), at=PAID, offer=offer, amount_fen=offer.amount_fen,
        reason="合同解除", decision="追〔2026〕3号",
    )  # fmt: skip
    assert stage(scene, done) == Stage.PAID

    approve_instruction(by=scene.who("treasurer"), at=PAID, instruction=asked)

    assert stage(scene, done) == Stage.RECLAIMED
    assert ClawBack.objects.get(share__grant=offer.grant).reason == "合同解除"


def test_nothing_is_asked_back_without_a_reason_or_before_payment(scene: Scene) -> None:
    approved = scene.approved()
    content = {"amount_fen": 1, "decision": "追〔2026〕3号"}

    for reason in ("", "合同解除"):
        with pytest.raises(Refusal):
            offers.ask_claw_back(
                by=scene.who("clerk"), at=PAID, offer=scene.offer(approved), reason=reason,
                **content,
            )  # fmt: skip


def test_every_command_is_on_the_chain(scene: Scene) -> None:
    last = Event.objects.order_by("-sequence").values_list("sequence", flat=True)[0]

    scene.approved()

    said = set(Event.objects.filter(sequence__gt=last).values_list("command", flat=True))
    assert said >= {"freeze_offers", "fund_offers", "issue_offers", "promise_offer"}
    assert Grant.objects.filter(offer__isnull=False).count() == 2


def free_of(scene: Scene) -> int:
    return Account.objects.get(pk=scene.town.line.account_id).free_fen


def held_before(scene: Scene) -> int:
    return Account.objects.get(pk=scene.town.line.account_id).credits_posted_fen
