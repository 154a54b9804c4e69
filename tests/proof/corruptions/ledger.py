"""Stealing, doubling and silently changing money."""

from __future__ import annotations

from collections.abc import Callable

from tests.proof.corruptions.damage import Damage

A_PAID_ITEM = "(SELECT MIN(id) FROM ledger_paymentitem WHERE state = 'paid')"
A_SENT_ITEM = "(SELECT MIN(id) FROM ledger_paymentitem WHERE state = 'sent')"
AN_ACCEPTED_TRANCHE = "(SELECT MIN(id) FROM ledger_tranche WHERE accepted_on IS NOT NULL)"
A_CANCELLED_GRANT = "(SELECT MIN(id) FROM ledger_grant WHERE cancelled_at IS NOT NULL)"


def edit_a_posted_voucher(damage: Damage) -> None:
    damage.run("UPDATE ledger_voucher SET decision = '改' WHERE number = 1")


def lose_a_number(damage: Damage) -> None:
    damage.run("UPDATE ledger_voucher SET number = 90000 WHERE number = 2")


def raise_a_total(damage: Damage) -> None:
    damage.run("UPDATE ledger_account SET credits_posted_fen = credits_posted_fen + 1")


def move_an_account_to_another_book(damage: Damage) -> None:
    damage.run(
        "UPDATE ledger_account SET book_id = (SELECT id FROM ledger_book WHERE code = 'old') "
        "WHERE id = (SELECT MIN(debit_id) FROM ledger_transfer)"
    )


def post_more_than_was_held(damage: Damage) -> None:
    damage.run("UPDATE ledger_transfer SET amount_fen = amount_fen * 2 WHERE phase = 'post'")


def shrink_a_red_entry(damage: Damage) -> None:
    damage.run("UPDATE ledger_transfer SET amount_fen = 1 WHERE is_red = %s", True)


def date_a_voucher_elsewhere(damage: Damage) -> None:
    damage.run("UPDATE ledger_voucher SET \"on\" = '2020-01-01' WHERE number = 1")


def post_after_the_closing(damage: Damage) -> None:
    damage.run("UPDATE ledger_voucher SET at = '2099-01-01 00:00:00+00:00' WHERE year = 2025")


def free_budget_of_a_closed_year(damage: Damage) -> None:
    damage.run(
        "UPDATE ledger_account SET credits_posted_fen = credits_posted_fen + 5 WHERE role = 'line' "
        "AND book_id = (SELECT id FROM ledger_book WHERE code = 'old')"
    )


def spend_after_the_closing(damage: Damage) -> None:
    damage.run("UPDATE ledger_bookyear SET closed_at = '2020-01-01 00:00:00+00:00' "
               "WHERE year = 2025")  # fmt: skip


def take_the_guards_away(damage: Damage) -> None:
    damage.unguard("ledger_transfer")


def enlarge_a_grant(damage: Damage) -> None:
    damage.run("UPDATE ledger_grant SET total_fen = total_fen + 1")


def enlarge_a_part(damage: Damage) -> None:
    damage.run("UPDATE ledger_trancheshare SET amount_fen = amount_fen + 1")


def call_a_fund_another(damage: Damage) -> None:
    damage.run("UPDATE ledger_fundshare SET source = 'central' WHERE source = 'city'")


def grant_a_ground_twice(damage: Damage) -> None:
    damage.run("UPDATE ledger_grant SET ground_key = '同一事由'")


def revive_what_a_cancelled_grant_obliged(damage: Damage) -> None:
    damage.run(
        "UPDATE ledger_account SET credits_posted_fen = credits_posted_fen + 7 WHERE id IN "
        f"(SELECT obligation_id FROM ledger_fundshare WHERE grant_id = {A_CANCELLED_GRANT})"
    )


def release_an_accepted_tranche(damage: Damage) -> None:
    damage.run(
        f"UPDATE ledger_tranche SET released_on = '2026-11-21' WHERE id = {AN_ACCEPTED_TRANCHE}"
    )


