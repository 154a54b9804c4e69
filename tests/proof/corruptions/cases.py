"""Breaking cases."""

from __future__ import annotations

from tests.proof.corruptions.damage import Damage


def edit_a_procedure(damage: Damage) -> None:
    damage.run("UPDATE cases_procedureversion SET source = replace(source, '20', '10')")


def set_an_option(damage: Damage) -> None:
    damage.run("UPDATE cases_round SET options = '{\"bid_days\": 90}'")


def grant_more_days(damage: Damage) -> None:
    damage.run("UPDATE cases_clockextension SET days = days + 30")


def skip_a_number(damage: Damage) -> None:
    first = "(SELECT min(id) FROM cases_case WHERE is_closed)"
    damage.run(f"UPDATE cases_case SET number = 'SX2026-000099' WHERE id = {first}")


def lose_a_case(damage: Damage) -> None:
    for table in ("cases_draftversion", "cases_participant", "cases_casenotice"):
        damage.run(f"DELETE FROM {table} WHERE case_id IN (SELECT id FROM cases_case)")
    for table in ("cases_letter", "cases_casedocument", "cases_steptaken", "cases_attachment"):
        damage.unguard(table)
    damage.run("DELETE FROM cases_case WHERE is_closed")


def type_for_somebody(damage: Damage) -> None:
    damage.run("UPDATE cases_case SET draft = '{}'")


def file_a_document(damage: Damage) -> None:
    damage.run("DELETE FROM cases_casedocument")


def drop_a_guard(damage: Damage) -> None:
    damage.unguard("cases_seal")


def jump_a_state(damage: Damage) -> None:
    damage.run("UPDATE cases_case SET state = 'contracting' WHERE is_closed")


def give_another_reason(damage: Damage) -> None:
    damage.run("UPDATE cases_steptaken SET reason = '另有原因' WHERE event = 'list_need'")


def act_in_anothers_role(damage: Damage) -> None:
    damage.run("UPDATE cases_steptaken SET roles = '[\"demander\"]' WHERE event = 'list_need'")


def approve_twice(damage: Damage) -> None:
    damage.run(
        'UPDATE cases_steptaken SET persons = \'["7", "7"]\' '
        "WHERE event = 'approve' AND waiting_for = 0"
    )


def act_for_another(damage: Damage) -> None:
    damage.run("UPDATE cases_steptaken SET by_id = by_id + 1 WHERE event = 'list_need'")


def hide_a_case(damage: Damage) -> None:
    damage.run("UPDATE cases_case SET reached_staff_at = NULL")


def prolong_a_publicity(damage: Damage) -> None:
    damage.run("UPDATE cases_publicity SET ended_at = NULL")


def wait_for_nothing(damage: Damage) -> None:
    damage.run("UPDATE cases_case SET next_due_at = begun_at WHERE is_closed")


def alter_a_seal(damage: Damage) -> None:
    damage.run("UPDATE cases_seal SET content = '{}'")


def receive_earlier(damage: Damage) -> None:
    damage.run("UPDATE cases_seal SET received_at = '2026-04-01 00:00:00'")


def exchange_a_digest(damage: Damage) -> None:
    damage.run("UPDATE cases_seal SET digest = %s", "0" * 64)


def skip_a_receipt(damage: Damage) -> None:
    damage.run(
        "UPDATE cases_seal SET number = 'HZ2026-000099' WHERE id = (SELECT MAX(id) FROM cases_seal)"
    )


def lose_a_seal(damage: Damage) -> None:
    damage.run("DELETE FROM cases_seal")


def change_an_answer(damage: Damage) -> None:
    damage.run("UPDATE cases_objection SET is_upheld = NOT is_upheld")


def forge_a_letter(damage: Damage) -> None:
    damage.run("UPDATE cases_letter SET digest = %s", "0" * 64)


def skip_a_letter_number(damage: Damage) -> None:
    damage.run("UPDATE cases_letterseries SET last = last + 1")


CORRUPTIONS = {
    "cases.procedures_are_as_they_were_entered": edit_a_procedure,
    "cases.rounds_are_as_they_were_opened": set_an_option,
    "cases.clocks_are_extended_as_granted": grant_more_days,
    "cases.numbers_have_no_gap": skip_a_number,
    "cases.are_all_on_the_chain": lose_a_case,
    "cases.drafts_are_their_history": type_for_somebody,
    "cases.documents_are_those_filed": file_a_document,
    "cases.guards_stand": drop_a_guard,
    "cases.states_are_replayed_from_steps": jump_a_state,
    "cases.histories_are_their_steps": give_another_reason,
    "cases.steps_are_their_takers_to_take": act_in_anothers_role,
    "cases.approvals_are_by_different_people": approve_twice,
    "cases.steps_are_on_the_chain": act_for_another,
    "cases.offices_see_what_waits_for_them": hide_a_case,
    "cases.publicity_lasts_as_long_as_its_clock": prolong_a_publicity,
    "cases.closed_ones_wait_for_nothing": wait_for_nothing,
    "cases.seals_hold_what_was_sealed": alter_a_seal,
    "cases.seals_are_dated_by_their_receiving": receive_earlier,
    "cases.seals_are_on_the_chain": exchange_a_digest,
    "cases.receipts_have_no_gap": skip_a_receipt,
    "cases.receipted_steps_are_sealed": lose_a_seal,
    "cases.objections_are_answered_by_another": change_an_answer,
    "cases.letters_are_as_they_were_sent": forge_a_letter,
    "cases.letter_numbers_have_no_gap": skip_a_letter_number,
}
