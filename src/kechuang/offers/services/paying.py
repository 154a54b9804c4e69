"""From an approved offer to the payment list, and back: always through the ledger's commands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid4, uuid5

from django.utils.timezone import localdate

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, stated, wrong_state
from kechuang.cases.models import Case, StepTaken
from kechuang.engines.flow import Effect
from kechuang.ledger.access import can_prepare
from kechuang.ledger.grounds import Ground
from kechuang.ledger.models import Grant, Instruction, PaymentItem, PaymentRun, TrancheShare
from kechuang.ledger.services import (
    FundPlan,
    GrantPlan,
    Lifting,
    Rule,
    TranchePlan,
    accept_tranche,
    agree_grant,
    draft_run,
    resolve_reservation,
)
from kechuang.ledger.services.instructions import prepare_instruction
from kechuang.ledger.states import (
    Condition,
    FundSource,
    GrantMode,
    GroundKind,
    ItemState,
    Phase,
)
from kechuang.offers.models import Offer, OfferList
from kechuang.offers.refusals import (
    NOT_CLAIMED,
    NOT_LISTED,
    NOT_PROMISED,
    frozen_by_approver,
    unverified,
)
from kechuang.offers.selectors.verified import unverified_words
from kechuang.offers.services.standing import DECIDED, ENDED, decided, warrant, write_down
from kechuang.offers.states import APPROVE, REVOKED
from kechuang.packs.catalogue import fact_catalogue
from kechuang.parties.models import PartyFact

RELATED = ("party", "offer_list__line__scheme__book", "offer_list__line__appropriation",
           "reservation", "case")  # fmt: skip


def promise_money(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """Performs ``promise_money``: the held money becomes a grant whose one tranche is payable.

    A Refusal takes the approval back: whoever froze the list approves none of it, publicity must
    be over with every objection answered, the firm's own word alone is no ground for money, and
    the ledger refuses the same ground a second time.
    What only resembles another grant passes with the reason that the last approval gives.
    """
    offer = Offer.objects.select_for_update(of=("self",)).select_related(*RELATED).get(case=case)
    _refuse_freezer(offer, case)
    _refuse_unpublicised(case)
    _refuse_unverified(offer)
    plan = grant_plan(offer)
    held = offer.reservation if _is_held(offer) else None
    given = replace(decided(offer, case, "agree_grant", at), lifting=_lifting(case, by))
    agree_grant(warrant=given, plan=plan, reservation=held)
    grant = Grant.objects.get(
        party=offer.party,
        ground_key=plan.ground.key,
        period_from=plan.period_from,
        cancelled_at=None,
    )
    accept_tranche(
        warrant=decided(offer, case, "accept_tranche", at),
        tranche=grant.tranches.get(),
        acceptance=f"{offer.offer_list.decision} {case.number}"[:200],
    )
    write_down(offer, grant=grant)
    payload = {"offer": str(offer), "grant": grant.number, "amount_fen": offer.amount_fen}
    record(by=by, at=at, command="promise_offer", target=offer, payload=payload)


def release_money(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """Performs ``release_money``: nothing is held any more for an offer that came to nothing.

    What was taken back by the authority may be offered anew; what a firm declined may not.
    """
    offer = Offer.objects.select_related(*RELATED).get(case=case)
    free_money(offer, at)
    if case.state == REVOKED:
        write_down(offer, freed_at=at)
    payload = {"offer": str(offer), "state": case.state}
    record(by=by, at=at, command="release_offer", target=offer, payload=payload)


def free_money(offer: Offer, at: datetime) -> None:
    """The held amount goes back to its line, unless it was resolved before."""
    if _is_held(offer) and offer.reservation is not None:
        resolve_reservation(
            warrant=warrant(offer, "void", ENDED, DECIDED, at),
            reservation=offer.reservation,
            phase=Phase.VOID,
        )


def grant_plan(offer: Offer) -> GrantPlan:
    """The offer as the ledger takes it: one ground per clause and year, one tranche, one fund.

    The ground is the matter of the clause and names neither list nor article, so that no other
    scheme or department can pay it again for the same year.
    """
    told, line = offer.offer_list, offer.offer_list.line
    return GrantPlan(
        scheme=line.scheme,
        party=offer.party,
        title=f"{told.title} {told.year}"[:200],
        ground=Ground(GroundKind.FACT, told.title, told.article),
        period_from=date(told.year, 1, 1),
        period_to=date(told.year, 12, 31),
        mode=GrantMode.AFTER,
        decision=told.decision,
        funds=(FundPlan(FundSource(line.appropriation.source), 1, line),),
        tranches=(TranchePlan("一次性兑付", offer.amount_fen, Condition.COMPLETION),),
        rule=Rule(told.pack_id, told.pack_digest, told.clause_id, offer.entitlement_id),
    )


def draft_payments(*, by: Actor, at: datetime, offer_list: OfferList) -> PaymentRun:
    """List everything of the list that is approved and unpaid for the treasury.

    The run is the ledger's: two others check and approve it there. The same offers again are the
    same run.
    """
    parts = list(payable_parts(offer_list))
    if not parts:
        raise wrong_state(NOT_LISTED, "没有已批准未支付的条目", "nothing is approved and unpaid")
    wanted = ",".join(str(part.pk) for part in parts)
    book = offer_list.line.scheme.book
    drafted = uuid5(NAMESPACE_URL, f"offers:{offer_list.number}:{wanted}:{_tries(parts)}")
    return draft_run(by=by, at=at, book=book, request_id=drafted, parts=parts)


def ask_claw_back(
    *, by: Actor, at: datetime, offer: Offer, amount_fen: int, reason: str, decision: str
) -> Instruction:
    """Ask paid money back: an instruction that another person approves in the ledger."""
    require(can_prepare(by), Text("提出追回", "ask for a claw-back"))
    said = stated(NOT_CLAIMED, reason)
    share = offer.grant.shares.filter(paid__isnull=False).first() if offer.grant else None
    if share is None:
        raise invalid(NOT_CLAIMED, "尚未立项，没有可追回的资金", "nothing was promised or paid yet")
    content = {"share": share.pk, "amount_fen": amount_fen, "reason": said, "decision": decision}
    return prepare_instruction(
        by=by,
        at=at,
        on=localdate(at),
        request_id=uuid4(),
        command="decide_claw_back",
        content=content,
    )


def payable_parts(offer_list: OfferList) -> list[TrancheShare]:
    """Accepted and in no open run; ordered, so that the same ones are the same request."""
    parts = TrancheShare.objects.filter(
        tranche__grant__offer__offer_list=offer_list, accepted__isnull=False
    ).select_related("accepted")
    listed = PaymentItem.objects.filter(
        part__in=parts, state__in=(ItemState.DRAFTED, ItemState.SENT)
    )
    waiting = parts.exclude(pk__in=listed.values("part")).order_by("pk")
    return [part for part in waiting if part.accepted and part.accepted.free_fen > 0]


def _tries(parts: list[TrancheShare]) -> int:
    """A run that was withdrawn or refused may be drafted again; as a request of its own."""
    return PaymentItem.objects.filter(part__in=parts).count()


def _lifting(case: Case, by: Actor) -> Lifting | None:
    """The reason of the last approval, where it gives one."""
    approvals = StepTaken.objects.filter(case=case, event=APPROVE, by_id=by.account_id)
    last = approvals.order_by("-position").first()
    return Lifting(last.reason) if last and last.reason.strip() else None


def _is_held(offer: Offer) -> bool:
    return offer.reservation is not None and not hasattr(offer.reservation, "resolution")


def _refuse_freezer(offer: Offer, case: Case) -> None:
    frozen_by = offer.offer_list.frozen_by_id
    approvals = StepTaken.objects.filter(case=case, event=APPROVE)
    if frozen_by is not None and approvals.filter(by_id=frozen_by).exists():
        raise frozen_by_approver()


def _refuse_unverified(offer: Offer) -> None:
    if words := unverified_words(offer):
        raise unverified([_named(word) for word in words])


def _named(word: PartyFact) -> Text:
    zh, en = fact_catalogue()[word.name].label
    return Text(f"{zh} {word.period}".strip(), f"{en} {word.period}".strip())


def _refuse_unpublicised(case: Case) -> None:
    ended = case.publicities.filter(ended_at__isnull=False)
    is_open = case.publicities.filter(ended_at__isnull=True).exists()
    unanswered = case.publicities.filter(
        objections__isnull=False, objections__answered_at__isnull=True
    )
    if not ended.exists() or is_open or unanswered.exists():
        raise wrong_state(
            NOT_PROMISED,
            "公示尚未结束，或有异议没有答复",
            "publicity is not over, or an objection is not answered",
            Text("请等公示期满并答复全部异议", "Wait for its end and answer every objection"),
        )
