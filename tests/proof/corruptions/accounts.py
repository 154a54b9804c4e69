"""Breaking people and roles."""

from __future__ import annotations

from tests.proof.corruptions.damage import Damage

CLARA = "(SELECT id FROM accounts_user WHERE username = 'clara')"
ADA = "(SELECT id FROM accounts_user WHERE username = 'ada')"


def audit_the_own_work(damage: Damage) -> None:
    damage.run(f"UPDATE accounts_membership SET since = '2026-11-21' WHERE user_id = {CLARA}")


def supervise_another_city(damage: Damage) -> None:
    damage.run("UPDATE accounts_membership SET district = '110101' WHERE district <> ''")


def confuse_two_names(damage: Damage) -> None:
    damage.run("UPDATE accounts_user SET username = 'ALICE' WHERE username = 'ada'")


def write_a_password_down(damage: Damage) -> None:
    damage.run("UPDATE accounts_user SET password = 'hunter2hunter2' WHERE username = 'ada'")


def raise_a_superuser(damage: Damage) -> None:
    damage.run("UPDATE accounts_user SET is_superuser = %s WHERE username = 'ada'", True)


def dismiss_the_administrator(damage: Damage) -> None:
    damage.run("UPDATE accounts_membership SET until = since WHERE role = 'administrator'")


def act_as_nobody(damage: Damage) -> None:
    damage.run("UPDATE audit_event SET actor_id = 999999, is_system = %s WHERE sequence = 3", False)


def appoint_silently(damage: Damage) -> None:
    damage.run(f"UPDATE accounts_membership SET id = 999999 WHERE user_id = {ADA}")


def grant_silently(damage: Damage) -> None:
    damage.run(
        "INSERT INTO accounts_membership (user_id, role, district, since) "
        f"VALUES ({ADA}, 'expert', '', '2026-01-01')"
    )


CORRUPTIONS = {
    "accounts.nobody_audits_the_own_work": audit_the_own_work,
    "accounts.districts_are_of_this_city": supervise_another_city,
    "accounts.names_differ_by_more_than_case": confuse_two_names,
    "accounts.passwords_are_hashed": write_a_password_down,
    "accounts.rights_come_from_roles": raise_a_superuser,
    "accounts.somebody_administers": dismiss_the_administrator,
    "accounts.actors_are_accounts": act_as_nobody,
    "accounts.openings_are_recorded": appoint_silently,
    "accounts.roles_are_all_on_the_chain": grant_silently,
}
