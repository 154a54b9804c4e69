"""What happens from the bids to the project, stage by stage, and when."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

from kechuang.base.roles import Role
from kechuang.cases.models import Objection
from kechuang.cases.services import answer_objection, attach_file
from kechuang.programmes import services as programmes
from kechuang.programmes.models import Bid
from tests.base.registry.cast import person
from tests.proof.canaries import judging
from tests.proof.canaries.objecting import OBJECTOR, object_to
from tests.proof.canaries.people import Bidder
from tests.proof.canaries.projects import WINNER, contracted
from tests.proof.canaries.races import race
from tests.proof.canaries.town import SEALED, Town
from tests.rooms.cases.scene import at, do, sealed, wait
from tests.rooms.ledger.town import AT
from tests.rooms.programmes import scene as challenge
from tests.rooms.programmes.contracting import under_way
from tests.rooms.programmes.scene import ONE_DAY, bid_again, item_again


def advance(town: Town, stage: str) -> None:
    """On to the next stage; secrets that are drawn by chance are drawn from the seed."""
    rng = town.canaries.rng
    with (
        patch("secrets.token_hex", lambda size: rng.randbytes(size).hex()),
        patch("secrets.choice", rng.choice),
    ):
        STAGES[stage](town)
    town.stage = stage


def registered(town: Town) -> None:
    """Two bids are sealed, a third is being written; nobody else may know of any."""
    for letter, bidder in town.bidders.items():
        town.bids[letter] = _begun(town, bidder)
    for letter in SEALED:
        sealed(town.bids[letter].case, town.bidders[letter].person.actor, "2026-03-20T09:00")
    town.to("2026-03-21T10:00")


def checking(town: Town) -> None:
    last_day = challenge.closing_day(town.item)
    town.to(f"{last_day}T17:00")
    wait(town.item.case, f"{last_day}T17:00")
    town.to(f"{last_day + ONE_DAY}T09:00")
    do(town.item.case, "unseal", town.officer.actor, f"{last_day + ONE_DAY}T09:00")
    town.item = item_again(town.item)


def chosen(town: Town) -> None:
    """The demander chose the bid ranked first; the officer passes it over, and the second wins."""
    town.to("2026-05-08T09:00")
    programmes.choose_winner(
        by=town.demander.actor,
        at=town.clock.at,
        item=item_again(town.item),
        label=challenge.label_of(town.bids["a"]),
    )
    reason = town.canaries.word("bid:a", "passed_over")
    programmes.pass_over(**town.by_officer(), bid=bid_again(town.bids["a"]), reason=reason)
    town.to("2026-05-08T10:00")


def publicity(town: Town) -> None:
    """The winner is named, and everybody may object."""
    do(town.item.case, "propose", town.officer.actor, "2026-05-11T09:00")
    town.to("2026-05-11T10:00")


def objecting(town: Town) -> None:
    """An outsider objects, and the publicity stands still."""
    town.to("2026-05-13T12:00")
    object_to(town.canaries, town.objector, town.item.case, town.clock.at)


def decided(town: Town) -> None:
    """The objection failed, two people approved."""
    case, raised = town.item.case, Objection.objects.get(publicity__case=town.item.case)
    town.to("2026-05-14T08:00")
    answer = town.canaries.word(OBJECTOR, "answer")
    answer_objection(**town.by_officer(), objection=raised, is_upheld=False, answer=answer)
    do(case, "settle_objection", town.officer.actor, "2026-05-14T09:00")
    town.to("2026-05-22T00:00")
    wait(case, "2026-05-22T00:00")
    for name in ("town-approver 1", "town-approver 2"):
        do(case, "approve", person(name, Role.BUREAU).actor, "2026-05-22T09:00")
    for letter in SEALED:
        do(town.bids[letter].case, "settle", town.officer.actor, "2026-05-22T09:30")
    town.to("2026-05-22T10:00")


def running(town: Town) -> None:
    """The project has reported and spent; beside it a race stands at its gate."""
    award = item_again(town.item).awards.get()
    works = contracted(town.canaries, award, town.demander)
    town.item = under_way(town.item, works.project)
    works.prove(0)
    works.accept(0)
    works.project.receive(works.project.milestones[0])
    works.spend()
    works.prove(1)
    town.race = race(town.canaries, works.project.town, town.demander, town.scene.unit)
    town.works = {WINNER: works, **town.race.lanes}
    town.clock.at = AT


def concluded(town: Town) -> None:
    """The gate is closed and a lane has failed; the panel and the demander accept the project."""
    works = town.works[WINNER]
    works.accept(1)
    works.ask()
    works.judge()
    if town.race is not None:
        town.race.decide()


def _begun(town: Town, bidder: Bidder) -> Bid:
    """A bid with everything that sealing asks for."""
    actor, when = bidder.person.actor, at("2026-03-17T09:00")
    bid = programmes.begin_bid(by=actor, at=when, item=town.item, party=bidder.unit)
    challenge.fill_in(bid.case, "bid", bidder.values, actor)
    for name, file in (("plan_file", bidder.plan), ("team_file", bidder.team)):
        attach_file(by=actor, at=when, case=bid.case, field=name, file=file)
    challenge.commit(bid.case, "bid_commitment", actor)
    return bid


STAGES: dict[str, Callable[[Town], None]] = {
    "registered": registered,
    "checking": checking,
    "preparing": judging.preparing,
    "sealed": judging.sealed_pools,
    "assigned": judging.assigned,
    "scoring": judging.scoring,
    "opened": judging.opened,
    "closed": judging.closed,
    "chosen": chosen,
    "publicity": publicity,
    "objecting": objecting,
    "decided": decided,
    "running": running,
    "concluded": concluded,
}
