"""Rounds in which every conflict was planted on purpose, so that nobody has to trust the finder."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from kechuang.engines.panel import (
    Contacts,
    Expert,
    Holding,
    Post,
    Proposal,
    Relation,
    Span,
    Tie,
    Units,
)

ON = date(2026, 12, 1)
REGIONS = ("9901", "1101", "3101", "4401")
EXPERTS, PROPOSALS = 44, 8
Pair = tuple[str, str]


@dataclass
class World:
    """``planted``: ``(rule, proposal, expert)``, known from the planting alone."""

    experts: dict[str, Expert]
    proposals: dict[str, Proposal]
    units: Units
    planted: set[tuple[str, str, str]] = field(default_factory=set)

    def barred(self) -> set[Pair]:
        """``(proposal, expert)`` pairs that must never meet."""
        return {(proposal, expert) for _, proposal, expert in self.planted}

    def change(self, expert: Expert, **facts: object) -> None:
        self.experts[expert.id] = replace(self.experts[expert.id], **facts)


Plant = Callable[[World, Expert, Proposal], None]


def build_world(seed: int, number: int) -> World:
    """Innocent people first; then each kind of conflict once, and as many near misses."""
    lots = random.Random(f"{seed}-{number}")
    proposals = {f"p{each}": _proposal(each) for each in range(PROPOSALS)}
    experts = {f"e{each}": _expert(each, lots) for each in range(EXPERTS)}
    parents = {f"branch of u{each}": f"u{each}" for each in range(PROPOSALS)}
    world = World(experts, proposals, Units(parents, {"old name of u1": "u1"}))
    chosen = iter(lots.sample(sorted(experts), len(PLANTS) + len(NEAR_MISSES)))
    for rule, plant in PLANTS.items():
        expert, proposal = experts[next(chosen)], proposals[lots.choice(sorted(proposals))]
        plant(world, expert, proposal)
        for barred in _reach(rule, world, proposal):
            world.planted.add((rule, barred, expert.id))
    for plant in NEAR_MISSES:
        plant(world, experts[next(chosen)], proposals[lots.choice(sorted(proposals))])
    return world


def _reach(rule: str, world: World, proposal: Proposal) -> Iterator[str]:
    yield from world.proposals if rule in WHOLE_ROUND else (proposal.id,)


def _expert(number: int, lots: random.Random) -> Expert:
    """Two experts share a unit, so that "not two of a unit" has something to do."""
    return Expert(
        id=f"e{number}",
        person=f"person of e{number}",
        posts=(Post(f"institute {number // 2}"),),
        relations=(),
        holdings=(),
        bids=frozenset(),
        contacts=_contacts(f"e{number}"),
        is_email_confirmed=True,
        region=lots.choice(REGIONS),
    )


def _proposal(number: int) -> Proposal:
    return Proposal(
        id=f"p{number}",
        round="the round",
        units=frozenset({f"u{number}"}),
        people=frozenset({f"leader of p{number}"}),
        review_on=ON,
        contacts=_contacts(f"p{number}"),
        region="9901",
    )


def _contacts(owner: str) -> Contacts:
    return Contacts(
        *(frozenset({f"{kind} of {owner}"}) for kind in ("phone", "account", "address"))
    )


def _post(*, of: str = "{}", ended: int | None = None) -> Plant:
    def plant(world: World, expert: Expert, proposal: Proposal) -> None:
        (unit,) = proposal.units
        until = None if ended is None else ON - timedelta(days=ended)
        world.change(expert, posts=(*(expert.posts or ()), Post(of.format(unit), until=until)))

    return plant


def _tie(tie: Tie, *, days: int) -> Plant:
    def plant(world: World, expert: Expert, proposal: Proposal) -> None:
        leader = f"leader of {proposal.id}"
        world.change(expert, relations=(Relation(tie, leader, ON - timedelta(days=days)),))

    return plant


def _holding(*, ended: bool) -> Plant:
    def plant(world: World, expert: Expert, proposal: Proposal) -> None:
        (unit,) = proposal.units
        until = ON - timedelta(days=1) if ended else None
        world.change(expert, holdings=(Holding(unit, until),))

    return plant


def _contact(kind: str) -> Plant:
    def plant(world: World, expert: Expert, proposal: Proposal) -> None:
        same = {kind: getattr(proposal.contacts, kind)}
        world.change(expert, contacts=replace(expert.contacts, **same))

    return plant


def _blocked(first: int) -> Plant:
    def plant(world: World, expert: Expert, proposal: Proposal) -> None:
        days = ON + timedelta(days=first), ON + timedelta(days=first + 2)
        world.change(expert, blocked=(Span(*days),))

    return plant


def _is_member(world: World, expert: Expert, proposal: Proposal) -> None:
    known = world.proposals[proposal.id]
    world.proposals[proposal.id] = replace(known, people=known.people | {expert.person})


def _excluded(world: World, expert: Expert, proposal: Proposal) -> None:
    known = world.proposals[proposal.id]
    world.proposals[proposal.id] = replace(known, excluded=known.excluded | {expert.id})


def _unconfirmed(world: World, expert: Expert, proposal: Proposal) -> None:
    world.change(expert, is_email_confirmed=False)


def _bids(world: World, expert: Expert, proposal: Proposal) -> None:
    world.change(expert, bids=frozenset({proposal.id}))


PLANTS: dict[str, Plant] = {
    "unit.same": _post(),
    "unit.legal": _post(of="branch of {}"),
    "unit.former": _post(ended=400),
    "shareholding": _holding(ended=False),
    "person.self": _is_member,
    "tie.kin": _tie(Tie.KIN, days=9_000),
    "tie.mentor": _tie(Tie.MENTOR, days=9_000),
    "tie.coauthor": _tie(Tie.COAUTHOR, days=700),
    "tie.coinventor": _tie(Tie.COINVENTOR, days=700),
    "tie.coapplicant": _tie(Tie.COAPPLICANT, days=700),
    "rival_bid": _bids,
    "excluded_by_applicant": _excluded,
    "shared.phone": _contact("phones"),
    "shared.account": _contact("accounts"),
    "shared.address": _contact("addresses"),
    "email.unconfirmed": _unconfirmed,
    "blocked_date": _blocked(-1),
}
WHOLE_ROUND = {"rival_bid", "email.unconfirmed", "blocked_date"}
NEAR_MISSES: tuple[Plant, ...] = (
    _post(ended=2_000),
    _tie(Tie.COAUTHOR, days=2_000),
    _holding(ended=True),
    _blocked(1),
)
