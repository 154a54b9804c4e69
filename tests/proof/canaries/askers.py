"""Everybody who asks, at each stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from django.test import Client

from kechuang.accounts.models import Membership
from kechuang.base.roles import Role
from tests.base.registry.cast import Person, person
from tests.proof.canaries.asker import AWARDED, Asker
from tests.proof.canaries.projects import WINNER
from tests.proof.canaries.town import Town

SINCE = date(2020, 1, 1)
POOLED, POOLED_CLERK = 5, 2
"""Of the applicants' own city, so that the lot never names them."""
KNOWN = {
    "nobody": (),
    "outsider": (),
    "institution": (),
    "technology_manager": (),
    "bank": (),
    "district_clerk": ("clerk",),
    "treasurer": ("treasurer",),
    "auditor": ("auditor",),
    "administrator": ("administrator",),
}
PAID = {"treasurer": frozenset({"/programmes/projects/", "/programmes/races/"})}
"""Who pays for projects knows which there are."""


class Askers:
    """Made once; who judges what is told anew for each stage."""

    def __init__(self, town: Town, browsers: Mapping[str, Client]) -> None:
        self.town = town
        self.fixed = [
            Asker("anonymous", Client()),
            *(Asker(name, browsers[name], frozenset(words), numbers=PAID.get(name, frozenset()))
              for name, words in KNOWN.items()),
            Asker("officer", town.officer.client, frozenset({"officer", "bureau"})),
            Asker("demander", town.demander.client, frozenset({"demander"}),
                  frozenset({"need"}), parties=AWARDED),
            Asker("unnamed", town.unnamed_demander.client, subjects=frozenset({"unnamed"})),
            Asker("objector", town.objector.client, subjects=frozenset({"objector"})),
            *(_of_bid(letter, bidder.person.client, f"bidder {letter}")
              for letter, bidder in town.bidders.items()),
            Asker("partner", town.bidders[WINNER].partner.client, parties=frozenset(WINNER),
                  subjects=frozenset({f"partner:{WINNER}", f"project:{WINNER}"})),
            Asker("interested", _both(town, town.bidders["a"].person, "clerk who bids"),
                  frozenset({"interested"}), frozenset({"bid:a", "partner:a"})),
            Asker("pooled_clerk", _both(town, None, "clerk who reviews"),
                  frozenset({"pooled"}),
                  frozenset({f"expert:{POOLED_CLERK}", f"employer:{POOLED_CLERK}"})),
        ]  # fmt: skip

    def at_stage(self) -> list[Asker]:
        """The fixed ones, who works on the projects, two who judge the same bid, one who stepped
        aside, one in the pool."""
        seats = self.town.seats() if self.town.has_round else []
        standing = [seat for seat in seats if seat.state != "recused"]
        gone = [seat.expert_id for seat in seats if seat.state == "recused"]
        first = [s for s in standing if s.submission_id == standing[0].submission_id][:2]
        numbers = {
            f"reviewer {place}": self.town.number_of(seat.expert_id)
            for place, seat in enumerate(first, start=1)
        }
        if gone:
            numbers["recused"] = self.town.number_of(gone[0])
        numbers["pooled"] = POOLED
        experts = (self._expert(name, number) for name, number in numbers.items())
        asking = (*self.fixed, *self._teams(), *experts)
        return [self._with_numbers(asker) for asker in asking]

    def _teams(self) -> Iterator[Asker]:
        """Who leads the project and the lanes, and who keeps the project's accounts."""
        for letter, works in self.town.works.items():
            yield _of_bid(letter, works.project.chief.client, f"chief {letter}")
            if letter == WINNER:
                yield _of_bid(letter, works.project.assistant.client, "assistant")

    def _with_numbers(self, asker: Asker) -> Asker:
        """With what the addresses of the asker's own cases and projects hold."""
        known = {f"bid:{letter}": {bid.case.number} for letter, bid in self.town.bids.items()}
        known["need"] = {self.town.item.case.number}
        known["unnamed"] = {self.town.unnamed.case.number}
        own = [known[each] for each in asker.subjects & known.keys()]
        if "leader" in asker.standings and self.town.item.awards.exists():
            own.append(known["need"])
        own += [set(self.town.numbers_of(each)) for each in asker.parties & self.town.works.keys()]
        return replace(asker, numbers=asker.numbers.union(*own))

    def _expert(self, name: str, number: int) -> Asker:
        row, who = self.town.experts[number]
        seats = self.town.standing_seats() if self.town.has_round else []
        judged = {self.town.letter_of(s.submission) for s in seats if s.expert_id == row.pk}
        own = {f"expert:{number}", f"employer:{number}"}
        own |= {f"report:{letter}:{number}" for letter in judged}
        entry = frozenset({f"/experts/{row.pk}/"})
        return Asker(
            name, who.client, frozenset({"expert"}), frozenset(own), frozenset(judged), entry
        )


def _of_bid(letter: str, client: Client, name: str) -> Asker:
    """The people of a unit that bid; of the winner's they lead the item once it is awarded."""
    subjects = frozenset({f"bid:{letter}", f"partner:{letter}", f"project:{letter}"})
    standings = frozenset({"leader"} if letter == WINNER else ())
    return Asker(name, client, standings, subjects, parties=AWARDED & frozenset(letter))


def _both(town: Town, bidder: Person | None, name: str) -> Client:
    """Somebody of the bureau who bids besides, or who is in the pool."""
    clerk = person(name, Role.BUREAU)
    if bidder is not None:
        Membership.objects.create(
            user_id=clerk.actor.account_id,
            role=Role.ENTERPRISE,
            party=town.bidders["a"].unit,
            since=SINCE,
        )
        return clerk.client
    reviewer = town.experts[POOLED_CLERK][1]
    Membership.objects.create(user_id=reviewer.actor.account_id, role=Role.BUREAU, since=SINCE)
    return reviewer.client
