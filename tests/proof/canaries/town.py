"""One item of a challenge from its bids to the award, as a round of reviews of two of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from unittest.mock import patch

from kechuang.base.identifiers import example_credit_code
from kechuang.base.roles import Role
from kechuang.cases.services import attach_file
from kechuang.programmes import services as programmes
from kechuang.programmes.models import Bid, ItemReview, ListedItem
from kechuang.reviews import services as reviews
from kechuang.reviews.models import (
    Assignment,
    Expert,
    LeakFinding,
    Report,
    ReviewRound,
    Submission,
)
from kechuang.reviews.states import STANDING, ExpertState, LeakState
from tests.base.registry.cast import Person, party, person
from tests.proof.canaries import people
from tests.proof.canaries.clock import BEGINS, Clock
from tests.proof.canaries.people import Bidder
from tests.proof.canaries.tokens import Canaries
from tests.rooms.cases.scene import at, do, hand_in, sealed, wait
from tests.rooms.ledger.town import WAN, small_treasury
from tests.rooms.programmes import scene as challenge
from tests.rooms.programmes.scene import ONE_DAY, Scene, bid_again, item_again

EXPERTS = 9
PACK = "jinan-challenge"
MARKS = {"a": 71, "b": 64}


@dataclass
class Town:
    """``stage`` is the last of ``STAGES`` that was reached."""

    canaries: Canaries
    clock: Clock
    officer: Person
    demander: Person
    scene: Scene
    bidders: dict[str, Bidder]
    experts: list[tuple[Expert, Person]]
    item: ListedItem
    bids: dict[str, Bid] = field(default_factory=dict)
    stage: str = ""

    @property
    def round(self) -> ReviewRound:
        return ReviewRound.objects.get(pk=ItemReview.objects.get(item=self.item).round_id)

    @property
    def has_round(self) -> bool:
        return ItemReview.objects.filter(item=self.item).exists()

    def letter_of(self, submission: Submission) -> str:
        """Which bid is judged as this submission."""
        return next(
            letter
            for letter, bid in self.bids.items()
            if letter != "c" and bid_again(bid).submission.submission_id == submission.pk
        )

    def seats(self) -> list[Assignment]:
        """Every seat, given up or not, with its expert."""
        rows = Assignment.objects.filter(submission__round=self.round).order_by("pk")
        return list(rows.select_related("submission__round", "expert", "member"))

    def standing_seats(self) -> list[Assignment]:
        return [seat for seat in self.seats() if seat.state in STANDING]

    def number_of(self, expert_id: int) -> int:
        return next(n for n, (row, _) in enumerate(self.experts) if row.pk == expert_id)

    def person_of(self, seat: Assignment) -> Person:
        return self.experts[self.number_of(seat.expert_id)][1]

    def advance(self, stage: str) -> None:
        """On to the next stage; secrets that are drawn by chance are drawn from the seed."""
        rng = self.canaries.rng
        with (
            patch("secrets.token_hex", lambda size: rng.randbytes(size).hex()),
            patch("secrets.choice", rng.choice),
        ):
            STAGES[stage](self)
        self.stage = stage


def build_town(clock: Clock, *, seed: int) -> Town:
    """Everybody is there, and the item takes bids."""
    clock.at = BEGINS
    Expert.objects.update(state=ExpertState.SUSPENDED)
    canaries = Canaries(random.Random(seed))
    officer = person("town-officer", Role.BUREAU)
    unit = party("发榜的公司")
    challenge.clean(unit)
    demander = person("town-demander", Role.ENTERPRISE, of=unit)
    line = small_treasury(budget_fen=5_000 * WAN, firm=party("收款的公司"), code="town").line
    programme = programmes.open_programme(
        by=officer.actor,
        at=challenge.OPENED,
        code="town",
        year=2026,
        title="揭榜挂帅（虚构示例）",
        version=challenge.entered(PACK),
        options={},
        line=line,
    )
    minister = person("town-minister", Role.BUREAU).actor
    scene = Scene(programme, demander, unit, officer.actor, minister)
    item = scene.bidding(contact={"name": canaries.han("need", "need_contact")})
    bidders = {each: people.bidder(canaries, each, _code(ord(each))) for each in "abc"}
    experts = [people.expert(canaries, n, _code(200 + n)) for n in range(EXPERTS)]
    return Town(canaries, clock, officer, demander, scene, bidders, experts, item)


def registered(town: Town) -> None:
    """Two bids are sealed, a third is being written; nobody else may know of any."""
    for letter, bidder in town.bidders.items():
        town.bids[letter] = _begun(town, bidder)
    for letter in "ab":
        sealed(town.bids[letter].case, town.bidders[letter].person.actor, "2026-03-20T09:00")
    town.clock.at = at("2026-03-21T10:00")


def checking(town: Town) -> None:
    last_day = challenge.closing_day(town.item)
    town.clock.at = at(f"{last_day}T17:00")
    wait(town.item.case, f"{last_day}T17:00")
    _to(town, f"{last_day + ONE_DAY}T09:00")
    do(town.item.case, "unseal", town.officer.actor, f"{last_day + ONE_DAY}T09:00")
    town.item = item_again(town.item)


def preparing(town: Town) -> None:
    """Sent to the review; copies without identity are made, a conflict is entered by hand."""
    _to(town, "2026-04-20T09:00")
    for letter in "ab":
        do(bid_again(town.bids[letter]).case, "admit", town.officer.actor, "2026-04-20T09:00")
    do(town.item.case, "finish_check", town.officer.actor, "2026-04-20T10:00")
    _to(town, "2026-04-21T09:00")
    for submission in town.round.submissions.all():
        reviews.make_blind_copies(by=town.officer.actor, at=town.clock.at, submission=submission)
    _enter_conflict(town)


def sealed_pools(town: Town) -> None:
    _to(town, "2026-04-22T09:00")
    flagged = LeakFinding.objects.filter(
        copy__original__submission__round=town.round, state=LeakState.FLAGGED
    )
    if flagged:
        reviews.accept_leaks(**_act(town), findings=list(flagged), reason="不指向具体单位")
    reviews.seal_pools(**_act(town), review_round=town.round)
    seed, rng = town.round.seed, town.canaries
    rng.note(seed.value, "round", "seed")
    rng.note(seed.unit_key, "round", "round_key")
    rng.note(town.round.order_key, "round", "round_key")
    for member in town.round.members.all():
        rng.note(member.token, f"expert:{town.number_of(member.expert_id)}", "public_code")


def assigned(town: Town) -> None:
    """Drawn; one of the drawn steps aside and another comes."""
    _to(town, "2026-04-23T09:00")
    reviews.draw_panels(**_act(town), review_round=town.round, public_word="开奖 0417")
    seat = town.seats()[0]
    subject = f"expert:{town.number_of(seat.expert_id)}"
    reason = town.canaries.word(subject, "recusal")
    reviews.recuse_reviewer(
        by=town.person_of(seat).actor, at=town.clock.at, assignment=seat, reason=reason
    )


def scoring(town: Town) -> None:
    """Every report but one is handed in, and sealed."""
    _to(town, "2026-04-27T09:00")
    reviews.start_scoring(**_act(town), review_round=town.round)
    for place, seat in enumerate(town.standing_seats()[:-1]):
        hand_in_report(town, seat, more=place)


def opened(town: Town) -> None:
    _to(town, "2026-05-04T09:00")
    hand_in_report(town, town.standing_seats()[-1])
    reviews.open_scores(**_act(town), review_round=town.round)
    for seat in town.standing_seats()[::3]:
        letter = town.letter_of(seat.submission)
        note = town.canaries.word(f"report:{letter}:", "note")
        reviews.note_consensus(
            by=town.person_of(seat).actor, at=town.clock.at, submission=seat.submission, text=note
        )
    report = Report.objects.filter(assignment__submission__round=town.round).earliest("pk")
    reason = town.canaries.word("round", "unblinding")
    reviews.ask_unblinding(**_act(town), report=report, reason=reason)


def closed(town: Town) -> None:
    _to(town, "2026-05-06T08:00")
    reviews.close_review_round(**_act(town), review_round=town.round)
    hand_in(town.item.case, "review_record", town.officer.actor, "2026-05-06T08:00")
    do(town.item.case, "close_review", town.officer.actor, "2026-05-06T09:00")
    _to(town, "2026-05-06T10:00")


def publicity(town: Town) -> None:
    """The demander chose the bid ranked second, and everybody may object."""
    _to(town, "2026-05-08T09:00")
    programmes.choose_winner(
        by=town.demander.actor,
        at=town.clock.at,
        item=item_again(town.item),
        label=challenge.label_of(town.bids["b"]),
    )
    do(town.item.case, "propose", town.officer.actor, "2026-05-11T09:00")
    _to(town, "2026-05-11T10:00")


def decided(town: Town) -> None:
    town.clock.at = at("2026-05-20T00:00")
    wait(town.item.case, "2026-05-20T00:00")
    for name in ("town-approver 1", "town-approver 2"):
        approver = person(name, Role.BUREAU).actor
        do(town.item.case, "approve", approver, "2026-05-20T09:00")
    for letter in "ab":
        do(town.bids[letter].case, "settle", town.officer.actor, "2026-05-20T09:30")
    _to(town, "2026-05-20T10:00")


def hand_in_report(town: Town, seat: Assignment, *, more: int = 0) -> Report:
    letter, number = town.letter_of(seat.submission), town.number_of(seat.expert_id)
    subject, mark = f"report:{letter}:{number}", MARKS[letter] + more
    criteria = seat.submission.round.criteria.values_list("code", flat=True)
    report = reviews.submit_report(
        by=town.person_of(seat).actor,
        at=town.clock.at + timedelta(minutes=more),
        assignment=seat,
        marks=dict.fromkeys(criteria, mark),
        opinion=town.canaries.word(subject, "opinion"),
        comments={code: town.canaries.word(subject, "opinion") for code in criteria},
    )
    town.canaries.note(report.salt, subject, "round_key")
    return report


def _begun(town: Town, bidder: Bidder) -> Bid:
    """A bid with everything that sealing asks for."""
    actor, when = bidder.person.actor, at("2026-03-17T09:00")
    bid = programmes.begin_bid(by=actor, at=when, item=town.item, party=bidder.unit)
    challenge.fill_in(bid.case, "bid", bidder.values, actor)
    for name, file in (("plan_file", bidder.plan), ("team_file", bidder.team)):
        attach_file(by=actor, at=when, case=bid.case, field=name, file=file)
    challenge.commit(bid.case, "bid_commitment", actor)
    return bid


def _enter_conflict(town: Town) -> None:
    """The last expert may not judge the first bid."""
    number = EXPERTS - 1
    subject = f"expert:{number}"
    reviews.enter_conflict(
        **_act(town),
        submission=bid_again(town.bids["a"]).submission.submission,
        expert=town.experts[number][0],
        reason=town.canaries.word(subject, "conflict"),
        source=town.canaries.word(subject, "conflict"),
    )


def _act(town: Town) -> dict[str, object]:
    return {"by": town.officer.actor, "at": town.clock.at}


def _to(town: Town, instant: str) -> None:
    town.clock.at = at(instant)


def _code(number: int) -> str:
    return example_credit_code(region=challenge.FAR, serial=900_000 + number)


STAGES: dict[str, Callable[[Town], None]] = {
    "registered": registered,
    "checking": checking,
    "preparing": preparing,
    "sealed": sealed_pools,
    "assigned": assigned,
    "scoring": scoring,
    "opened": opened,
    "closed": closed,
    "publicity": publicity,
    "decided": decided,
}
