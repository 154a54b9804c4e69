"""The rules of an item's blind review: what the pack's round options say, and who has a stake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from kechuang.base.errors import Text, wrong_state
from kechuang.cases.models import Case
from kechuang.cases.selectors import settled_options, terms_of
from kechuang.engines.flow import (
    Effect,
    Reference,
    Value,
    deadlines,
    local_day,
    situation_from_data,
)
from kechuang.programmes.models import Bid, ListedItem
from kechuang.programmes.refusals import NOT_CHECKED
from kechuang.programmes.selectors.awards import lanes_of
from kechuang.programmes.selectors.bids import sealed_bids
from kechuang.programmes.selectors.checks.relations import registered
from kechuang.programmes.selectors.contents import (
    bid_content,
    handed_in,
    need_content,
    number_of,
)
from kechuang.programmes.selectors.rounds import measures_of
from kechuang.programmes.states import REVIEWING
from kechuang.reviews.services import NewCriterion, NewStakeholder, RoundPlan
from kechuang.reviews.states import Method, PlaceRule, TieKind

DEMANDER = Text("发榜单位", "demander")
JOINT_DEMANDER = Text("联合发榜单位", "partner of the demander")
REJECTED = Text("未通过形式审查的揭榜方", "bidder that was not admitted")
CONTACTS = {
    "phone": "unknown.applicant_phones",
    "account": "unknown.applicant_accounts",
    "address": "unknown.applicant_addresses",
}
JOINT_WORK = (TieKind.COAUTHOR, TieKind.COINVENTOR, TieKind.COAPPLICANT)
PERCENT_BP = 100


def review_plan(
    item: ListedItem, case: Case, effect: Effect, bids: Sequence[Bid], at: datetime
) -> RoundPlan:
    """The round that judges ``bids`` together. Refuses where its end cannot be told."""
    reports = effect.parameters["reports"]
    if not isinstance(reports, int):
        raise TypeError("reports")
    criteria = tuple(
        NewCriterion(one.id, one.label.zh, one.label.en, one.weight_bp)
        for one in measures_of(item.need.programme).review
    )
    return RoundPlan(
        code=item.number.lower(),
        title=f"{item.number} {need_content(handed_in(case)).topic}",
        region_code=settings.HOME_REGION,
        review_on=local_day(at),
        due_at=_due_at(case),
        criteria=criteria,
        reports_wanted=reports,
        place_rule=PlaceRule(str(effect.parameters["place"])),
        funded=lanes_of(item),
        switched_off=_untold(bids),
        stakeholders=tuple(_stakeholders(item, case, bids)),
        **_chosen(settled_options(case.round), criteria),
    )


def _chosen(options: Mapping[str, Value], criteria: Sequence[NewCriterion]) -> dict[str, Any]:
    """What the options of the round say; a round opened before an option existed has what held
    then."""
    method = Method(str(options.get("assigned_by", Method.DRAW)))
    cap, years = number_of(options.get("pair_cap")), options.get("joint_work_years", 3)
    tie = str(options.get("tie_rule", "lowest"))
    return {
        "method": method,
        "fields": _words(options.get("expert_fields")),
        "load_limit": options.get("load_limit", 10),
        "region_at_most": options.get("region_at_most"),
        "pair_cap_bp": int(cap * PERCENT_BP) if method == Method.LOTTERY else None,
        "former_post_years": options.get("former_post_years", 3),
        "conflict_years": {str(kind): years for kind in JOINT_WORK},
        "ties": (f"criterion:{criteria[0].code}" if tie == "first_criterion" else tie,),
    }


def _words(value: Value | None) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(each) for each in value) if isinstance(value, tuple) else ()


def _stakeholders(item: ListedItem, case: Case, bids: Sequence[Bid]) -> Iterator[NewStakeholder]:
    """The demander with its contact and partners, and bidders that were not admitted: those that
    were are in the round themselves."""
    values = handed_in(case)
    contact = values.get("contact")
    people = (contact.name,) if isinstance(contact, Reference) and contact.name else ()
    yield _unit(DEMANDER, need_content(values).demander, people)
    for partner in _references(values.get("partners")):
        yield _unit(JOINT_DEMANDER, partner)
    admitted = {bid.pk for bid in bids}
    for bid in sealed_bids(item).exclude(pk__in=admitted).select_related("case__round__version"):
        content = bid_content(handed_in(bid.case))
        yield from (_unit(REJECTED, unit) for unit in content.units)
        yield NewStakeholder(REJECTED, people=tuple(filter(None, (content.leader.name,))))


def _unit(role: Text, unit: Reference, people: tuple[str, ...] = ()) -> NewStakeholder:
    return NewStakeholder(role, registered(unit), unit.name, people)


def _references(value: Value | None) -> Iterator[Reference]:
    if isinstance(value, Reference):
        yield value
    elif isinstance(value, tuple):
        yield from (each for each in value if isinstance(each, Reference))


def _untold(bids: Sequence[Bid]) -> tuple[str, ...]:
    """Rules about contacts that the form did not oblige every bidder to tell: what is unknown of
    them would otherwise exclude every expert. Auditors see them with the round."""
    told = [bid_content(handed_in(bid.case)) for bid in bids]
    return tuple(
        rule for name, rule in CONTACTS.items() if not all(getattr(one, name) for one in told)
    )


def _due_at(case: Case) -> datetime:
    """When the item's clock of reviewing ends."""
    terms = terms_of(case.round)
    situation = situation_from_data(case.situation, terms.procedure)
    ends = {one.clock: one.at for one in deadlines(terms, situation)}
    due_at = ends.get(REVIEWING)
    if due_at is None:
        raise wrong_state(
            NOT_CHECKED,
            "评审的截止日期算不出来",
            "when the review ends cannot be told",
            Text("请先载入该年的节假日安排", "Load the notice of that year's holidays first"),
        )
    return due_at
