"""Lays NEMO's tables and races for its slots; prints what came of it as JSON."""

from __future__ import annotations

import argparse
import json
import sys

import django
from django.core.management import call_command

from tests.proof.racer import Tally, Team

AT_ONCE_MS, JITTER_MS = (0,), (500,)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--slots", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    arguments = parser.parse_args()
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    json.dump(raced(arguments.slots, arguments.seed), sys.stdout)


def raced(slots: int, seed: int) -> list[dict[str, object]]:
    """Three runs over different slots: in turn, all at once, and within half a second."""
    from benchmarks.nemo_slots.slots import USERS, ReservationSlot, asked_in_turn, furnish

    furnish()
    race = ReservationSlot()
    with Team(processes=1, threads=USERS, environment={}) as team:
        lots = [team.prepare(race, range(n * slots, (n + 1) * slots)) for n in range(3)]
        doubled = team.ask(asked_in_turn, lots[0])
        at_once = team.race(race, lots[1], seed=seed, jitters_ms=AT_ONCE_MS)
        spread = team.race(race, lots[2], seed=seed, jitters_ms=JITTER_MS)
    return [
        {"how": "one after the other", "things": slots, "doubled": doubled},
        described("at once", at_once),
        described("within 0.5 s", spread),
    ]


def described(how: str, tally: Tally) -> dict[str, object]:
    return {
        "how": how,
        "things": tally.turns,
        "doubled": tally.harmed,
        "given": tally.done,
        "answers": dict(tally.answers),
        "said": tally.said,
    }


if __name__ == "__main__":
    main()
