"""Breaking runs and their parts."""

from __future__ import annotations

from tests.proof.corruptions.damage import Damage


def lose_an_item(damage: Damage) -> None:
    damage.run("UPDATE runs_part SET first = 1 WHERE kind = 'entitlement'")


def reopen_a_part(damage: Damage) -> None:
    damage.run("UPDATE runs_part SET result_digest = '' WHERE kind = 'matching'")


def exchange_a_part(damage: Damage) -> None:
    damage.run("UPDATE runs_part SET result_digest = %s WHERE kind = 'matching'", "0" * 64)


def seal_anew(damage: Damage) -> None:
    damage.run("UPDATE runs_run SET counts = '{\"met\": 1000}'")


CORRUPTIONS = {
    "runs.parts_cover_their_run": lose_an_item,
    "runs.sealed_means_complete": reopen_a_part,
    "runs.results_are_those_of_the_parts": exchange_a_part,
    "runs.seals_are_on_the_chain": seal_anew,
}
