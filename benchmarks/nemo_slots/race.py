"""Races for NEMO's slots and prints what came of it as JSON; NEMO's tables are laid already."""

from __future__ import annotations

import argparse
import json
import sys

from benchmarks.nemo_slots.describing import AT_ONCE_MS, JITTER_MS, described
from benchmarks.nemo_slots.slots import USERS, ReservationSlot, asked_in_turn, furnish
from tests.proof.racer import Team


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--turns", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    arguments = parser.parse_args()
    json.dump(raced(arguments.turns, arguments.seed), sys.stdout)


def raced(turns: int, seed: int) -> list[dict[str, object]]:
    """Three runs over different slots: in turn, all at once, and within half a second."""
    furnish()
    race = ReservationSlot()
    with Team(processes=1, threads=USERS, environment={}) as team:
        lots = [team.prepare(race, range(n * turns, (n + 1) * turns)) for n in range(3)]
        wrong = team.ask(asked_in_turn, lots[0])
        at_once = team.race(race, lots[1], seed=seed, jitters_ms=AT_ONCE_MS)
        spread = team.race(race, lots[2], seed=seed, jitters_ms=JITTER_MS)
    control = {"what": race.name, "how": "one after the other", "turns": turns, "doubled": wrong}
    return [
        control,
        described(race.name, "at once", at_once),
        described(race.name, "within 0.5 s", spread),
    ]
