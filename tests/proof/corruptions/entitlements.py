"""Breaking the answers of sweeps."""

from __future__ import annotations

from tests.proof.corruptions.damage import Damage

ONE = "id = (SELECT min(id) FROM entitlements_entitlement)"


def answer_by_another_pack(damage: Damage) -> None:
    damage.run(f"UPDATE entitlements_entitlement SET pack_digest = %s WHERE {ONE}", "0" * 64)


def answer_a_university(damage: Damage) -> None:
    university = "(SELECT MIN(id) FROM parties_party WHERE kind = 'university')"
    damage.run(f"UPDATE entitlements_entitlement SET party_id = {university} WHERE {ONE}")


def withhold_an_answer(damage: Damage) -> None:
    damage.run(f"DELETE FROM entitlements_entitlement WHERE {ONE}")


def grant_a_favour(damage: Damage) -> None:
    damage.run(
        "UPDATE entitlements_entitlement SET verdict = 'met' WHERE id = "
        "(SELECT min(id) FROM entitlements_entitlement WHERE verdict <> 'met')"
    )


def turn_bounds_round(damage: Damage) -> None:
    damage.run(
        "UPDATE entitlements_entitlement SET amount_kind = 'range', low_fen = 2, high_fen = 1 "
        f"WHERE {ONE}"
    )


def raise_an_amount(damage: Damage) -> None:
    damage.run(
        "UPDATE entitlements_entitlement SET amount_kind = 'exact', low_fen = 900, high_fen = 900 "
        f"WHERE {ONE}"
    )


CORRUPTIONS = {
    "entitlements.answers_name_kept_packs": answer_by_another_pack,
    "entitlements.answers_are_about_enterprises": answer_a_university,
    "entitlements.no_answer_is_missing": withhold_an_answer,
    "entitlements.counts_are_as_sealed": grant_a_favour,
    "entitlements.amounts_fit_their_kind": turn_bounds_round,
    "entitlements.answers_are_their_evidence": raise_an_amount,
}
