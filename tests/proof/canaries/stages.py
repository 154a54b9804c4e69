"""What happens from the bids to the project, stage by stage, and when."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

from tests.proof.canaries import awarding, bidding, judging, staging
from tests.proof.canaries.projects import WINNER, contracted
from tests.proof.canaries.races import race
from tests.proof.canaries.town import Town
from tests.rooms.ledger.town import AT
from tests.rooms.programmes.contracting import under_way
from tests.rooms.programmes.scene import item_again


def advance(town: Town, stage: str) -> None:
    """On to the next stage; secrets that are drawn by chance are drawn from the seed."""
    rng = town.canaries.rng
    with (
        patch("secrets.token_hex", lambda size: rng.randbytes(size).hex()),
        patch("secrets.choice", rng.choice),
    ):
        STAGES[stage](town)
        if town.beside and stage in BESIDE:
            BESIDE[stage](town.beside)
    town.stage = stage


def running(town: Town) -> None:
    """The project has reported and spent; beside it a race stands at its gate."""
    award = item_again(town.item).awards.get()
    works = contracted(town.canaries, award, town.demander)
    town.item = under_way(town.item, works.project)
    works.prove(0)
    works.accept(0)
    works.project.receive(works.project.milestones[0])
    works.spend()
    works.report(1)
    town.race = race(town.canaries, works.project.town, town.demander, town.scene.unit)
    town.works = {WINNER: works, **town.race.lanes}
    staging.judge_report(town, 1)
    staging.begin_at_gate(town)
    town.clock.at = AT


def concluded(town: Town) -> None:
    """The gate is closed and a lane has failed; the panel and the demander accept the project."""
    works = town.works[WINNER]
    works.accept(1)
    works.ask()
    works.judge()
    if town.race is not None:
        staging.end_at_gate(town)
        town.race.decide()


STAGES: dict[str, Callable[[Town], None]] = {
    "registered": bidding.registered,
    "checking": bidding.checking,
    "preparing": judging.preparing,
    "sealed": judging.sealed_pools,
    "assigned": judging.assigned,
    "scoring": judging.scoring,
    "opened": judging.opened,
    "closed": judging.closed,
    "chosen": awarding.chosen,
    "publicity": awarding.publicity,
    "objecting": awarding.objecting,
    "decided": awarding.decided,
    "running": running,
    "concluded": concluded,
}
ALONG = (bidding.__name__, judging.__name__)
BESIDE = {name: act for name, act in STAGES.items() if act.__module__ in ALONG}
BESIDE |= {"chosen": awarding.vetoed}
"""What happens at the same time to the item whose demander wants no bid."""
