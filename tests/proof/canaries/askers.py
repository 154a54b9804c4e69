"""Everybody who asks, and how each stands to the round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.test import Client

from kechuang.accounts.models import Membership
from kechuang.base.roles import Role
from tests.base.registry.cast import Person, person
from tests.proof.canaries.town import Town

SINCE = date(2020, 1, 1)
POOLED, POOLED_CLERK = 5, 2
"""Of the applicants' own city, so that the lot never names them."""
OVERSEERS = frozenset({"officer", "auditor", "interested", "pooled", "bureau"})


@dataclass(frozen=True)
class Asker:
    """``subjects`` are the asker's own secrets, ``judges`` the letters of bids on their desk,
    ``numbers`` what addresses of their own records hold."""

    name: str
    client: Client
    standings: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    judges: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()

    def is_one(self, word: str, subject: str, bid: str) -> bool:
        """Whether a word of the table is true of the asker and a canary's subject."""
        if word == "own":
            return subject in self.subjects
        if word == "judge":
            return bid in self.judges
        if word == "applicant":
            return f"bid:{bid}" in self.subjects
        return word == "anyone" or word in self.standings

    def may_know_of(self, address: str) -> bool:
        """Whether the asker knows anyway what the address is about."""
        return bool(self.standings & OVERSEERS) or any(own in address for own in self.numbers)


class Askers:
    """Made once; who judges what is told anew for each stage."""

    def __init__(self, town: Town, browsers: Mapping[str, Client]) -> None:
        self.town = town
        self.fixed = [
            Asker("anonymous", Client()),
            *(Asker(name, browsers[name], frozenset(words)) for name, words in KNOWN.items()),
            Asker("officer", town.officer.client, frozenset({"officer", "bureau"})),
            Asker("demander", town.demander.client, frozenset({"demander"}), frozenset({"need"})),
            *(_bidder(town, letter) for letter in town.bidders),
            Asker("interested", _both(town, town.bidders["a"].person, "clerk who bids"),
                  frozenset({"interested"}), frozenset({"bid:a"})),
            Asker("pooled_clerk", _both(town, None, "clerk who reviews"),
                  frozenset({"pooled"}),
                  frozenset({f"expert:{POOLED_CLERK}", f"employer:{POOLED_CLERK}"})),
        ]  # fmt: skip

    def at_stage(self) -> list[Asker]:
        """The fixed ones, two who judge the same bid, one who stepped aside, one in the pool."""
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
        return [self._with_cases(asker) for asker in (*self.fixed, *experts)]

    def _with_cases(self, asker: Asker) -> Asker:
        """With the numbers of the cases that are the asker's own."""
        known = {f"bid:{letter}": bid.case.number for letter, bid in self.town.bids.items()}
        known["need"] = self.town.item.case.number
        own = frozenset(known[each] for each in asker.subjects & known.keys())
        return replace(asker, numbers=asker.numbers | own)

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


def _bidder(town: Town, letter: str) -> Asker:
    who = town.bidders[letter].person
    return Asker(f"bidder {letter}", who.client, frozenset(), frozenset({f"bid:{letter}"}))


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
