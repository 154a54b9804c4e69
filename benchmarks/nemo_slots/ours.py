"""The same race for what Kechuang has to give, by the same eight clients."""

from __future__ import annotations

import argparse
import json
import sys

from benchmarks.nemo_slots.describing import AT_ONCE_MS, JITTER_MS, described
from tests.proof.racer import Team
from tests.proof.races.limited import Limited
from tests.proof.races.money.budget import BudgetSpent
from tests.proof.races.money.payments import TranchePaid

CLIENTS = 8
THINGS = (TranchePaid(), BudgetSpent())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--turns", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    arguments = parser.parse_args()
    with Team(processes=1, threads=CLIENTS, environment={}) as team:
        rows = [row for thing in THINGS for row in raced(team, thing, arguments)]
    json.dump(rows, sys.stdout)


def raced(team: Team, thing: Limited, arguments: argparse.Namespace) -> list[dict[str, object]]:
    turns, seed = arguments.turns, arguments.seed
    first, second = (team.prepare(thing, range(n * turns, (n + 1) * turns)) for n in range(2))
    at_once = team.race(thing, first, seed=seed, jitters_ms=AT_ONCE_MS)
    spread = team.race(thing, second, seed=seed, jitters_ms=JITTER_MS)
    return [
        described(thing.name, "at once", at_once),
        described(thing.name, "within 0.5 s", spread),
    ]
