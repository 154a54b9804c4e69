"""Who gets a grant in the fictional city, and under which rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from kechuang.demo.money.figures import (
    CURRENT_YEAR,
    SchemeFigures,
    amount_fen,
    doc_no,
    posted_on,
)
from kechuang.demo.money.people import APPROVER, PREPARER, warranted
from kechuang.engines.tally import split
from kechuang.ledger import services as ledger
from kechuang.ledger.models import BudgetLine, PayeeAccount, Scheme
from kechuang.ledger.services import FundPlan, GrantPlan, TranchePlan
from kechuang.ledger.states import FundSource
from kechuang.parties.models import Party

Recipients = Sequence[Party]


def give(at: datetime, year: int, figures: SchemeFigures, recipients: Recipients) -> None:
    """The scheme's grants of a year, each to the next of ``recipients``."""
    start = len(figures.code) if year == CURRENT_YEAR else 3 * len(figures.code)
    for place in range(figures.grants):
        party = recipients[(start + place) % len(recipients)]
        _know_payee(at, party)
        plan = _plan(year, figures, party, place)
        ledger.agree_grant(warrant=warranted(at, posted_on(year, place)), plan=plan)


def _plan(year: int, figures: SchemeFigures, party: Party, place: int) -> GrantPlan:
    scheme = Scheme.objects.get(code=figures.code)
    tranches = split(amount_fen(figures, place), [part for _, _, part in figures.tranches])
    return GrantPlan(
        scheme=scheme,
        party=party,
        title=f"{party.name[:12]}{figures.title}",
        ground=figures.ground,
        period_from=date(year, 1, 1),
        period_to=date(year, 12, 31),
        mode=figures.mode,
        decision=f"云科示例〔{year}〕{place + 1}号",
        funds=_funds(year, figures, scheme),
        tranches=tuple(
            TranchePlan(title, fen, condition, date(year, 3 + 4 * number, 28))
            for number, ((title, condition, _), fen) in enumerate(
                zip(figures.tranches, tranches, strict=True)
            )
        ),
    )


def _funds(year: int, figures: SchemeFigures, scheme: Scheme) -> tuple[FundPlan, ...]:
    """Public funds in proportion to their lines, and the enterprise's own match where asked."""
    lines = {
        source: BudgetLine.objects.get(
            scheme=scheme,
            appropriation__year=year,
            appropriation__doc_no=doc_no(year, figures.code, source),
        )
        for source, _ in figures.lines
    }
    public = [FundPlan(source, weight, lines[source]) for source, weight in figures.lines]
    total = sum(weight for _, weight in figures.lines)
    own = total * figures.own_match_weight // 100
    return (*public, FundPlan(FundSource.ENTERPRISE, own)) if own else tuple(public)


def _know_payee(at: datetime, party: Party) -> None:
    if PayeeAccount.objects.filter(party=party, confirmed_at__isnull=False).exists():
        return
    account = ledger.submit_payee_account(
        by=PREPARER,
        at=at,
        party=party,
        holder=party.name,
        bank="云澜示例银行",
        number=f"99010000{party.pk:010d}",
    )
    ledger.confirm_payee_account(by=APPROVER, at=at, account=account)
