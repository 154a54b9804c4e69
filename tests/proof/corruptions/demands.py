"""Breaking the register of demands."""

from __future__ import annotations

from tests.proof.corruptions.damage import Damage


def skip_a_number(damage: Damage) -> None:
    damage.run("UPDATE demands_demand SET number = 'XQ2026-000099' WHERE source = ''")


def jump_a_step(damage: Damage) -> None:
    damage.run("UPDATE demands_demand SET state = 'contracted' WHERE source = ''")


def forget_a_publication(damage: Damage) -> None:
    damage.run("UPDATE demands_demand SET published_at = NULL WHERE state = 'published'")


def index_a_secret(damage: Damage) -> None:
    damage.run(
        "UPDATE demands_demand SET search_text = search_text || confidential_text "
        "WHERE confidential_text <> ''"
    )


def tell_a_hidden_name(damage: Damage) -> None:
    damage.run(
        "UPDATE demands_demand SET public_text = enterprise_name "
        "WHERE confidentiality = 'name_hidden'"
    )


def misplace_a_target(damage: Damage) -> None:
    damage.run("UPDATE demands_demandtarget SET position = 3")


def gain_a_month(damage: Damage) -> None:
    damage.run(
        "UPDATE demands_demand SET deadline_text = '2027-03', "
        "deadline_latest_on = '2027-04-30' WHERE source = ''"
    )


def file_silently(damage: Damage) -> None:
    damage.run("DELETE FROM demands_demand WHERE source = ''")


CORRUPTIONS = {
    "demands.numbers_have_no_gap": skip_a_number,
    "demands.states_come_from_steps": jump_a_step,
    "demands.public_ones_are_dated": forget_a_publication,
    "demands.searches_find_public_text": index_a_secret,
    "demands.hidden_names_are_not_told": tell_a_hidden_name,
    "demands.targets_stand_in_order": misplace_a_target,
    "demands.deadlines_end_when_they_say": gain_a_month,
    "demands.are_all_on_the_chain": file_silently,
}
