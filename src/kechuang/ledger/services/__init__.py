"""Commands about public money; each is one transaction with its voucher and its audit event."""

from kechuang.ledger.services.allotting import allot_claims
from kechuang.ledger.services.answers import Answer
from kechuang.ledger.services.books import open_book, open_year, register_scheme
from kechuang.ledger.services.budget import allot, appropriate
from kechuang.ledger.services.ceilings import set_ceiling
from kechuang.ledger.services.claim_rounds import RoundTerms, open_claim_round, withdraw_round
from kechuang.ledger.services.claims import NewClaim, file_claim, withdraw_claim
from kechuang.ledger.services.deciding import decided_warrant
from kechuang.ledger.services.entries import Lifting, Warrant
from kechuang.ledger.services.expiring import Expiries, expire_reservations
from kechuang.ledger.services.grants import agree_grant
from kechuang.ledger.services.milestones import accept_tranche, release_tranches
from kechuang.ledger.services.payees import confirm_payee_account, submit_payee_account
from kechuang.ledger.services.payment_runs import check_run, draft_run, withdraw_run
from kechuang.ledger.services.plans import FundPlan, GrantPlan, Rule, TranchePlan
from kechuang.ledger.services.recoveries import decide_claw_back, record_recovery
from kechuang.ledger.services.reservations import reserve_budget, resolve_reservation
from kechuang.ledger.services.returning import record_bank_return
from kechuang.ledger.services.reversals import reverse_voucher
from kechuang.ledger.services.sending import approve_run
from kechuang.ledger.services.settling import Settlement, record_answers
from kechuang.ledger.services.statement_withdrawals import withdraw_statement
from kechuang.ledger.services.year_end import close_year

__all__ = [
    "Answer",
    "Expiries",
    "FundPlan",
    "GrantPlan",
    "Lifting",
    "NewClaim",
    "RoundTerms",
    "Rule",
    "Settlement",
    "TranchePlan",
    "Warrant",
    "accept_tranche",
    "agree_grant",
    "allot",
    "allot_claims",
    "appropriate",
    "approve_run",
    "check_run",
    "close_year",
    "confirm_payee_account",
    "decide_claw_back",
    "decided_warrant",
    "draft_run",
    "expire_reservations",
    "file_claim",
    "open_book",
    "open_claim_round",
    "open_year",
    "record_answers",
    "record_bank_return",
    "record_recovery",
    "register_scheme",
    "release_tranches",
    "reserve_budget",
    "resolve_reservation",
    "reverse_voucher",
    "set_ceiling",
    "submit_payee_account",
    "withdraw_claim",
    "withdraw_round",
    "withdraw_run",
    "withdraw_statement",
]
