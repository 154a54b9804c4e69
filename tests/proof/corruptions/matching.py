"""Breaking matches and decisions."""

from __future__ import annotations

from tests.proof.corruptions.damage import Damage


def skip_a_rank(damage: Damage) -> None:
    damage.run("UPDATE matching_match SET rank = rank + 1 WHERE rank > 1")


def favour_the_second(damage: Damage) -> None:
    damage.run("UPDATE matching_match SET score = score + 1000000000 WHERE rank = 2")


def improve_a_score(damage: Damage) -> None:
    damage.run("UPDATE matching_match SET score = score + 1 WHERE rank = 1")


def lose_a_match(damage: Damage) -> None:
    damage.run("DELETE FROM matching_match WHERE id = (SELECT max(id) FROM matching_match)")


def decide_about_nothing(damage: Damage) -> None:
    unmatched = "(SELECT id FROM outcomes_outcome WHERE source = '')"
    damage.run(f"UPDATE matching_matchdecision SET outcome_id = {unmatched} WHERE reason = ''")


def change_a_reason(damage: Damage) -> None:
    damage.run("UPDATE matching_matchdecision SET reason = '别的理由' WHERE reason <> ''")


CORRUPTIONS = {
    "matching.ranks_follow_each_other": skip_a_rank,
    "matching.scores_fall_with_the_rank": favour_the_second,
    "matching.reasons_add_up_to_the_score": improve_a_score,
    "matching.counts_are_as_sealed": lose_a_match,
    "matching.decisions_are_about_matches": decide_about_nothing,
    "matching.decisions_are_as_recorded": change_a_reason,
}
