"""Reconciliation: 账实、账证、账账、账表."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kechuang.base.clock import today
from kechuang.base.errors import Text, require
from kechuang.ledger.access import can_read_books
from kechuang.ledger.selectors.reconciling import reconciled
from kechuang.ledger.selectors.reconciling_bank import against_the_bank


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Every comparison with both figures and their difference."""
    require(can_read_books(request.actor), Text("查看对账", "read the reconciliation"))
    comparisons = reconciled()
    sections = [(name, list(rows)) for name, rows in groupby(comparisons, lambda c: c.section)]
    bank = list(against_the_bank(on=today()))
    context = {
        "sections": sections,
        "broken": [c for c in comparisons if not c.agrees],
        "bank": bank,
        "is_bank_known": all(each.is_known for each in bank),
        "is_bank_settled": all(each.agrees for each in bank),
    }
    return render(request, "ledger/reconciliation.html", context)
