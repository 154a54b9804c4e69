"""Awards: two approvals, lanes, and the money held for them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, Q

from kechuang.base.invariants import Finding, Invariant, found
from kechuang.cases.models import StepTaken
from kechuang.cases.selectors import settled_options
from kechuang.engines.wording import Text
from kechuang.programmes.models import Award, ListedItem
from kechuang.programmes.states import ADMITTED, AWARDED

APPROVE = "approve"
PREPARING = ("propose", "list_need")
TWO = 2


def single_approvals() -> Iterator[Finding]:
    for item in ListedItem.objects.filter(awards__isnull=False).distinct():
        steps = StepTaken.objects.filter(case=item.need.case)
        approvals = steps.filter(event=APPROVE).values_list("persons", flat=True)
        approvers = {person for persons in approvals for person in persons}
        prepared = steps.filter(event__in=PREPARING).values_list("persons", flat=True)
        preparers = {person for persons in prepared for person in persons}
        if len(approvers) < TWO or approvers & preparers:
            yield found(item, "立项没有两位未经手的审批人", "two others did not approve the award")


def ill_founded_awards() -> Iterator[Finding]:
    fits = Q(
        bid__item=F("item"), item__need__case__state__in=AWARDED, bid__case__state__in=ADMITTED
    )
    not_approved = Award.objects.exclude(fits | Q(item__need__case__state="not_approved"))
    for award in not_approved.select_related("item", "bid"):
        yield found(award, "立项的方案不是本榜单通过审查的方案", "its bid is no admitted one of it")


def too_many_lanes() -> Iterator[Finding]:
    for item in ListedItem.objects.annotate(lanes=Count("awards")).filter(lanes__gt=0):
        allowed = settled_options(item.case.round).get("lanes")
        places = list(item.awards.order_by("lane").values_list("lane", flat=True))
        if places != list(range(1, len(places) + 1)) or len(places) > (allowed or 1):  # type: ignore[operator]
            yield found(item, "立项数超过本轮赛道数", "it has more awards than lanes")


def unheld_awards() -> Iterator[Finding]:
    held = Q(
        reservation__amount_fen=F("grant_fen"),
        reservation__phase="pending",
    )
    nothing = Q(grant_fen=0, reservation__isnull=True)
    for award in Award.objects.exclude(held | nothing).select_related("item"):
        yield found(award, "预留金额与立项补助不符", "what is held is not its grant")


def unnamed_deciders() -> Iterator[Finding]:
    """The voucher that holds an award's money names two people, never the machine."""
    by, approver = "reservation__voucher__actor_id", "reservation__voucher__approver_id"
    named = Q(**{f"{by}__isnull": False, f"{approver}__isnull": False}) & ~Q(**{by: F(approver)})
    held = Award.objects.filter(reservation__isnull=False)
    for award in held.exclude(named).select_related("item"):
        yield found(award, "预留凭证没有两位审批人", "its voucher does not name two people")


def uneven_awards() -> Iterator[Finding]:
    for award in Award.objects.select_related("item").iterator():
        if sum(share["fen"] for share in award.shares) != award.budget_fen:
            yield found(award, "各方出资之和不是总经费", "the payers' shares are not the budget")


AWARDING = (
    Invariant(
        "programmes.awards_have_two_approvals",
        Text(
            "每项立项由两位未经手的人批准", "Two people who prepared nothing approved every award"
        ),
        single_approvals,
    ),
    Invariant(
        "programmes.awards_are_of_admitted_bids",
        Text("立项的都是本榜单通过审查的方案", "Every award is of an admitted bid of its item"),
        ill_founded_awards,
    ),
    Invariant(
        "programmes.awards_are_at_most_the_lanes",
        Text("立项数不超过本轮赛道数", "No item has more awards than its round has lanes"),
        too_many_lanes,
    ),
    Invariant(
        "programmes.grants_are_held",
        Text("每项补助都有等额预留", "For every grant the same amount was held"),
        unheld_awards,
    ),
    Invariant(
        "programmes.money_is_held_by_two_people",
        Text(
            "预留补助的凭证写明两位审批人", "The voucher that holds a grant names who approved it"
        ),
        unnamed_deciders,
    ),
    Invariant(
        "programmes.payers_bear_the_budget",
        Text("各方出资之和等于总经费", "What the payers bear is the whole budget"),
        uneven_awards,
    ),
)
