"""Every table but vouchers and transfers, which have a seal of their own, that tells of money:
its file in the evidence, and what people call it."""

from __future__ import annotations

from django.db.models import Model

from kechuang.engines.wording import Text
from kechuang.ledger.models import (
    Account,
    Appropriation,
    BankMatch,
    BankReturn,
    BankRow,
    BankStatement,
    Book,
    BookYear,
    BudgetLine,
    Claim,
    ClaimRound,
    ClawBack,
    FundShare,
    Grant,
    Instruction,
    PayeeAccount,
    PaymentItem,
    PaymentRun,
    Scheme,
    StatementWithdrawal,
    Tranche,
    TrancheShare,
    TreasuryAnswer,
)

_SEALED = (
    (Book, "books", Text("账套", "book")),
    (BookYear, "years", Text("会计年度", "year of a book")),
    (Account, "accounts", Text("科目", "account")),
    (Scheme, "schemes", Text("专项", "scheme")),
    (Appropriation, "appropriations", Text("预算指标", "appropriation")),
    (BudgetLine, "lines", Text("预算项目", "budget line")),
    (ClaimRound, "rounds", Text("申报轮次", "round of claims")),
    (Claim, "claims", Text("申报", "claim")),
    (Grant, "grants", Text("立项", "grant")),
    (FundShare, "shares", Text("资金份额", "share of a fund")),
    (Tranche, "tranches", Text("拨付节点", "tranche")),
    (TrancheShare, "parts", Text("节点份额", "share of a tranche")),
    (PayeeAccount, "payees", Text("收款账户", "payee's account")),
    (PaymentRun, "runs", Text("支付批次", "payment run")),
    (PaymentItem, "payments", Text("支付", "payment")),
    (TreasuryAnswer, "answers", Text("国库回单", "answer of the treasury")),
    (BankReturn, "bank_returns", Text("退汇", "payment sent back by the bank")),
    (ClawBack, "claw_backs", Text("追回", "claw-back")),
    (BankStatement, "bank_statements", Text("银行对账单", "bank statement")),
    (StatementWithdrawal, "bank_withdrawals", Text("对账单撤回", "withdrawal of a statement")),
    (BankRow, "bank_rows", Text("银行流水", "row of the bank")),
    (BankMatch, "bank_matches", Text("流水认定", "finding about a row of the bank")),
    (Instruction, "instructions", Text("资金指令", "instruction")),
)
SEALED: dict[type[Model], Text] = {table: label for table, _, label in _SEALED}
TABLES: dict[str, type[Model]] = {name: table for table, name, _ in _SEALED}
"""By the name of their file in the evidence."""
