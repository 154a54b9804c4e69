"""A grant before it is agreed: its terms, its grid of tranches and funds, what is against it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kechuang.base.registry.wording import said
from kechuang.ledger.grounds import shown_ground
from kechuang.ledger.models import Grant
from kechuang.ledger.presenting.amounts import on_paper
from kechuang.ledger.presenting.claims import ClaimView, claim_view
from kechuang.ledger.presenting.rows import Rows
from kechuang.ledger.selectors.tracing import clause_of
from kechuang.ledger.services import GrantPlan


@dataclass(frozen=True)
class PlanView:
    """``grid`` has a row per tranche, a cell per fund; ``claim`` is what stands against it."""

    plan: GrantPlan
    rows: Rows
    sources: list[str]
    grid: list[tuple[str, list[int], int]]
    sums: list[int]
    claim: ClaimView


def plan_view(plan: GrantPlan, *, own: Grant | None = None) -> PlanView:
    """``own`` is the grant that the plan has become, which is no duplicate of itself."""
    return PlanView(
        plan=plan,
        rows=_rows(plan),
        sources=[_source(plan, place) for place in range(len(plan.funds))],
        grid=[
            (tranche.title, list(cells), tranche.amount_fen)
            for tranche, cells in zip(plan.tranches, plan.grid(), strict=True)
        ],
        sums=list(plan.share_amounts()),
        claim=claim_view(plan.claim, own=own),
    )


def _rows(plan: GrantPlan) -> Rows:
    return [
        (pgettext("one", "受资助单位"), f"{plan.party.shown_name}（{plan.party.credit_code}）"),
        (_("专项"), plan.scheme.shown_name),
        (_("项目名称"), plan.title),
        (_("事由类别"), str(plan.ground.kind.label)),
        (_("资助事由"), shown_ground(plan.ground.told)),
        (_("期间"), f"{plan.period_from} — {plan.period_to}"),
        (_("方式"), plan.mode.label),
        (_("决定文号"), plan.decision),
        (_("总额"), on_paper(plan.total_fen)),
        (_("依据条款"), _clause(plan)),
    ]


def _clause(plan: GrantPlan) -> str | None:
    rule = plan.rule
    clause = clause_of(Grant(rule_pack=rule.pack, rule_digest=rule.digest, rule_clause=rule.clause))
    return f"{said(clause.article)} {said(clause.title)}" if clause else None


def _source(plan: GrantPlan, place: int) -> str:
    fund = plan.funds[place]
    label = str(fund.source.label)
    return f"{label} · {fund.line.appropriation.doc_no}" if fund.line else label
