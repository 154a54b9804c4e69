"""Who gets a grant in the fictional city, and under which rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kechuang.demo.money.figures import (
    CURRENT_YEAR,
    SchemeFigures,
    amount_fen,
    doc_no,
    posted_on,
)
from kechuang.demo.money.people import APPROVER, PREPARER, warranted
from kechuang.engines.tally import Request, pro_rata, split
from kechuang.entitlements.models import Entitlement, VerdictChoice
from kechuang.ledger import services as ledger
from kechuang.ledger.grounds import Ground
from kechuang.ledger.models import BudgetLine, PayeeAccount, Scheme
from kechuang.ledger.services import FundPlan, GrantPlan, Rule, TranchePlan
from kechuang.ledger.states import FundSource
from kechuang.parties.models import Party
from kechuang.runs.selectors import latest_sweep

Recipients = Sequence[Party]
KEPT_PERCENT = 90
BETWEEN_TRANCHES = timedelta(days=60)
UNRULED = Rule()


@dataclass(frozen=True)
class Award:
    """Who gets how much, and the clause and answer that say so (none for older grants)."""

    party: Party
    amount_fen: int
    rule: Rule = UNRULED


def give(at: datetime, year: int, figures: SchemeFigures, recipients: Recipients) -> None:
    """The scheme's grants of a year: by the sweep's answers where a policy pack gives them."""
    is_computed = bool(figures.pack) and year == CURRENT_YEAR
    awards = _answered(figures) if is_computed else _drawn(year, figures, recipients)
    for place, award in enumerate(awards):
        _know_payee(at, award.party)
        plan = _plan(year, figures, award, place)
        ledger.agree_grant(warrant=warranted(at, posted_on(year, place)), plan=plan)


def _drawn(year: int, figures: SchemeFigures, recipients: Recipients) -> list[Award]:
    start = len(figures.code) if year == CURRENT_YEAR else 3 * len(figures.code)
    return [
        Award(recipients[(start + place) % len(recipients)], amount_fen(figures, place))
        for place in range(figures.grants)
    ]


def _answered(figures: SchemeFigures) -> list[Award]:
    """What the clause gives to the firms that meet it; too small a budget is shared pro rata."""
    met = Entitlement.objects.filter(
        run=latest_sweep(),
        pack_id=figures.pack,
        clause_id=figures.clause,
        verdict=VerdictChoice.MET,
        low_fen__gt=0,
    )
    answers = list(met.select_related("party").order_by("pk")[: figures.grants])
    free = sum(line.account.free_fen for line in _lines(CURRENT_YEAR, figures).values())
    asked = [Request(answer.party.credit_code, answer.low_fen or 0) for answer in answers]
    rations = pro_rata(free * KEPT_PERCENT // 100, asked)
    return [
        Award(answer.party, ration.granted_fen, _rule(answer))
        for answer, ration in zip(answers, rations, strict=True)
    ]


def _rule(answer: Entitlement) -> Rule:
    return Rule(answer.pack_id, answer.pack_digest, answer.clause_id, answer.pk)


def _plan(year: int, figures: SchemeFigures, award: Award, place: int) -> GrantPlan:
    scheme, party = Scheme.objects.get(code=figures.code), award.party
    granted_on = posted_on(year, place)
    tranches = split(award.amount_fen, [part for _, _, part in figures.tranches])
    return GrantPlan(
        scheme=scheme,
        party=party,
        rule=award.rule,
        title=f"{party.name[:12]}{figures.title}",
        ground=_ground(year, figures, place),
        period_from=date(year, 1, 1),
        period_to=date(year, 12, 31),
        mode=figures.mode,
        decision=f"云科示例〔{year}〕{place + 1}号",
        funds=_funds(year, figures),
        tranches=tuple(
            TranchePlan(title, fen, condition, granted_on + number * BETWEEN_TRANCHES)
            for number, ((title, condition, _), fen) in enumerate(
                zip(figures.tranches, tranches, strict=True), start=1
            )
        ),
    )


def _ground(year: int, figures: SchemeFigures, place: int) -> Ground:
    kind, number = figures.ground
    return Ground(kind, number.format(year=year, place=place + 1), figures.title)


def _funds(year: int, figures: SchemeFigures) -> tuple[FundPlan, ...]:
    """Public funds in proportion to their lines, and the enterprise's own match where asked."""
    lines = _lines(year, figures)
    public = [FundPlan(source, weight, lines[source]) for source, weight in figures.lines]
    total = sum(weight for _, weight in figures.lines)
    own = total * figures.own_match_weight // 100
    return (*public, FundPlan(FundSource.ENTERPRISE, own)) if own else tuple(public)


def _lines(year: int, figures: SchemeFigures) -> dict[FundSource, BudgetLine]:
    return {
        source: BudgetLine.objects.select_related("account").get(
            scheme__code=figures.code,
            appropriation__year=year,
            appropriation__doc_no=doc_no(year, figures.code, source),
        )
        for source, _ in figures.lines
    }


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
