"""Books and vouchers; the custody of a yuan; payments; what waits for a second person."""

from kechuang.ledger.models.bank import BankMatch, BankRow, BankStatement, StatementWithdrawal
from kechuang.ledger.models.books import Account, Book, BookYear
from kechuang.ledger.models.budget import Appropriation, BudgetLine, Scheme
from kechuang.ledger.models.claim_rounds import Claim, ClaimRound
from kechuang.ledger.models.grants import FundShare, Grant, GrantSeries, Tranche, TrancheShare
from kechuang.ledger.models.instructions import Instruction
from kechuang.ledger.models.payments import (
    BankReturn,
    PayeeAccount,
    PaymentItem,
    PaymentRun,
    PaymentSeries,
    TreasuryAnswer,
)
from kechuang.ledger.models.recoveries import ClawBack
from kechuang.ledger.models.vouchers import Transfer, Voucher

__all__ = [
    "Account",
    "Appropriation",
    "BankMatch",
    "BankReturn",
    "BankRow",
    "BankStatement",
    "Book",
    "BookYear",
    "BudgetLine",
    "Claim",
    "ClaimRound",
    "ClawBack",
    "FundShare",
    "Grant",
    "GrantSeries",
    "Instruction",
    "PayeeAccount",
    "PaymentItem",
    "PaymentRun",
    "PaymentSeries",
    "Scheme",
    "StatementWithdrawal",
    "Tranche",
    "TrancheShare",
    "Transfer",
    "TreasuryAnswer",
    "Voucher",
]
