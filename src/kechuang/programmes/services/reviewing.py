"""Sending the admitted bids of an item to the blind review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, wrong_state
from kechuang.cases.models import Attachment, Case
from kechuang.cases.selectors import terms_of
from kechuang.engines.flow import Attachment as AttachedFile
from kechuang.engines.flow import (
    Effect,
    deadlines,
    local_day,
    situation_from_data,
)
from kechuang.files.models import StoredFile
from kechuang.parties.models import Party
from kechuang.programmes.access import refuse_interest
from kechuang.programmes.models import Bid, BidSubmission, ItemReview, ListedItem
from kechuang.programmes.refusals import NOT_CHECKED
from kechuang.programmes.selectors.awards import lanes_of
from kechuang.programmes.selectors.bids import admitted_bids
from kechuang.programmes.selectors.checks.relations import registered
from kechuang.programmes.selectors.contents import (
    BidContent,
    bid_content,
    handed_in,
    need_content,
)
from kechuang.programmes.selectors.rounds import measures_of
from kechuang.programmes.states import REVIEWING
from kechuang.reviews.digests import contact_digest, identity_digest
from kechuang.reviews.models import ReviewRound
from kechuang.reviews.services import (
    NewCriterion,
    NewPerson,
    NewSubmission,
    RoundPlan,
    enter_submission,
    open_review_round,
)
from kechuang.reviews.states import ContactKind, PlaceRule

LEAD, MEMBER, CHIEF = "牵头单位", "参加单位", "技术总师"
PLAN = "plan_file"
CONTACTS = {
    "phone": "unknown.applicant_phones",
    "account": "unknown.applicant_accounts",
    "address": "unknown.applicant_addresses",
}


def start_review(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """Performs ``start_review``: opens a round in ``reviews`` with every admitted bid; drawing
    experts and making blind copies is then that room's."""
    refuse_interest(by, case, Text("送匿名评审", "send the bids to the review"))
    item = ListedItem.objects.select_related("need__programme").get(need__case=case)
    bids = list(admitted_bids(item))
    review_round = open_review_round(by=by, at=at, plan=_plan(item, case, effect, bids, at))
    ItemReview.objects.create(item=item, round=review_round, started_at=at)
    for bid in bids:
        _submit(bid, review_round, by, at)
    payload = {"item": item.number, "review": review_round.code}
    record(by=by, at=at, command="start_review", target=item, payload=payload)


def _plan(
    item: ListedItem, case: Case, effect: Effect, bids: Sequence[Bid], at: datetime
) -> RoundPlan:
    reports = effect.parameters["reports"]
    if not isinstance(reports, int):
        raise TypeError("reports")
    criteria = measures_of(item.need.programme).review
    return RoundPlan(
        code=item.number.lower(),
        title=f"{item.number} {need_content(handed_in(case)).topic}",
        region_code=settings.HOME_REGION,
        review_on=local_day(at),
        due_at=_due_at(case),
        criteria=tuple(
            NewCriterion(one.id, one.label.zh, one.label.en, one.weight_bp) for one in criteria
        ),
        reports_wanted=reports,
        place_rule=PlaceRule(str(effect.parameters["place"])),
        funded=lanes_of(item),
        switched_off=_untold(bids),
    )


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


def _submit(bid: Bid, review_round: ReviewRound, by: Actor, at: datetime) -> None:
    content = bid_content(handed_in(bid.case))
    units = [registered(unit) for unit in content.units]
    submission = enter_submission(
        by=by,
        at=at,
        review_round=review_round,
        submission=NewSubmission(
            reference=bid.case.number,
            title=bid.case.title,
            region_code=bid.party.region_code,
            applicants=tuple(_applicant(bid, unit) for unit in units if unit is not None),
            people=(_chief(content),),
            files=_plan_files(bid),
            account_digest=contact_digest(ContactKind.ACCOUNT, content.account),
            address=content.address,
        ),
    )
    BidSubmission.objects.create(bid=bid, submission=submission)


def _chief(content: BidContent) -> NewPerson:
    code = content.leader.code
    return NewPerson(
        content.leader.name, CHIEF, phone=content.phone, identity_digest=identity_digest(code)
    )


def _applicant(bid: Bid, unit: Party) -> tuple[Party, str]:
    return unit, LEAD if unit == bid.party else MEMBER


def _plan_files(bid: Bid) -> tuple[StoredFile, ...]:
    """The plan as it was sealed; the file about the team stays with the authority."""
    sealed = handed_in(bid.case).get(PLAN)
    if not isinstance(sealed, AttachedFile):
        return ()
    rows = Attachment.objects.filter(case=bid.case, field=PLAN, file__digest=sealed.digest)
    latest = rows.select_related("file").order_by("-pk").first()
    return (latest.file,) if latest else ()
