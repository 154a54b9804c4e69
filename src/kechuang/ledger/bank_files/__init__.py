"""The bank's statements of account: columns by their headings, every row taken or rejected."""

from kechuang.ledger.bank_files.claims import Claim
from kechuang.ledger.bank_files.columns import STATEMENT, find_statement_columns
from kechuang.ledger.bank_files.judging import JudgedStatement, judge_statement
from kechuang.ledger.bank_files.rows import BankLine

__all__ = [
    "STATEMENT",
    "BankLine",
    "Claim",
    "JudgedStatement",
    "find_statement_columns",
    "judge_statement",
]
