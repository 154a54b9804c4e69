"""Reconciliation: 账实、账证、账账、账表."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kechuang.base.clock import today
from kechuang.base.errors import Text, require
from kechuang.ledger.access import can_read_books
from kechuang.ledger.evidence.listings import Column, Listing
from kechuang.ledger.presenting.moments import Paper
from kechuang.ledger.selectors.reconciled_then import reconciled_at
from kechuang.ledger.selectors.reconciling import Comparison, reconciled
from kechuang.ledger.selectors.reconciling_bank import against_the_bank
from kechuang.ledger.views.exporting import bundle_query, listing, saved
from kechuang.ledger.views.moments import moment_form, paper_of, past_moment

COLUMNS = (
    Column("section", Text("核对类别", "Section")),
    Column("comparison", Text("核对", "Comparison")),
    Column("here", Text("一方（分或笔）", "One side (fen or records)")),
    Column("there", Text("另一方（分或笔）", "Other side (fen or records)")),
    Column("difference", Text("差额", "Difference")),
    Column("unit", Text("单位", "Unit")),
    Column("findings", Text("不符的记录", "Records not in order")),
)


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Every comparison with both figures and their difference, of now or of a past moment."""
    require(can_read_books(request.actor), Text("查看对账", "read the reconciliation"))
    moment, paper = past_moment(request), paper_of(request)
    comparisons = reconciled_at(moment) if moment else reconciled()
    if request.GET.get("export") == "zip":
        return saved(paper, _listing(paper, comparisons))
    sections = [(name, list(rows)) for name, rows in groupby(comparisons, lambda c: c.section)]
    bank = list(against_the_bank(on=moment.on if moment else today()))
    context = {
        "sections": sections,
        "broken": [c for c in comparisons if not c.agrees],
        "bank": bank,
        "is_bank_known": all(each.is_known for each in bank),
        "is_bank_settled": all(each.agrees for each in bank),
        "paper": paper,
        "moment_form": moment_form(paper),
        "is_past": moment is not None,
        "bundle_query": bundle_query(request),
    }
    return render(request, "ledger/reconciliation.html", context)


def _listing(paper: Paper, comparisons: list[Comparison]) -> Listing:
    rows = [
        (
            each.section.zh,
            each.label.zh,
            each.here,
            each.there,
            each.difference,
            "record" if each.is_count else "fen",
            "；".join(each.findings),
        )
        for each in comparisons
    ]
    return listing(paper, "reconciliation", Text("对账", "Reconciliation"), COLUMNS, rows)