def lose_an_acceptance(damage: Damage) -> None:
    damage.run(f"UPDATE ledger_tranche SET acceptance = '' WHERE id = {AN_ACCEPTED_TRANCHE}")


def lower_a_claim(damage: Damage) -> None:
    damage.run("UPDATE ledger_clawback SET amount_fen = 1")


def invent_an_answer(damage: Damage) -> None:
    damage.run("UPDATE ledger_treasuryanswer SET amount_fen = amount_fen + 5 WHERE amount_fen > 0")


def redirect_a_payment(damage: Damage) -> None:
    damage.run("UPDATE ledger_paymentitem SET account_number = '6222999900001111'")


def forget_a_signature(damage: Damage) -> None:
    damage.run("UPDATE ledger_paymentrun SET checked_at = NULL WHERE state = 'settled'")


def settle_too_early(damage: Damage) -> None:
    damage.run("UPDATE ledger_paymentrun SET state = 'settled' WHERE state = 'sent'")


def lose_what_is_held(damage: Damage) -> None:
    damage.run(f"UPDATE ledger_paymentitem SET pending_id = NULL WHERE id = {A_SENT_ITEM}")


def pay_less_than_was_answered(damage: Damage) -> None:
    damage.run(f"UPDATE ledger_paymentitem SET paid_fen = 1 WHERE id = {A_PAID_ITEM}")


def lose_the_posting_of_an_answer(damage: Damage) -> None:
    damage.run(f"UPDATE ledger_paymentitem SET pending_id = NULL WHERE id = {A_PAID_ITEM}")


def return_what_was_paid(damage: Damage) -> None:
    damage.run(f"UPDATE ledger_paymentitem SET state = 'returned' WHERE id = {A_PAID_ITEM}")


def lead_an_instruction_astray(damage: Damage) -> None:
    damage.run(
        "UPDATE ledger_instruction SET voucher_id = (SELECT MIN(id) FROM ledger_voucher) "
        "WHERE state = 'approved'"
    )


def change_a_balance_of_the_bank(damage: Damage) -> None:
    damage.run("UPDATE ledger_bankstatement SET closing_fen = closing_fen + 1")


def match_a_posting_twice(damage: Damage) -> None:
    damage.run(
        "INSERT INTO ledger_bankmatch "
        "(row_id, finding, transfer_id, reason, decided_by_name, decided_at) "
        "SELECT other.id, 'posted', m.transfer_id, '', '他人', m.decided_at "
        "FROM ledger_bankmatch m JOIN ledger_bankrow other ON other.id <> m.row_id "
        "WHERE m.transfer_id IS NOT NULL"
    )


def give_a_claim_more(damage: Damage) -> None:
    damage.run("UPDATE ledger_claim SET given_fen = given_fen + 1 WHERE given_fen > 0")


def grant_a_claim_to_another(damage: Damage) -> None:
    damage.run(
        "UPDATE ledger_claim SET grant_id = (SELECT MIN(id) FROM ledger_grant) "
        "WHERE id = (SELECT MIN(id) FROM ledger_claim WHERE grant_id IS NOT NULL)"
    )


def serve_the_first_of_a_shared_line(damage: Damage) -> None:
    damage.run("UPDATE ledger_voucher SET command = 'agree_grant' WHERE command = 'allot_claims'")


def lose_the_voucher_of_an_allotment(damage: Damage) -> None:
    damage.run(
        "UPDATE ledger_claimround SET allotment_id = "
        "(SELECT request_id FROM ledger_voucher WHERE number = 1 LIMIT 1) WHERE state = 'allotted'"
    )


def rewritten(table: str, change: str) -> Callable[[Damage], None]:
    """The rows say something else, and their totals, digests and events stay as they were."""
    return lambda damage: damage.run(f"UPDATE ledger_{table} SET {change}")


