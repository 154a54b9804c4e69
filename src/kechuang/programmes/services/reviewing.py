"""Sending the admitted bids of an item to the blind review."""

from __future__ import annotations

from datetime import datetime

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text
from kechuang.cases.models import Attachment, Case
from kechuang.engines.flow import Attachment as AttachedFile
from kechuang.engines.flow import Effect, Reference
from kechuang.files.models import StoredFile
from kechuang.parties.models import Party
from kechuang.programmes.access import refuse_interest
from kechuang.programmes.models import Bid, BidSubmission, ItemReview, ListedItem
from kechuang.programmes.selectors.bids import admitted_bids
from kechuang.programmes.selectors.checks.relations import registered
from kechuang.programmes.selectors.contents import BidContent, bid_content, handed_in
from kechuang.programmes.selectors.elsewhere import home_codes
from kechuang.programmes.selectors.identifying import identifying_names, unsuitable_experts
from kechuang.programmes.services.review_papers import promises_paper
from kechuang.programmes.services.review_plans import review_plan
from kechuang.reviews.digests import contact_digest, identity_digest
from kechuang.reviews.models import Expert, ReviewRound
from kechuang.reviews.selectors import experts_called
from kechuang.reviews.services import (
    NewNamedApplicant,
    NewNamedExclusion,
    NewPerson,
    NewSubmission,
    enter_submission,
    open_review_round,
)
from kechuang.reviews.states import ContactKind

LEAD, MEMBER, CHIEF, TEAM = "牵头单位", "参加单位", "技术总师", "团队成员"
PLAN = "plan_file"


def start_review(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """Performs ``start_review``: opens a round in ``reviews`` with every admitted bid; drawing
    experts and making blind copies is then that room's."""
    refuse_interest(by, case, Text("送匿名评审", "send the bids to the review"))
    item = ListedItem.objects.select_related("need__programme").get(need__case=case)
    bids = list(admitted_bids(item))
    plan = review_plan(item, case, effect, bids, at)
    review_round = open_review_round(by=by, at=at, plan=plan)
    ItemReview.objects.create(item=item, round=review_round, started_at=at)
    for bid in bids:
        _submit(item, bid, review_round, by, at)
    payload = {"item": item.number, "review": review_round.code}
    record(by=by, at=at, command="start_review", target=item, payload=payload)


def _submit(item: ListedItem, bid: Bid, review_round: ReviewRound, by: Actor, at: datetime) -> None:
    content = bid_content(handed_in(bid.case))
    known = {unit: registered(unit) for unit in content.units}
    parties = dict.fromkeys(party for party in known.values() if party is not None)
    exclusions, unmatched = _exclusions(bid, review_round.most_exclusions)
    submission = enter_submission(
        by=by,
        at=at,
        review_round=review_round,
        submission=NewSubmission(
            reference=bid.case.number,
            title=bid.case.title,
            region_code=bid.party.region_code,
            home_codes=home_codes(item, bid, content.units),
            applicants=tuple(_applicant(bid, party) for party in parties),
            named_applicants=tuple(
                _named(content, unit) for unit, party in known.items() if party is None
            ),
            people=(_chief(content), *_team(content)),
            files=(*_plan_files(bid), promises_paper(item.need.case, bid, at)),
            account_digest=contact_digest(ContactKind.ACCOUNT, content.account),
            address=content.address,
            exclusions=exclusions,
            named_exclusions=unmatched,
            known_names=identifying_names(bid.case),
        ),
    )
    BidSubmission.objects.create(bid=bid, submission=submission)


def _chief(content: BidContent) -> NewPerson:
    code = content.leader.code
    return NewPerson(
        content.leader.name, CHIEF, phone=content.phone, identity_digest=identity_digest(code)
    )


def _team(content: BidContent) -> tuple[NewPerson, ...]:
    """The others of the team; the chief may be listed among them."""
    return tuple(
        NewPerson(
            one.person.name, one.role or TEAM, identity_digest=identity_digest(one.person.code)
        )
        for one in content.team
        if one.person.name and one.person != content.leader
    )


def _applicant(bid: Bid, unit: Party) -> tuple[Party, str]:
    return unit, LEAD if unit == bid.party else MEMBER


def _named(content: BidContent, unit: Reference) -> NewNamedApplicant:
    role = LEAD if unit == content.lead else MEMBER
    return NewNamedApplicant(unit.name or unit.code, unit.code, role)


def _exclusions(
    bid: Bid, most: int
) -> tuple[tuple[tuple[Expert, str], ...], tuple[NewNamedExclusion, ...]]:
    """Whom the bidder calls unsuitable: experts of the register, and the words that fit nobody of
    it for certain, which an officer settles before anybody is drawn."""
    found: dict[Expert, str] = {}
    unmatched = []
    for one in unsuitable_experts(bid.case)[:most]:
        experts = experts_called(one.name, one.unit)
        if len(experts) == 1:
            found.setdefault(experts[0], one.reason)
        else:
            unmatched.append(NewNamedExclusion(one.name, one.unit, one.reason))
    return tuple(found.items()), tuple(unmatched)


def _plan_files(bid: Bid) -> tuple[StoredFile, ...]:
    """The plan as it was sealed; the file about the team stays with the authority."""
    sealed = handed_in(bid.case).get(PLAN)
    if not isinstance(sealed, AttachedFile):
        return ()
    rows = Attachment.objects.filter(case=bid.case, field=PLAN, file__digest=sealed.digest)
    latest = rows.select_related("file").order_by("-pk").first()
    return (latest.file,) if latest else ()
