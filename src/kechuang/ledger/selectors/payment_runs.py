"""Payment runs: lists, their three signatures, and what the reader may do next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum

from kechuang.base.actors import Actor
from kechuang.engines.wording import Text
from kechuang.ledger.access import can_approve, can_prepare, is_person
from kechuang.ledger.models import PayeeAccount, PaymentItem, PaymentRun
from kechuang.ledger.selectors.payees import payees_of
from kechuang.ledger.states import ANSWERED_ITEM_STATES, ItemState, RunState


@dataclass(frozen=True)
class Signature:
    """One of the three steps of a run; ``name`` is empty until somebody took it."""

    label: Text
    name: str
    at: datetime | None
    is_next: bool


@dataclass(frozen=True)
class Openings:
    """What the reader may do with a run now; ``hint`` says who else has to act."""

    can_check: bool
    can_approve: bool
    can_withdraw: bool
    hint: Text | None


SIGNATURES = (
    Text("编制", "Drafted"),
    Text("初审", "First approval"),
    Text("终审", "Second approval"),
)
NEXT_STEP = {RunState.DRAFTED: 1, RunState.CHECKED: 2}
OTHERS = {
    RunState.DRAFTED: Text(
        "编制人不能初审，请另一位资金财务人员初审",
        "the drafter does not check; another treasurer has to",
    ),
    RunState.CHECKED: Text(
        "编制人和初审人不能终审，请第三位资金财务人员终审",
        "neither drafter nor checker approves; a third person, a treasurer, has to",
    ),
}


def listed_runs() -> QuerySet[PaymentRun]:
    """Every run with ``item_count``, ``total_fen``, ``paid_fen`` and ``answered``."""
    answered = Count("items", filter=Q(items__state__in=ANSWERED_ITEM_STATES))
    runs = PaymentRun.objects.select_related("book").annotate(
        item_count=Count("items"),
        total_fen=Sum("items__amount_fen", default=0),
        paid_fen=Sum("items__paid_fen", filter=Q(items__state=ItemState.PAID), default=0),
        answered=answered,
    )
    return runs.order_by("-drafted_at", "-pk")


def items_of(run: PaymentRun) -> QuerySet[PaymentItem]:
    """The run's payments with what pages show beside them."""
    related = (
        "answer",
        "bank_return",
        "part__tranche__grant__party",
        "part__share__line__appropriation",
    )
    return run.items.select_related(*related)


def signatures_of(run: PaymentRun) -> list[Signature]:
    taken = (
        (run.drafted_by_name, run.drafted_at),
        (run.checked_by_name, run.checked_at),
        (run.approved_by_name, run.approved_at),
    )
    following = NEXT_STEP.get(RunState(run.state))
    return [
        Signature(label, name, at, is_next=place == following)
        for place, (label, (name, at)) in enumerate(zip(SIGNATURES, taken, strict=True))
    ]


def openings(actor: Actor, run: PaymentRun) -> Openings:
    state = RunState(run.state)
    drafted = is_person(actor, run.drafted_by_id, run.drafted_by_name)
    checked = is_person(actor, run.checked_by_id, run.checked_by_name)
    may = can_approve(actor)
    checks = may and state == RunState.DRAFTED and not drafted
    approves = may and state == RunState.CHECKED and not drafted and not checked
    return Openings(
        can_check=checks,
        can_approve=approves,
        can_withdraw=can_prepare(actor) and state in NEXT_STEP,
        hint=None if checks or approves else OTHERS.get(state),
    )


def moved_payees(run: PaymentRun) -> list[PaymentItem]:
    """Payments not yet answered whose party has confirmed another account since the drafting."""
    waiting = list(items_of(run).exclude(state__in=(*ANSWERED_ITEM_STATES, ItemState.WITHDRAWN)))
    current = payees_of({item.part.tranche.grant.party_id for item in waiting})
    return [item for item in waiting if _is_elsewhere(item, current)]


def _is_elsewhere(item: PaymentItem, current: dict[int, PayeeAccount]) -> bool:
    account = current.get(item.part.tranche.grant.party_id)
    return account is not None and account.number != item.account_number
