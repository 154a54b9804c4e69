"""Bending draws, seating the conflicted, changing scores."""

from __future__ import annotations

import json

from tests.proof.corruptions.damage import Damage

A_SEAT = "(SELECT MIN(id) FROM reviews_assignment WHERE state = 'reported')"
ITS_SUBMISSION = f"(SELECT submission_id FROM reviews_assignment WHERE id = {A_SEAT})"
ITS_EXPERT = f"(SELECT expert_id FROM reviews_assignment WHERE id = {A_SEAT})"


def invent_a_conflict(damage: Damage) -> None:
    damage.run(
        f"UPDATE reviews_conflictrecord SET submission_id = {ITS_SUBMISSION}, "
        f"expert_id = {ITS_EXPERT} WHERE is_barring = %s",
        True,
    )


def lose_a_conflict(damage: Damage) -> None:
    damage.run("DELETE FROM reviews_conflictrecord WHERE origin = 'officer'")


def choose_another_seed(damage: Damage) -> None:
    damage.run("UPDATE reviews_roundseed SET value = %s", "ab" * 32)


def raise_a_load(damage: Damage) -> None:
    damage.run("UPDATE reviews_poolmember SET load = load + 1")


def seat_two_of_a_unit(damage: Damage) -> None:
    """Every expert of every pool becomes one of the same unit."""
    for pk in damage.ask("SELECT submission_id FROM reviews_sealedpool"):
        damage.run(
            "UPDATE reviews_sealedpool SET content = %s WHERE submission_id = %s",
            _of_one_unit(damage, pk),
            pk,
        )


def _of_one_unit(damage: Damage, pk: object) -> str:
    (content,) = damage.ask("SELECT content FROM reviews_sealedpool WHERE submission_id = %s", pk)
    pool = json.loads(content) if isinstance(content, str) else content
    pool["experts"] = [[token, "one", region] for token, _, region in pool["experts"]]
    return json.dumps(pool)


def lose_a_request(damage: Damage) -> None:
    damage.run("DELETE FROM reviews_exclusion WHERE reason = '同行竞争'")


def lose_a_ruling(damage: Damage) -> None:
    damage.run("DELETE FROM reviews_exclusionruling WHERE expert_id IS NULL")


def mean_the_reviewer(damage: Damage) -> None:
    """Whom the applicant excluded becomes one who judged."""
    damage.run(f"UPDATE reviews_exclusion SET expert_id = {ITS_EXPERT} WHERE reason = '同行竞争'")


def exclude_a_fourth(damage: Damage) -> None:
    damage.run("UPDATE reviews_reviewround SET most_exclusions = 0")


def open_without_reports(damage: Damage) -> None:
    damage.run(f"UPDATE reviews_assignment SET state = 'assigned' WHERE id = {A_SEAT}")


def raise_a_mark(damage: Damage) -> None:
    damage.run("UPDATE reviews_report SET marks = %s", '{"novelty": 100, "worth": 100}')


def unsettle_a_leak(damage: Damage) -> None:
    damage.run("UPDATE reviews_leakfinding SET state = 'flagged'")


def unblind_alone(damage: Damage) -> None:
    damage.run("UPDATE reviews_unblinding SET decided_by_id = asked_by_id")


def skip_a_phase(damage: Damage) -> None:
    damage.run("UPDATE reviews_reviewround SET phase = 'closed' WHERE phase = 'opened'")


def take_the_guards_away(damage: Damage) -> None:
    damage.unguard("reviews_assignment")


CORRUPTIONS = {
    "reviews.no_reviewer_is_in_conflict": invent_a_conflict,
    "reviews.conflicts_are_all_on_the_chain": lose_a_conflict,
    "reviews.draws_recompute": choose_another_seed,
    "reviews.loads_are_kept": raise_a_load,
    "reviews.no_two_of_one_unit": seat_two_of_a_unit,
    "reviews.exclusions_are_few": exclude_a_fourth,
    "reviews.exclusions_are_as_sent": lose_a_request,
    "reviews.exclusions_are_ruled_on": lose_a_ruling,
    "reviews.excluded_experts_do_not_judge": mean_the_reviewer,
    "reviews.openings_have_three_reports": open_without_reports,
    "reviews.reports_are_as_handed_in": raise_a_mark,
    "reviews.originals_have_blind_copies": unsettle_a_leak,
    "reviews.unblindings_have_two_people": unblind_alone,
    "reviews.phases_are_as_stepped": skip_a_phase,
    "reviews.guards_stand": take_the_guards_away,
}
