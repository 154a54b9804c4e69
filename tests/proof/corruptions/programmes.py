"""Bending a challenge: the list, the deadline, the checks, the award."""

from __future__ import annotations

from tests.proof.corruptions.damage import Damage

AN_OPENED_BID = "(SELECT MIN(case_id) FROM programmes_bid WHERE opened_at IS NOT NULL)"
AN_ITEM_CASE = (
    "(SELECT MIN(n.case_id) FROM programmes_need n "
    "JOIN programmes_listeditem i ON i.need_id = n.id JOIN programmes_award a ON a.item_id = i.id)"
)


def lose_an_item(damage: Damage) -> None:
    damage.run("UPDATE programmes_listeditem SET number = 'JB2026-900000'")


def better_a_score(damage: Damage) -> None:
    damage.run("UPDATE programmes_listingscore SET points = 99")


def forget_a_score_sheet(damage: Damage) -> None:
    damage.run(
        "DELETE FROM programmes_listingscore "
        "WHERE id = (SELECT MIN(id) FROM programmes_listingscore)"
    )


def publish_unseen(damage: Damage) -> None:
    damage.run("UPDATE audit_event SET command = 'look' WHERE command = 'publish_item'")


def soften_the_measures(damage: Damage) -> None:
    damage.run("UPDATE programmes_measuresversion SET digest = 'soft'")


def take_the_guards_away(damage: Damage) -> None:
    damage.unguard("programmes_checkresult")


def extend_for_one_item(damage: Damage) -> None:
    damage.run(
        "INSERT INTO cases_clockextension (round_id, clock, days, until, why, at) "
        "SELECT MIN(bids_round_id), 'bidding', 0, '2027-01-01', 'x', '2026-03-20 01:00:00+00:00' "
        "FROM programmes_listeditem"
    )


def take_a_late_bid(damage: Damage) -> None:
    damage.run(
        "UPDATE cases_seal SET received_at = '2099-01-01 00:00:00+00:00', "
        f"sealed_at = '2099-01-01 00:00:00+00:00' WHERE case_id = {AN_OPENED_BID}"
    )


def peep_into_a_bid(damage: Damage) -> None:
    damage.run(
        "UPDATE programmes_bid SET opened_at = '2026-03-21 01:00:00+00:00' "
        f"WHERE case_id = {AN_OPENED_BID}"
    )


def rewrite_a_sealed_bid(damage: Damage) -> None:
    damage.run(f"UPDATE cases_seal SET content = '{{}}' WHERE case_id = {AN_OPENED_BID}")


def wave_a_bid_through(damage: Damage) -> None:
    damage.run(
        "DELETE FROM programmes_checkresult WHERE occasion = 'admit' AND kind = 'no_affiliation'"
    )


def let_the_machine_hold_money(damage: Damage) -> None:
    damage.run(
        "UPDATE ledger_voucher SET approver_id = NULL, approver_name = 'system' WHERE id IN "
        "(SELECT voucher_id FROM ledger_transfer JOIN programmes_award "
        "ON ledger_transfer.id = programmes_award.reservation_id)"
    )


def approve_alone(damage: Damage) -> None:
    damage.run(
        "UPDATE cases_steptaken SET persons = '[\"1\"]' "
        f"WHERE event = 'approve' AND case_id = {AN_ITEM_CASE}"
    )


def award_an_unsuccessful_bid(damage: Damage) -> None:
    damage.run(
        "UPDATE cases_case SET state = 'ineligible' "
        "WHERE id IN (SELECT b.case_id FROM programmes_bid b "
        "JOIN programmes_award a ON a.bid_id = b.id)"
    )


def award_one_lane_more(damage: Damage) -> None:
    damage.run("UPDATE programmes_award SET lane = lane + 7")


def grant_more_than_is_held(damage: Damage) -> None:
    damage.run("UPDATE programmes_award SET grant_fen = grant_fen + 1, after_fen = after_fen + 1")


def let_nobody_pay(damage: Damage) -> None:
    damage.run("UPDATE programmes_award SET budget_fen = budget_fen + 100")


def contract_with_other_money(damage: Damage) -> None:
    damage.run(
        "UPDATE programmes_contract SET reservation_id = NULL WHERE reservation_id IS NOT NULL"
    )


def soften_a_promise(damage: Damage) -> None:
    damage.run("UPDATE programmes_target SET agreed = 1, wanted = 1 WHERE is_more_better")


def pay_nearly_all_in_front(damage: Damage) -> None:
    damage.run(
        "UPDATE programmes_milestone SET condition = 'contract', share_bp = 9900 "
        "WHERE condition = 'milestone' OR condition = 'contract'"
    )


CORRUPTIONS = {
    "programmes.numbers_have_no_gap": lose_an_item,
    "programmes.marks_sum_to_the_points": better_a_score,
    "programmes.listed_items_were_listable": forget_a_score_sheet,
    "programmes.publications_are_on_the_chain": publish_unseen,
    "programmes.measures_are_of_their_text": soften_the_measures,
    "programmes.guards_stand": take_the_guards_away,
    "programmes.bids_close_with_their_item": extend_for_one_item,
    "programmes.bids_were_received_in_time": take_a_late_bid,
    "programmes.bids_are_opened_after_the_deadline": peep_into_a_bid,
    "programmes.opened_bids_are_as_sealed": rewrite_a_sealed_bid,
    "programmes.admitted_bids_met_every_check": wave_a_bid_through,
    "programmes.awards_have_two_approvals": approve_alone,
    "programmes.awards_are_of_admitted_bids": award_an_unsuccessful_bid,
    "programmes.awards_are_at_most_the_lanes": award_one_lane_more,
    "programmes.grants_are_held": grant_more_than_is_held,
    "programmes.money_is_held_by_two_people": let_the_machine_hold_money,
    "programmes.payers_bear_the_budget": let_nobody_pay,
    "programmes.contracts_are_as_awarded": contract_with_other_money,
    "programmes.contracts_keep_the_promises": soften_a_promise,
    "programmes.contracts_pay_in_front_as_awarded": pay_nearly_all_in_front,
}
