"""Bending places, points and answers."""

from __future__ import annotations

from tests.proof.corruptions.damage import Damage

ONE = "id = (SELECT MIN(id) FROM points_standing)"


def name_another_scheme(damage: Damage) -> None:
    damage.run("UPDATE points_snapshot SET scheme_digest = %s", "0" * 64)


def exchange_inputs(damage: Damage) -> None:
    damage.run("UPDATE points_snapshot SET inputs = scores")


def give_points(damage: Damage) -> None:
    damage.run(f"UPDATE points_standing SET high = high + 1000 WHERE {ONE}")


def move_up(damage: Damage) -> None:
    damage.run(f"UPDATE points_standing SET proven_place = proven_place + 7 WHERE {ONE}")


def take_a_firm_out(damage: Damage) -> None:
    unasked = "NOT EXISTS (SELECT 1 FROM points_appeal WHERE standing_id = points_standing.id)"
    damage.run(f"DELETE FROM points_standing WHERE {unasked}")


def answer_oneself(damage: Damage) -> None:
    damage.run("UPDATE points_appeal SET answered_by_id = asked_by_id")


def invent_an_appeal(damage: Damage) -> None:
    damage.run(
        "INSERT INTO points_appeal (standing_id, grounds, asked_by_id, asked_at, outcome, reason) "
        "SELECT standing_id, 'x', asked_by_id, asked_at, '', '' FROM points_appeal "
        "WHERE id = (SELECT MIN(id) FROM points_appeal)"
    )


def open_the_table(damage: Damage) -> None:
    damage.unguard("points_snapshot")


CORRUPTIONS = {
    "points.snapshots_are_as_they_were_frozen": name_another_scheme,
    "points.contents_have_their_digests": exchange_inputs,
    "points.points_are_those_frozen": give_points,
    "points.places_follow_from_points": move_up,
    "points.every_firm_is_there_once": take_a_firm_out,
    "points.appeals_are_answered_by_another": answer_oneself,
    "points.appeals_are_on_the_chain": invent_an_appeal,
    "points.guards_stand": open_the_table,
}
