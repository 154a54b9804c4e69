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
    Stakeholder,
    Tie,
    Units,
)
from kechuang.engines.wording import Text

ON = date(2026, 12, 1)
REGIONS = ("9901", "1101", "3101", "4401")
LAST = ON + timedelta(days=20)
EXPERTS, PROPOSALS, ROUNDS = 60, 8, 2
Pair = tuple[str, str]


@dataclass
class World:
    """``planted``: ``(rule, proposal, expert)``, known from the planting alone."""

    experts: dict[str, Expert]
    proposals: dict[str, Proposal]
    stakeholders: dict[str, Stakeholder]
    units: Units
    planted: set[tuple[str, str, str]] = field(default_factory=set)

    def barred(self) -> set[Pair]:
        """``(proposal, expert)`` pairs that must never meet."""
        return {(proposal, expert) for _, proposal, expert in self.planted}

    def change(self, expert: Expert, **facts: object) -> None:
        self.experts[expert.id] = replace(self.experts[expert.id], **facts)


Plant = Callable[[World, Expert, Proposal], None]
Interest = Callable[[World, Expert, Proposal | Stakeholder], None]


def build_world(seed: int, number: int) -> World:
    """Innocent people first; then each kind of conflict once, and near misses."""
    lots = random.Random(f"{seed}-{number}")
    proposals = {f"p{each}": _proposal(each) for each in range(PROPOSALS)}
    experts = {f"e{each}": _expert(each, lots) for each in range(EXPERTS)}
    stakes = {one.id: one for one in map(_stakeholder, range(ROUNDS))}
    parents = {f"branch of {unit}": unit for unit in [f"u{p}" for p in proposals] + [*stakes]}
    world = World(experts, proposals, stakes, Units(parents, {"old name of up1": "up1"}))
    chosen = iter(lots.sample(sorted(experts), len(PLANTS) + len(STAKES) + len(NEAR_MISSES)))
    for rule, plant in PLANTS.items():
        expert, proposal = experts[next(chosen)], proposals[lots.choice(sorted(proposals))]
        plant(world, expert, proposal)
        for reached, barred in _reach(rule, world, proposal):
            world.planted.add((reached, barred, expert.id))
    for rule, stake in STAKES.items():
        expert, side = experts[next(chosen)], stakes[lots.choice(sorted(stakes))]
        stake(world, expert, side)
        world.planted |= {(rule, barred, expert.id) for barred in _of_round(world, side.round)}
    for plant in NEAR_MISSES:
        plant(world, experts[next(chosen)], proposals[lots.choice(sorted(proposals))])
    return world


def _reach(rule: str, world: World, proposal: Proposal) -> Iterator[tuple[str, str]]:
    """Rules and proposals: an interest bars from the rivals too."""
    if rule in EVERYWHERE:
        yield from ((rule, each) for each in world.proposals)
        return
    yield rule, proposal.id
    others = [each for each in _of_round(world, proposal.round) if each != proposal.id]
    if rule == "rival_bid":
        yield from ((rule, each) for each in others)
    elif rule in INTERESTS:
        yield from ((f"rival.{rule}", each) for each in others)


def _of_round(world: World, name: str) -> list[str]:
    return [one.id for one in world.proposals.values() if one.round == name]


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
        round=f"round {number % ROUNDS}",
        units=frozenset({f"up{number}"}),
        people=frozenset({f"leader of p{number}"}),
        review_on=ON,
        review_until=LAST,
        contacts=_contacts(f"p{number}"),
        region="9901",
    )


def _stakeholder(number: int) -> Stakeholder:
    """Who set the problem of a round."""
    return Stakeholder(
        id=f"demander {number}",
        round=f"round {number}",
        role=Text("发榜单位", "demander"),
        units=frozenset({f"demander {number}"}),
        people=frozenset({f"leader of demander {number}"}),
        review_on=ON,
    )


def _contacts(owner: str) -> Contacts:
    return Contacts(
        *(frozenset({f"{kind} of {owner}"}) for kind in ("phone", "account", "address"))
    )


def _post(*, of: str = "{}", ended: int | None = None) -> Interest:
    def plant(world: World, expert: Expert, side: Proposal | Stakeholder) -> None:
        (unit,) = side.units
        until = None if ended is None else ON - timedelta(days=ended)
        world.change(expert, posts=(*(expert.posts or ()), Post(of.format(unit), until=until)))

    return plant


def _tie(tie: Tie, *, days: int) -> Interest:
    def plant(world: World, expert: Expert, side: Proposal | Stakeholder) -> None:
        leader = f"leader of {side.id}"
        world.change(expert, relations=(Relation(tie, leader, ON - timedelta(days=days)),))

    return plant


def _holding(*, ended: bool) -> Interest:
    def plant(world: World, expert: Expert, side: Proposal | Stakeholder) -> None:
        (unit,) = side.units
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


SIDED: dict[str, Interest] = {
    "unit.same": _post(),
    "unit.legal": _post(of="branch of {}"),
    "unit.former": _post(ended=400),
    "shareholding": _holding(ended=False),
    "tie.kin": _tie(Tie.KIN, days=9_000),
    "tie.mentor": _tie(Tie.MENTOR, days=9_000),
    "tie.coauthor": _tie(Tie.COAUTHOR, days=700),
    "tie.coinventor": _tie(Tie.COINVENTOR, days=700),
    "tie.coapplicant": _tie(Tie.COAPPLICANT, days=700),
}
INTERESTS: dict[str, Plant] = {
    **SIDED,
    "person.self": _is_member,
    "shared.phone": _contact("phones"),
    "shared.account": _contact("accounts"),
    "shared.address": _contact("addresses"),
}
PLANTS: dict[str, Plant] = {
    **INTERESTS,
    "rival_bid": _bids,
    "excluded_by_applicant": _excluded,
    "email.unconfirmed": _unconfirmed,
    "blocked_date": _blocked((LAST - ON).days),
}
STAKES = {f"stake.{rule}": plant for rule, plant in SIDED.items()}
RULES = (*PLANTS, *(f"rival.{rule}" for rule in INTERESTS), *STAKES)
EVERYWHERE = {"email.unconfirmed", "blocked_date"}
NEAR_MISSES: tuple[Plant, ...] = (
    _post(ended=2_000),
    _tie(Tie.COAUTHOR, days=2_000),
    _holding(ended=True),
    _blocked(-3),
    _blocked((LAST - ON).days + 1),
)
