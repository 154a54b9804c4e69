"""One item of a challenge from its bids to its project, with a round of reviews and a race."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kechuang.programmes.models import Bid, ItemReview, ListedItem
from kechuang.programmes.models.execution import StageInvitation
from kechuang.programmes.states_of_execution import InvitationState
from kechuang.reviews.models import Assignment, Expert, ReviewRound, Submission
from kechuang.reviews.states import STANDING
from tests.base.registry.cast import Person
from tests.proof.canaries.bidders import Bidder
from tests.proof.canaries.clock import Clock
from tests.proof.canaries.projects import WINNER
from tests.proof.canaries.races import Running
from tests.proof.canaries.tokens import Canaries
from tests.proof.canaries.works import Works
from tests.rooms.cases.scene import at
from tests.rooms.programmes.scene import Scene, bid_again

UNSEALED, EXPERTS = "c", 9
BIDS = f"ab{UNSEALED}"
VETOED, BIDS_BESIDE = "vetoed", "vw"
VETO_ENDS_IN = "not_approved"


@dataclass
class Town:
    """``stage`` is the last one that was reached; ``beside`` is what is another item's, whose
    demander will want no bid; ``invitations`` to judge a stage, by number of the expert."""

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
    beside: Town | None = None
    invitations: dict[int, StageInvitation] = field(default_factory=dict)
    stage: str = ""

    @property
    def round(self) -> ReviewRound:
        return ReviewRound.objects.get(pk=ItemReview.objects.get(item=self.item).round_id)

    @property
    def has_round(self) -> bool:
        return ItemReview.objects.filter(item=self.item).exists()

    @property
    def sealed(self) -> list[str]:
        """The letters of the bids that are handed in."""
        return [letter for letter in self.bidders if letter != UNSEALED]

    def parts(self) -> list[Town]:
        """This, and what is beside it once it went another way."""
        return [self, *([self.beside] if self.beside and self.beside.is_vetoed else [])]

    @property
    def is_vetoed(self) -> bool:
        return self.item.case.state == VETO_ENDS_IN

    def letter_of(self, submission: Submission) -> str:
        """Which bid is judged as this submission."""
        return next(
            letter
            for letter, bid in self.bids.items()
            if letter in self.sealed and bid_again(bid).submission.submission_id == submission.pk
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

    def stage_judged_by(self, number: int) -> str:
        """The letters of the lanes, or of the project, whose stage this expert judges."""
        asked = self.invitations.get(number)
        if asked is None or self.race is None or asked.state == InvitationState.DECLINED:
            return ""
        return "".join(self.race.lanes) if asked.gate_id else WINNER

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
