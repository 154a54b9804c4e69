"""Bending contracts, milestones, races, expenses and files of diligence."""

from __future__ import annotations

from tests.proof.corruptions.damage import Damage

A_CLOSED = "(SELECT MIN(id) FROM programmes_contract WHERE state = 'closed')"
AN_ELIMINATED = "(SELECT MIN(id) FROM programmes_contract WHERE state = 'eliminated')"
AN_OPEN_MILESTONE = """
(SELECT MIN(id) FROM programmes_milestone WHERE state = 'planned' AND tranche_id IS NOT NULL)
"""


def enlarge_a_share(damage: Damage) -> None:
    damage.run("UPDATE programmes_milestone SET share_bp = share_bp + 1 WHERE position = 1")


def swap_tranches(damage: Damage) -> None:
    damage.run(f"UPDATE programmes_milestone SET tranche_id = NULL WHERE id = {AN_OPEN_MILESTONE}")


def shrink_a_reservation(damage: Damage) -> None:
    damage.run("UPDATE programmes_awardeditem SET reserved_fen = 1")


def want_fewer_lanes(damage: Damage) -> None:
    damage.run("UPDATE programmes_awardeditem SET lanes_wanted = 2 WHERE lanes_wanted = 3")


def start_unequally(damage: Damage) -> None:
    damage.run("UPDATE programmes_contract SET grant_fen = grant_fen * 2 WHERE lane = 2")


def vacate_a_post(damage: Damage) -> None:
    damage.run("UPDATE programmes_contract SET chief_id = NULL")


def double_a_post(damage: Damage) -> None:
    damage.run("UPDATE programmes_contract SET assistant_id = chief_id")


def extend_silently(damage: Damage) -> None:
    damage.run("UPDATE programmes_contract SET extensions_taken = extensions_taken + 1")


def lower_a_target(damage: Damage) -> None:
    damage.run("UPDATE programmes_target SET wanted = wanted - 10")


def promise_otherwise(damage: Damage) -> None:
    damage.run("UPDATE programmes_contract SET concluded_at = NULL WHERE state = 'running'")


def pay_an_unaccepted_milestone(damage: Damage) -> None:
    damage.run(
        "UPDATE ledger_tranche SET accepted_on = '2026-11-21', acceptance = 'x' WHERE id = "
        f"(SELECT tranche_id FROM programmes_milestone WHERE id = {AN_OPEN_MILESTONE})"
    )


def lose_the_evidence(damage: Damage) -> None:
    damage.run("DELETE FROM programmes_evidence")


def lower_the_scores(damage: Damage) -> None:
    damage.run("UPDATE programmes_stagescore SET score = 10")


def reopen_a_stopped_lane(damage: Damage) -> None:
    damage.run(
        "UPDATE programmes_milestone SET state = 'planned' "
        f"WHERE state = 'cancelled' AND contract_id = {AN_ELIMINATED}"
    )


def rule_out_without_scores(damage: Damage) -> None:
    damage.run(f"DELETE FROM programmes_lanescore WHERE contract_id = {AN_ELIMINATED}")


def fail_a_closed_project(damage: Damage) -> None:
    damage.run(f"UPDATE programmes_panelopinion SET grade = 'fail' WHERE contract_id = {A_CLOSED}")


def evaluate_too_early(damage: Damage) -> None:
    damage.run("UPDATE programmes_performanceevaluation SET evaluated_on = '2026-12-01'")


def hide_spending(damage: Damage) -> None:
    damage.run("UPDATE programmes_contract SET spent_fen = 0 WHERE spent_fen > 0")


def spend_what_never_came(damage: Damage) -> None:
    damage.run(
        "UPDATE programmes_contract SET spent_fen = grant_fen WHERE id = "
        "(SELECT MAX(contract_id) FROM programmes_expense)"
    )


def let_a_refused_expense_pass(damage: Damage) -> None:
    damage.run("UPDATE programmes_expense SET state = 'allowed' WHERE state = 'refused'")


def judge_by_another_list(damage: Damage) -> None:
    damage.run("UPDATE programmes_expense SET list_digest = 'x'")


def rewrite_a_file(damage: Damage) -> None:
    damage.run("UPDATE programmes_exemptionfile SET digest = 'x'")


def sign_a_withdrawn_contract(damage: Damage) -> None:
    damage.run("UPDATE programmes_contract SET signed_at = drafted_at WHERE state = 'withdrawn'")


def open_a_sealed_sheet(damage: Damage) -> None:
    damage.run("UPDATE programmes_stagesheet SET score = 1")


def answer_without_a_sheet(damage: Damage) -> None:
    damage.run("UPDATE programmes_stageinvitation SET state = 'opened' WHERE state = 'lapsed'")


def take_the_guards_away(damage: Damage) -> None:
    damage.unguard("ledger_tranche")


CORRUPTIONS = {
    "programmes.milestone_shares_are_whole": enlarge_a_share,
    "programmes.milestones_have_their_tranche": swap_tranches,
    "programmes.lanes_stay_within_the_reservation": shrink_a_reservation,
    "programmes.items_have_the_lanes_they_want": want_fewer_lanes,
    "programmes.lanes_start_equal": start_unequally,
    "programmes.posts_are_filled": vacate_a_post,
    "programmes.chief_is_not_assistant": double_a_post,
    "programmes.extensions_are_as_granted": extend_silently,
    "programmes.targets_change_on_record": lower_a_target,
    "programmes.contracts_are_granted_as_signed": promise_otherwise,
    "programmes.only_accepted_milestones_are_payable": pay_an_unaccepted_milestone,
    "programmes.acceptances_rest_on_evidence": lose_the_evidence,
    "programmes.acceptances_reach_their_score": lower_the_scores,
    "programmes.stopped_lanes_hold_nothing_open": reopen_a_stopped_lane,
    "programmes.lanes_are_out_by_a_gate": rule_out_without_scores,
    "programmes.closed_projects_were_accepted": fail_a_closed_project,
    "programmes.evaluations_keep_their_day": evaluate_too_early,
    "programmes.spending_is_the_sum_of_expenses": hide_spending,
    "programmes.spending_stays_within_what_came_in": spend_what_never_came,
    "programmes.spending_is_as_the_list_says": let_a_refused_expense_pass,
    "programmes.expenses_are_judged_by_their_list": judge_by_another_list,
    "programmes.files_of_diligence_are_true": rewrite_a_file,
    "programmes.withdrawn_contracts_were_never_signed": sign_a_withdrawn_contract,
    "programmes.stage_scores_are_the_sealed_ones": open_a_sealed_sheet,
    "programmes.stage_sheets_belong_to_answers": answer_without_a_sheet,
    "programmes.guards_of_execution_stand": take_the_guards_away,
}
