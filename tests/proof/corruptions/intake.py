"""Breaking imports."""

from __future__ import annotations

from tests.proof.corruptions.damage import Damage


def lose_a_row(damage: Damage) -> None:
    damage.run("UPDATE intake_importjob SET rows_in = rows_in + 1 WHERE state = 'confirmed'")


def write_one_less(damage: Damage) -> None:
    damage.run("UPDATE intake_importjob SET created = created - 1 WHERE state = 'confirmed'")


def keep_a_rejection(damage: Damage) -> None:
    damage.run("UPDATE intake_importjob SET returned_id = NULL WHERE state = 'checked'")


def confirm_silently(damage: Damage) -> None:
    damage.run("UPDATE intake_importjob SET state = 'confirmed' WHERE state = 'checked'")


def map_another_table(damage: Damage) -> None:
    damage.run('UPDATE intake_importjob SET mapping = \'{"利润": "title"}\'')


def forget_an_import(damage: Damage) -> None:
    damage.run("DELETE FROM intake_importjob WHERE state = 'discarded'")


CORRUPTIONS = {
    "intake.every_row_is_accounted_for": lose_a_row,
    "intake.accepted_rows_are_written": write_one_less,
    "intake.rejected_rows_are_returned": keep_a_rejection,
    "intake.are_as_they_were_confirmed": confirm_silently,
    "intake.mappings_name_columns_of_the_file": map_another_table,
    "intake.are_all_on_the_chain": forget_an_import,
}
