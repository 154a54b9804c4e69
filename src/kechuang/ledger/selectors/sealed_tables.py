"""Every table but vouchers and transfers, which have a seal of their own, that tells of money."""

from __future__ import annotations

from django.db.models import Model

from kechuang.engines.wording import Text
from kechuang.ledger.models import (
    Account,
    Appropriation,
    BankMatch,
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

SEALED: dict[type[Model], Text] = {
    Book: Text("账套", "book"),
    BookYear: Text("会计年度", "year of a book"),
    Account: Text("科目", "account"),
    Scheme: Text("专项", "scheme"),
    Appropriation: Text("预算指标", "appropriation"),
    BudgetLine: Text("预算项目", "budget line"),
    ClaimRound: Text("申报轮次", "round of claims"),
    Claim: Text("申报", "claim"),
    Grant: Text("立项", "grant"),
    FundShare: Text("资金份额", "share of a fund"),
    Tranche: Text("拨付节点", "tranche"),
    TrancheShare: Text("节点份额", "share of a tranche"),
    PayeeAccount: Text("收款账户", "payee's account"),
    PaymentRun: Text("支付批次", "payment run"),
    PaymentItem: Text("支付", "payment"),
    TreasuryAnswer: Text("国库回单", "answer of the treasury"),
    ClawBack: Text("追回", "claw-back"),
    BankStatement: Text("银行对账单", "bank statement"),
    StatementWithdrawal: Text("对账单撤回", "withdrawal of a statement"),
    BankRow: Text("银行流水", "row of the bank"),
    BankMatch: Text("流水认定", "finding about a row of the bank"),
    Instruction: Text("资金指令", "instruction"),
}
