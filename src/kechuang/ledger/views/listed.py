"""Pages without a table class as lists that are taken along."""

from __future__ import annotations

from collections.abc import Iterable

from kechuang.audit.models import Event
from kechuang.engines.wording import Text
from kechuang.ledger.evidence.listings import Column, Listing
from kechuang.ledger.presenting.moments import Paper
from kechuang.ledger.selectors.party_money import GrantMoney, PartyMoney
from kechuang.ledger.selectors.resemblances import Likeness
from kechuang.ledger.views.exporting import listing

GRANT = Column("grant", Text("立项编号", "Grant"))
SOURCE = Column("source", Text("资金来源", "Fund"))
DECISION = Column("decision", Text("决定文号", "Decision"))
PAIRS = (
    Column("party", Text("受资助单位", "Grantee")),
    Column("percent", Text("相似度（%）", "Likeness (%)")),
    Column("earlier", Text("先立项", "Earlier grant")),
    Column("earlier_ground", Text("先立项事由", "Ground of the earlier grant")),
    Column("later", Text("后立项", "Later grant")),
    Column("later_ground", Text("后立项事由", "Ground of the later grant")),
)
ATTEMPTS = (
    Column("at", Text("时间", "Time")),
    Column("actor", Text("制单", "Prepared by")),
    Column("party", Text("信用代码", "Credit code")),
    Column("ground", Text("资助事由", "Ground")),
    Column("amount_fen", Text("金额", "Amount")),
    Column("earlier", Text("已有立项", "Existing grant")),
)
GRANTS = (
    GRANT,
    Column("title", Text("项目名称", "Title")),
    Column("scheme", Text("专项", "Scheme")),
    DECISION,
    Column("is_cancelled", Text("已取消", "Cancelled")),
    Column("granted_fen", Text("财政资助（取消的为零）", "Public money (cancelled: zero)")),
    Column("paid_fen", Text("已到账", "Paid")),
)
PAYMENTS = (
    Column("payment", Text("支付单号", "Payment")),
    GRANT,
    SOURCE,
    Column("paid_on", Text("到账日期", "Paid on")),
    Column("paid_fen", Text("实付金额", "Paid")),
)
CLAW_BACKS = (
    GRANT,
    SOURCE,
    DECISION,
    Column("decided_on", Text("决定日期", "Decided on")),
    Column("asked_back_fen", Text("追回金额", "Asked back")),
    Column("returned_fen", Text("已收回", "Returned")),
)


def pairs_listed(paper: Paper, pairs: Iterable[Likeness]) -> Listing:
    rows = [
        (p.other.party.name, p.percent, g.number, g.ground, p.other.number, p.other.ground)
        for p in pairs
        if (g := p.grant)
    ]
    return listing(paper, "pairs", Text("重复资助排查", "Double grants"), PAIRS, rows)


def attempts_listed(paper: Paper, attempts: Iterable[Event]) -> Listing:
    names = ("party", "ground", "amount_fen", "earlier")
    rows = [(e.at, e.actor_name, *(e.payload[name] for name in names)) for e in attempts]
    title = Text("被拒绝的重复立项", "Refused double grants")
    return listing(paper, "attempts", title, ATTEMPTS, rows)


def money_listed(paper: Paper, money: PartyMoney) -> tuple[Listing, ...]:
    """Grants, payments and claw-backs of a party; their sums are the figures of its page."""
    name = money.party.name
    grants = [_grant_row(each) for each in money.grants]
    payments = [
        (i.number, each.grant.number, i.part.share.source, i.paid_on, i.paid_fen)
        for each in money.grants
        for i in each.payments
    ]
    claims = [
        (
            each.grant.number,
            claim.share.source,
            claim.decision,
            claim.decided_on,
            claim.recoverable.credits_posted_fen,
            claim.recoverable.debits_posted_fen,
        )
        for each in money.grants
        for claim in each.claw_backs
    ]
    title = Text(f"资助与到账 {name}", f"Grants and payments: {name}")
    return (
        listing(paper, "grants", title, GRANTS, grants),
        listing(paper, "payments", title, PAYMENTS, payments),
        listing(paper, "claw_backs", title, CLAW_BACKS, claims),
    )


def _grant_row(each: GrantMoney) -> tuple[str | bool | int, ...]:
    grant, is_cancelled = each.grant, each.grant.cancelled_at is not None
    return (
        grant.number,
        grant.title,
        grant.scheme.name,
        grant.decision,
        is_cancelled,
        0 if is_cancelled else each.public_fen,
        each.paid_fen,
    )
