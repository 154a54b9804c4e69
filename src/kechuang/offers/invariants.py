"""What must hold of lists, offers and the money they became."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.db.models import Count, F, Q

from kechuang.audit.guards import lost_guards
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.cases.models import StepTaken
from kechuang.engines.wording import Text
from kechuang.ledger.models.persons import different_persons
from kechuang.offers.guards import APPEND_ONLY, FROZEN, SINGLE
from kechuang.offers.models import Application, Offer, OfferList
from kechuang.offers.selectors.contents import content_digest
from kechuang.offers.selectors.verified import unverified_words
from kechuang.offers.states import APPROVE, GRANTED, ListState
from kechuang.parties.selectors import own_words

SAME = ("party", "pack_id", "clause_id", "year")
TWO = 2


def altered_lists() -> Iterator[Finding]:
    for each in OfferList.objects.iterator():
        if content_digest(each) != each.content_digest:
            yield found(each, "清单与冻结时不一致", "it is not what was frozen")


def offered_twice() -> Iterator[Finding]:
    for model in (Offer, Application):
        live = model._default_manager.filter(freed_at=None).order_by()
        for row in live.values(*SAME).annotate(n=Count("pk")).filter(n__gt=1):
            key = f"{row['party']} {row['pack_id']}/{row['clause_id']} {row['year']}"
            yield found(key, f"同一企业、条款、年度有 {row['n']} 条", f"{row['n']} of one kind")


def beyond_their_budget() -> Iterator[Finding]:
    """What is held for an offer is its amount; a list is the sum of its offers."""
    for each in OfferList.objects.iterator():
        amounts = list(each.offers.values_list("amount_fen", flat=True))
        if sum(amounts) != each.total_fen or each.total_fen > each.left_fen:
            yield found(each, "合计不等于各家之和，或超过预算余额", "its sum is wrong or too large")
    held = Offer.objects.filter(reservation__isnull=False)
    for offer in held.exclude(reservation__amount_fen=F("amount_fen")):
        yield found(offer, "预留金额不等于本次金额", "another amount is held for it")


def untold_money() -> Iterator[Finding]:
    """Firms are told only once their money is held."""
    told = Offer.objects.filter(case__isnull=False)
    unheld = Q(reservation__isnull=True) | ~Q(offer_list__state=ListState.ISSUED)
    for offer in told.filter(unheld).select_related("offer_list", "party"):
        yield found(offer, "资金没有预留即告知", "the firm was told before the money was held")


def promised_otherwise() -> Iterator[Finding]:
    """An approved offer is one grant of its amount to its firm by its clause, and no other is."""
    granted = Q(case__state=GRANTED)
    wrong = (
        (granted & Q(grant__isnull=True))
        | (Q(grant__isnull=False) & ~granted)
        | (Q(grant__isnull=False) & ~Q(grant__total_fen=F("amount_fen")))
        | (Q(grant__isnull=False) & ~Q(grant__party=F("party")))
        | (Q(grant__isnull=False) & ~Q(grant__rule_clause=F("clause_id")))
    )
    for offer in Offer.objects.filter(wrong).select_related("offer_list", "party"):
        yield found(offer, "批准与立项不一致", "what was approved is not what was promised")


def hastily_approved() -> Iterator[Finding]:
    """Publicity ended, two people approved, and neither of them froze the list."""
    granted = Offer.objects.filter(case__state=GRANTED).select_related("offer_list", "party")
    for offer in granted:
        steps = StepTaken.objects.filter(case=offer.case_id, event=APPROVE)
        people = set(steps.values_list("by_id", flat=True))
        froze = {offer.offer_list.frozen_by_id} - {None}
        ended = offer.case is not None and offer.case.publicities.filter(ended_at__isnull=False)
        if len(people) < TWO or people & froze or not ended:
            yield found(offer, "未经公示或未经另外两人批准", "not publicised, or not by two others")


def promised_on_own_words() -> Iterator[Finding]:
    """Money was promised on facts that somebody besides the firm states."""
    granted = Offer.objects.filter(grant__isnull=False)
    related = ("offer_list", "party", "entitlement__run")
    for offer in granted.filter(party__in=own_words().values("party")).select_related(*related):
        if unverified_words(offer):
            yield found(offer, "只凭企业自报的数据立项", "promised on the firm's word alone")


def funded_by_one() -> Iterator[Finding]:
    funded = OfferList.objects.filter(funded_at__isnull=False)
    for each in funded.exclude(different_persons("funded_by", "frozen_by")):
        yield found(each, "冻结与预留资金是同一人", "one person froze and funded it")


INVARIANTS = (
    Invariant(
        "offers.lists_are_as_frozen",
        Text("清单与冻结时一致", "Lists are what was frozen"),
        altered_lists,
    ),
    Invariant(
        "offers.once_per_firm_clause_and_year",
        Text(
            "同一企业、条款、年度只告知或申请一次",
            "A firm has one offer and one application per clause and year",
        ),
        offered_twice,
    ),
    Invariant(
        "offers.lists_stay_within_the_budget",
        Text(
            "清单合计等于各家之和，不超过冻结时的预算余额",
            "A list is the sum of its offers, within what was left of its line",
        ),
        beyond_their_budget,
    ),
    Invariant(
        "offers.firms_are_told_once_money_is_held",
        Text("资金预留之后才告知企业", "Firms are told only once their money is held"),
        untold_money,
    ),
    Invariant(
        "offers.approved_is_promised",
        Text(
            "批准的每一家恰有一项同额立项",
            "Every approved offer is one grant of its amount to its firm",
        ),
        promised_otherwise,
    ),
    Invariant(
        "offers.approved_after_publicity_by_two_others",
        Text(
            "公示期满、由没有冻结清单的两人批准",
            "Approved after publicity, by two who did not freeze the list",
        ),
        hastily_approved,
    ),
    Invariant(
        "offers.promised_on_checked_facts",
        Text(
            "立项所依据的数据不只是企业自报",
            "Money is promised on more than the firm's own word",
        ),
        promised_on_own_words,
    ),
    Invariant(
        "offers.frozen_and_funded_by_two",
        Text("冻结与预留资金是两个人", "Who froze a list did not fund it"),
        funded_by_one,
    ),
    Invariant(
        "offers.guards_stand",
        Text("免申即享各表的数据库保护都在", "The database's guards of offers stand"),
        partial(lost_guards, APPEND_ONLY, FROZEN, SINGLE),
    ),
)
