"""Breaking parties, relations and facts."""

from __future__ import annotations

from tests.proof.corruptions.damage import Damage

FIRM = "(SELECT id FROM parties_party WHERE name = '澜湖电机公司')"


def mistype_a_code(damage: Damage) -> None:
    damage.run(f"UPDATE parties_party SET credit_code = '91990101MA00000100' WHERE id = {FIRM}")


def misplace_a_party(damage: Damage) -> None:
    damage.run(f"UPDATE parties_party SET region_code = '99' WHERE id = {FIRM}")


def close_a_circle(damage: Damage) -> None:
    bridge = "(SELECT id FROM parties_party WHERE name = '星桥智能装备公司')"
    damage.run(
        "UPDATE parties_relation SET kind = 'parent', "
        f"party_id = {bridge}, subject_id = {FIRM} WHERE kind = 'shareholder'"
    )


def invent_a_fact(damage: Damage) -> None:
    damage.run("UPDATE parties_partyfact SET name = 'luck' WHERE name = 'tech_sale_paid'")


def write_carelessly(damage: Damage) -> None:
    damage.run("UPDATE parties_partyfact SET value = '01.5' WHERE name = 'tech_sale_paid'")


def forget_the_year(damage: Damage) -> None:
    damage.run("UPDATE parties_partyfact SET period = '' WHERE name = 'tech_sale_paid'")


def forget_the_source(damage: Damage) -> None:
    damage.run("UPDATE parties_partyfact SET source = ' ' WHERE name = 'tech_sale_paid'")


def open_the_facts(damage: Damage) -> None:
    damage.unguard("parties_partyfact")


def state_silently(damage: Damage) -> None:
    damage.run("DELETE FROM parties_partyfact WHERE name = 'tech_sale_paid'")


CORRUPTIONS = {
    "parties.credit_codes_are_valid": mistype_a_code,
    "parties.have_a_name_and_a_place": misplace_a_party,
    "parties.control_is_no_circle": close_a_circle,
    "parties.facts_are_of_the_catalogue": invent_a_fact,
    "parties.fact_values_are_canonical": write_carelessly,
    "parties.fact_periods_fit": forget_the_year,
    "parties.facts_name_their_source": forget_the_source,
    "parties.facts_are_append_only": open_the_facts,
    "parties.rows_are_all_on_the_chain": state_silently,
}