REWRITTEN = {
    "book": "name = '改'",
    "bookyear": "closed_at = '2026-12-31 16:00:00+00:00' WHERE closed_at IS NULL",
    "account": "name = '改'",
    "scheme": "name_en = 'changed'",
    "appropriation": "doc_no = '改' WHERE id = (SELECT MIN(id) FROM ledger_appropriation)",
    "budgetline": "distribution = 'pro_rata'",
    "grant": "ground = '改'",
    "fundshare": "weight = weight + 1",
    "tranche": "condition = 'contract'",
    "trancheshare": "accepted_id = NULL WHERE accepted_id IS NOT NULL",
    "payeeaccount": "number = '6222999900001111'",
    "claimround": "title = '改'",
    "claim": "origin = '改'",
    "paymentrun": "approved_by_name = '他人' WHERE state = 'settled'",
    "paymentitem": "paid_on = '2020-01-01' WHERE state = 'paid'",
    "treasuryanswer": "reason = '改'",
    "bankreturn": "reason = '改'",
    "clawback": "decision = '改'",
    "bankstatement": "imported_by_name = '他人'",
    "bankrow": "counterparty = '他人'",
    "bankmatch": "decided_by_name = '他人'",
    "statementwithdrawal": "reason = '改'",
    "instruction": "decided_by_name = '他人' WHERE state = 'approved'",
}
CORRUPTIONS = {
    "ledger.vouchers_are_sealed": edit_a_posted_voucher,
    "ledger.numbers_have_no_gaps": lose_a_number,
    "ledger.totals_are_the_sum_of_transfers": raise_a_total,
    "ledger.vouchers_stay_within_one_book": move_an_account_to_another_book,
    "ledger.resolutions_fit_what_was_pending": post_more_than_was_held,
    "ledger.reds_fit_what_they_reverse": shrink_a_red_entry,
    "ledger.vouchers_are_dated_in_their_year": date_a_voucher_elsewhere,
    "ledger.closed_years_stay_closed": post_after_the_closing,
    "ledger.closed_budgets_hold_nothing": free_budget_of_a_closed_year,
    "ledger.closed_budgets_take_nothing": spend_after_the_closing,
    "ledger.guards_stand": take_the_guards_away,
    "ledger.shares_and_tranches_sum_to_the_grant": enlarge_a_grant,
    "ledger.parts_sum_both_ways": enlarge_a_part,
    "ledger.funds_are_those_of_their_lines": call_a_fund_another,
    "ledger.grounds_are_granted_once": grant_a_ground_twice,
    "ledger.cancelled_grants_oblige_nothing": revive_what_a_cancelled_grant_obliged,
    "ledger.tranches_end_once": release_an_accepted_tranche,
    "ledger.acceptances_name_their_document": lose_an_acceptance,
    "ledger.claw_backs_are_as_decided": lower_a_claim,
    "ledger.books_reconcile": invent_an_answer,
    "ledger.runs_list_what_was_signed": redirect_a_payment,
    "ledger.runs_have_two_approvals": forget_a_signature,
    "ledger.settled_runs_are_answered": settle_too_early,
    "ledger.sent_payments_are_held": lose_what_is_held,
    "ledger.payments_are_as_answered": pay_less_than_was_answered,
    "ledger.answers_are_posted": lose_the_posting_of_an_answer,
    "ledger.returns_are_posted": return_what_was_paid,
    "ledger.statements_add_up": change_a_balance_of_the_bank,
    "ledger.postings_match_one_bank_row": match_a_posting_twice,
    "ledger.instructions_lead_to_their_voucher": lead_an_instruction_astray,
    "ledger.claims_are_given_what_was_worked_out": give_a_claim_more,
    "ledger.claims_become_their_grants": grant_a_claim_to_another,
    "ledger.shared_lines_are_obliged_together": serve_the_first_of_a_shared_line,
    "ledger.allotments_lead_to_their_voucher": lose_the_voucher_of_an_allotment,
} | {
    f"ledger.{table}_rows_are_sealed": rewritten(table, change)
    for table, change in REWRITTEN.items()
}
