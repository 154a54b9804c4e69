"""Changing frozen lists, telling without money, approving alone."""

from __future__ import annotations

from tests.proof.corruptions.damage import Damage

GRANTED = "(SELECT MIN(id) FROM offers_offer WHERE grant_id IS NOT NULL)"
ITS_CASE = f"(SELECT case_id FROM offers_offer WHERE id = {GRANTED})"
ITS_LIST = f"(SELECT offer_list_id FROM offers_offer WHERE id = {GRANTED})"


def raise_an_amount(damage: Damage) -> None:
    damage.run(f"UPDATE offers_offer SET amount_fen = amount_fen - 1 WHERE id = {GRANTED}")


def offer_twice(damage: Damage) -> None:
    """Every offer becomes one of the same firm, clause and year."""
    damage.drop_index("offer_once_per_party_clause_year")
    damage.run(
        "UPDATE offers_offer SET freed_at = NULL, party_id = (SELECT MIN(party_id) FROM "
        "offers_offer), clause_id = 'one', year = 2026"
    )


def spend_more_than_was_left(damage: Damage) -> None:
    damage.run(f"UPDATE offers_offerlist SET left_fen = 1 WHERE id = {ITS_LIST}")


def tell_without_money(damage: Damage) -> None:
    damage.run(f"UPDATE offers_offer SET reservation_id = NULL WHERE id = {GRANTED}")


def forget_the_grant(damage: Damage) -> None:
    damage.run(f"UPDATE offers_offer SET grant_id = NULL WHERE id = {GRANTED}")


def approve_alone(damage: Damage) -> None:
    damage.run(
        "UPDATE cases_steptaken SET by_id = (SELECT frozen_by_id FROM offers_offerlist WHERE "
        f"id = {ITS_LIST}) WHERE event = 'approve' AND case_id = {ITS_CASE}"
    )


def leave_only_the_firms_word(damage: Damage) -> None:
    firm = f"(SELECT party_id FROM offers_offer WHERE id = {GRANTED})"
    damage.run(
        "UPDATE parties_partyfact SET source = '企业填报（' || CAST(id AS varchar(20)) || '）', "
        f"certified_by = '' WHERE party_id = {firm}"
    )


def fund_ones_own_list(damage: Damage) -> None:
    damage.run(
        "UPDATE offers_offerlist SET funded_by_id = frozen_by_id, "
        f"funded_by_name = frozen_by_name WHERE id = {ITS_LIST}"
    )


def take_the_guards_away(damage: Damage) -> None:
    damage.unguard("offers_offerlist")


CORRUPTIONS = {
    "offers.lists_are_as_frozen": raise_an_amount,
    "offers.once_per_firm_clause_and_year": offer_twice,
    "offers.lists_stay_within_the_budget": spend_more_than_was_left,
    "offers.firms_are_told_once_money_is_held": tell_without_money,
    "offers.approved_is_promised": forget_the_grant,
    "offers.approved_after_publicity_by_two_others": approve_alone,
    "offers.promised_on_checked_facts": leave_only_the_firms_word,
    "offers.frozen_and_funded_by_two": fund_ones_own_list,
    "offers.guards_stand": take_the_guards_away,
}
