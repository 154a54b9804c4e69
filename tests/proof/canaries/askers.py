"""Everybody who asks, at each stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from django.test import Client

from kechuang.accounts.models import Membership
from kechuang.base.roles import Role
from kechuang.parties.models import Party
from kechuang.reviews.models import Expert
from tests.base.registry.cast import Person, person
from tests.proof.canaries.asker import AWARDED, Asker
from tests.proof.canaries.projects import WINNER
from tests.proof.canaries.town import VETOED, Town

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
        self.items = [town, *([town.beside] if town.beside else [])]
        self.fixed = [
            Asker("anonymous", Client()),
            *(Asker(name, browsers[name], frozenset(words), numbers=PAID.get(name, frozenset()))
              for name, words in KNOWN.items()),
            Asker("officer", town.officer.client, frozenset({"officer", "bureau"})),
            Asker("demander", town.demander.client, frozenset({"demander"}),
                  frozenset({"need", VETOED}), parties=AWARDED),
            Asker("unnamed", town.unnamed_demander.client, subjects=frozenset({"unnamed"})),
            Asker("objector", town.objector.client, subjects=frozenset({"objector"})),
            *(_of_bid(letter, bidder.person.client, f"bidder {letter}")
              for each in self.items for letter, bidder in each.bidders.items()),
            Asker("partner", town.bidders[WINNER].partner.client, parties=frozenset(WINNER),
                  subjects=frozenset({f"partner:{WINNER}", f"project:{WINNER}"})),
            Asker("interested", _clerk_who_bids(*(next(iter(each.bidders.values())).unit
                                                  for each in self.items)),
                  frozenset({"interested"}),
                  frozenset({"bid:a", "partner:a", "bid:v", "partner:v"})),
            Asker("pooled_clerk", _clerk_who_reviews(town.experts[POOLED_CLERK][1]),
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
        numbers |= {f"invited {number}": number for number in self.town.invitations}
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
        bids = (pair for each in self.items for pair in each.bids.items())
        known = {f"bid:{letter}": {bid.case.number} for letter, bid in bids}
        known[VETOED] = {each.item.case.number for each in self.items[1:]}
        known["need"] = {self.town.item.case.number}
        known["unnamed"] = {self.town.unnamed.case.number}
        own = [known[each] for each in asker.subjects & known.keys()]
        if "leader" in asker.standings and self.town.item.awards.exists():
            own.append(known["need"])
        own += [set(self.town.numbers_of(each)) for each in asker.parties & self.town.works.keys()]
        return replace(asker, numbers=asker.numbers.union(*own))

    def _expert(self, name: str, number: int) -> Asker:
        row, who = self.town.experts[number]
        judged = {letter for each in self.items for letter in _judged_by(each, row)}
        staged = set(self.town.stage_judged_by(number))
        own = {f"expert:{number}", f"employer:{number}", f"invitation:{number}"}
        own |= {f"report:{letter}:{number}" for letter in judged}
        own |= {f"sheet:{letter}:{number}" for letter in staged}
        entries = {f"/experts/{row.pk}/"}
        if number in self.town.invitations:
            entries.add(f"/stages/{self.town.invitations[number].key}/")
        about = frozenset(own), frozenset(judged | staged), frozenset(entries)
        return Asker(name, who.client, frozenset({"expert"}), *about)


def _judged_by(town: Town, expert: Expert) -> Iterator[str]:
    seats = town.standing_seats() if town.has_round else []
    return (town.letter_of(seat.submission) for seat in seats if seat.expert_id == expert.pk)


def _of_bid(letter: str, client: Client, name: str) -> Asker:
    """The people of a unit that bid; of the winner's they lead the item once it is awarded."""
    subjects = frozenset({f"bid:{letter}", f"partner:{letter}", f"project:{letter}"})
    standings = frozenset({"leader"} if letter == WINNER else ())
    return Asker(name, client, standings, subjects, parties=AWARDED & frozenset(letter))


def _clerk_who_bids(*units: Party) -> Client:
    """Somebody of the bureau who bids for every item besides."""
    clerk = person("clerk who bids", Role.BUREAU)
    for unit in units:
        Membership.objects.create(
            user_id=clerk.actor.account_id, role=Role.ENTERPRISE, party=unit, since=SINCE
        )
    return clerk.client


def _clerk_who_reviews(reviewer: Person) -> Client:
    """An expert of the pool who works for the bureau besides."""
    Membership.objects.create(user_id=reviewer.actor.account_id, role=Role.BUREAU, since=SINCE)
    return reviewer.client
