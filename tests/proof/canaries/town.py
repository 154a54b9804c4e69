"""One item of a challenge from its bids to its project, with a round of reviews and a race."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from kechuang.base.actors import Actor
from kechuang.base.identifiers import example_credit_code
from kechuang.base.roles import Role
from kechuang.ledger.models import BudgetLine
from kechuang.programmes import services as programmes
from kechuang.programmes.models import Bid, ItemReview, ListedItem, ProgrammeRound
from kechuang.reviews.models import Assignment, Expert, ReviewRound, Submission
from kechuang.reviews.states import STANDING, ExpertState
from tests.base.registry.cast import Person, party, person
from tests.proof.canaries import listing, objecting, people
from tests.proof.canaries.clock import BEGINS, Clock
from tests.proof.canaries.people import Bidder
from tests.proof.canaries.races import Running
from tests.proof.canaries.tokens import Canaries
from tests.proof.canaries.works import Works
from tests.rooms.cases.scene import at
from tests.rooms.ledger.town import WAN, small_treasury
from tests.rooms.programmes import scene as challenge
from tests.rooms.programmes.scene import Scene, bid_again

SEALED, UNSEALED, EXPERTS = "ab", "c", 9
BIDS = SEALED + UNSEALED
PARTNERS, ASKING, OBJECTING = 300, 600, 601
PACK = "jinan-challenge"


@dataclass
class Town:
    """``stage`` is the last one that was reached."""

    canaries: Canaries
    clock: Clock
    officer: Person
    demander: Person
    scene: Scene
    bidders: dict[str, Bidder]
    experts: list[tuple[Expert, Person]]
    item: ListedItem
    unnamed: ListedItem
    unnamed_demander: Person
    objector: Person
    bids: dict[str, Bid] = field(default_factory=dict)
    works: dict[str, Works] = field(default_factory=dict)
    race: Running | None = None
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
            if letter != UNSEALED and bid_again(bid).submission.submission_id == submission.pk
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

    def numbers_of(self, letter: str) -> Iterator[str]:
        """What the addresses of a project, and of its race, hold."""
        yield self.works[letter].project.contract.number
        if self.race is not None and letter in self.race.lanes:
            yield f"/races/{self.race.item.pk}/"
            yield f"/races/gates/{self.race.gate.pk}/"

    def to(self, instant: str) -> None:
        """The clock goes on."""
        self.clock.at = at(instant)

    def by_officer(self) -> dict[str, object]:
        return {"by": self.officer.actor, "at": self.clock.at}


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
    programme = _programme(officer.actor, line)
    minister = person("town-minister", Role.BUREAU).actor
    scene = Scene(programme, demander, unit, officer.actor, minister)
    item = listing.bidding(canaries, scene, "need")
    unnamed, asker = listing.unnamed(canaries, scene, _code(ASKING))
    bidders = {
        each: people.bidder(canaries, each, _code(ord(each)), _code(PARTNERS + ord(each)))
        for each in BIDS
    }
    experts = [people.expert(canaries, n, _code(200 + n)) for n in range(EXPERTS)]
    return Town(
        canaries,
        clock,
        officer,
        demander,
        scene,
        bidders,
        experts,
        item,
        unnamed,
        unnamed_demander=asker,
        objector=objecting.objector(canaries, _code(OBJECTING)),
    )


def _programme(officer: Actor, line: BudgetLine) -> ProgrammeRound:
    return programmes.open_programme(
        by=officer,
        at=challenge.OPENED,
        code="town",
        year=2026,
        title="揭榜挂帅（虚构示例）",
        version=challenge.entered(PACK),
        options={},
        line=line,
    )


def _code(number: int) -> str:
    return example_credit_code(region=challenge.FAR, serial=900_000 + number)
