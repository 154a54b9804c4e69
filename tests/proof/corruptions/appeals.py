"""Ending without the case, answering for oneself, taking guards away."""

from __future__ import annotations

from tests.proof.corruptions.damage import Damage

ANSWERED = "(SELECT MIN(case_id) FROM appeals_appeal WHERE renewed IS NOT NULL)"


def open_again(damage: Damage) -> None:
    damage.run("UPDATE appeals_correction SET ended_at = NULL WHERE corrected_id IS NOT NULL")


def answer_for_oneself(damage: Damage) -> None:
    """Who answered is made to have started the sweep."""
    damage.run(
        "UPDATE audit_event SET actor_id = (SELECT MIN(by_id) FROM cases_steptaken WHERE event = "
        f"'uphold' AND case_id = {ANSWERED}) WHERE command = 'prepare_run'"
    )


def invent_a_correction(damage: Damage) -> None:
    damage.run(
        "INSERT INTO appeals_correction (fact_id, case_id, begun_at, ended_at) "
        "SELECT fact_id, (SELECT MIN(id) FROM cases_case WHERE id NOT IN "
        "(SELECT case_id FROM appeals_correction)), begun_at, begun_at FROM appeals_correction "
        "WHERE id = (SELECT MIN(id) FROM appeals_correction)"
    )


def take_the_guards_away(damage: Damage) -> None:
    damage.unguard("appeals_appeal")


CORRUPTIONS = {
    "appeals.end_with_their_cases": open_again,
    "appeals.answered_by_another": answer_for_oneself,
    "appeals.are_on_the_chain": invent_a_correction,
    "appeals.guards_stand": take_the_guards_away,
}
