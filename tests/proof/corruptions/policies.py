"""Breaking the policy library."""

from __future__ import annotations

from tests.proof.corruptions.damage import Damage

ONE = "id = (SELECT min(id) FROM policies_policydocument)"


def cut_off_a_pack(damage: Damage) -> None:
    damage.run(f"UPDATE policies_policydocument SET pack_digest = %s WHERE {ONE}", "0" * 64)


def prolong_a_policy(damage: Damage) -> None:
    damage.run(f"UPDATE policies_policydocument SET valid_to = '2099-12-31' WHERE {ONE}")


def strike_out_a_clause(damage: Damage) -> None:
    damage.run(
        "DELETE FROM policies_policyclause WHERE clause_id = "
        "(SELECT min(clause_id) FROM policies_policyclause)"
    )


def publish_silently(damage: Damage) -> None:
    damage.run(
        "UPDATE policies_policydocument SET pack_digest = (SELECT pack_digest "
        "FROM policies_policydocument WHERE id = (SELECT max(id) FROM "
        f"policies_policydocument)) WHERE {ONE}"
    )


CORRUPTIONS = {
    "policies.documents_have_a_current_pack": cut_off_a_pack,
    "policies.documents_say_what_their_pack_says": prolong_a_policy,
    "policies.clauses_are_those_of_their_pack": strike_out_a_clause,
    "policies.are_as_they_were_published": publish_silently,
}
