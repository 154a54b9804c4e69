"""What differs between two worlds, and nothing else: each is one secret changed past all guards."""

from __future__ import annotations

import json
from typing import Any

from django.db import models

from kechuang.cases.models import Case, DraftVersion, Participant, Seal
from kechuang.demands.models import Demand
from kechuang.outcomes.models import Outcome
from kechuang.parties.models import Party, PartyFact
from kechuang.programmes.models import Bid
from kechuang.reviews.models import (
    Assignment,
    PoolMember,
    Report,
    Submission,
    SubmissionParty,
    SubmissionPerson,
)
from tests.proof.canaries.acts import exchanged_reviewers, swapped_authors
from tests.proof.canaries.town import Town
from tests.proof.corruptions.damage import Damage
from tests.rooms.programmes.scene import bid_again

OTHER = "另一个世界"
FEN_MORE = 7_000_000
NOBODY = 8_000_000
__all__ = ["exchanged_reviewers", "swapped_authors"]


def another_reviewer(town: Town, damage: Damage) -> None:
    """The last seat of the first submission is held by somebody else of the pool."""
    seats = town.standing_seats()
    panel = [seat for seat in seats if seat.submission_id == seats[0].submission_id]
    judged = panel[0].submission_id
    taken = [seat.expert_id for seat in town.seats() if seat.submission_id == judged]
    free = PoolMember.objects.filter(round=town.round).exclude(expert__in=taken).order_by("pk")[0]
    _unguard(damage, Assignment, PoolMember)
    _add_load(panel[-1].member_id, -1)
    _add_load(free.pk, 1)
    Assignment.objects.filter(pk=panel[-1].pk).update(expert=free.expert_id, member=free)


def who_has_reported(town: Town, damage: Damage) -> None:
    """Of two reviewers of a panel the other one has handed in."""
    seats = town.standing_seats()
    slow = seats[-1]
    quick = [s for s in seats[:-1] if s.submission_id == slow.submission_id][-1]
    _unguard(damage, Assignment, Report)
    Report.objects.filter(assignment=quick).update(assignment=slow)
    Assignment.objects.filter(pk=slow.pk).update(state=quick.state)
    Assignment.objects.filter(pk=quick.pk).update(state=slow.state)


def whose_code(town: Town, damage: Damage) -> None:
    """Two reviewers have each other's public code, and so each other's seats."""
    first, second = [seat.member for seat in town.standing_seats()][-2:]
    _unguard(damage, PoolMember, Assignment)
    exchanged = {first.pk: second.expert_id, second.pk: first.expert_id}
    for member in (first, second):
        _hold(member, NOBODY + member.pk)
    for member in (first, second):
        _hold(member, exchanged[member.pk])


def swapped_applicants(town: Town, damage: Damage) -> None:
    """Each submission is the other bidder's; what was to be judged stays where it was."""
    first, second = (bid_again(town.bids[each]).submission.submission for each in "ab")
    _unguard(damage, SubmissionParty, SubmissionPerson, Submission)
    for model in (SubmissionParty, SubmissionPerson):
        rows = {row.pk: row.submission_id for row in model.objects.filter(
            submission__in=(first, second))}  # fmt: skip
        for pk, place in rows.items():
            other = second.pk if place == first.pk else first.pk
            model.objects.filter(pk=pk).update(submission_id=other)
    names = ("reference", "title", "address", "account_digest")
    told = {one.pk: {name: getattr(one, name) for name in names} for one in (first, second)}
    Submission.objects.filter(pk=first.pk).update(reference=OTHER)
    Submission.objects.filter(pk=second.pk).update(**told[first.pk])
    Submission.objects.filter(pk=first.pk).update(**told[second.pk])


def another_bidder(town: Town, damage: Damage) -> None:
    """The first bid is another unit's."""
    bid, other = bid_again(town.bids["a"]), Party.objects.order_by("pk")[0]
    _unguard(damage, Bid, Case, Participant)
    Bid.objects.filter(pk=bid.pk).update(party=other)
    Case.objects.filter(pk=bid.case_id).update(party=other, title=OTHER)
    Participant.objects.filter(case=bid.case_id).update(party=other)


def one_bid_fewer(town: Town, damage: Damage) -> None:
    """The first bid is still being written."""
    bid = bid_again(town.bids["a"])
    _unguard(damage, Case)
    Case.objects.filter(pk=bid.case_id).update(state="drafting")


def another_price(town: Town, damage: Damage) -> None:
    """The first bid costs more and asks for more, in everything that was typed and sealed."""
    case = bid_again(town.bids["a"]).case_id
    for model, field, rows in (
        (Case, "draft", Case.objects.filter(pk=case)),
        (Case, "situation", Case.objects.filter(pk=case)),
        (Seal, "content", Seal.objects.filter(case=case)),
        (DraftVersion, "changes", DraftVersion.objects.filter(case=case)),
    ):
        _unguard(damage, model)
        for row in rows:
            model.objects.filter(pk=row.pk).update(**{field: _dearer(town, getattr(row, field))})


def other_facts(town: Town, damage: Damage) -> None:
    """Everything that was stated about the other firms of the region."""
    _unguard(damage, PartyFact)
    rows = PartyFact.objects.filter(party__name__in=("云港近零公司", "澜湖电机公司"))
    rows.filter(value__regex=r"^\d+$").update(value="31415926", source=OTHER)


def other_confidences(town: Town, damage: Damage) -> None:
    """What is confidential in everybody's demands and outcomes, and what is a draft still."""
    _unguard(damage, Demand, Outcome)
    Demand.objects.update(confidential_text=OTHER)
    Outcome.objects.update(confidential_text=OTHER)
    Demand.objects.filter(state="draft").update(title=OTHER, search_text=OTHER)
    Demand.objects.filter(confidentiality="restricted").update(title=OTHER, search_text=OTHER)


def another_hidden_name(town: Town, damage: Damage) -> None:
    """Who poses the demands that are published without a name."""
    _unguard(damage, Demand)
    Demand.objects.filter(confidentiality="name_hidden").update(enterprise_name=OTHER)


def _unguard(damage: Damage, *tables: type[models.Model]) -> None:
    for model in tables:
        damage.unguard(model._meta.db_table)


def _add_load(member: int, number: int) -> None:
    PoolMember.objects.filter(pk=member).update(load=models.F("load") + number)


def _hold(member: PoolMember, expert: int) -> None:
    """Code and seats of the member are this expert's."""
    PoolMember.objects.filter(pk=member.pk).update(expert_id=expert)
    Assignment.objects.filter(member=member).update(expert_id=expert)


def _dearer(town: Town, told: Any) -> Any:
    text = json.dumps(told)
    prices = {t for t, c in town.canaries.known.items() if c.subject == "bid:a"
              and c.field in ("price", "grant") and t.isdigit()}  # fmt: skip
    for price in sorted(prices, key=len, reverse=True):
        text = text.replace(price, str(int(price) + FEN_MORE))
    return json.loads(text)
