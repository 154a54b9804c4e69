"""The auditor's desk: where to look, and what to take along."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from kechuang.audit.selectors import chain_head
from kechuang.base.clock import now, today
from kechuang.base.errors import Text, require
from kechuang.base.listing import attachment
from kechuang.ledger.access import can_take_evidence
from kechuang.ledger.models import BookYear, Voucher
from kechuang.ledger.selectors.reconciling import reconciled
from kechuang.ledger.selectors.reconciling_bank import against_the_bank
from kechuang.ledger.services.evidence import take_evidence

DESK = Text("查看审计台", "open the auditor's desk")


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Books and years, whether everything reconciles, the head of the chain, and the bundle."""
    require(can_take_evidence(request.actor), DESK)
    bank = list(against_the_bank(on=today()))
    context = {
        "is_bank_known": all(each.is_known for each in bank),
        "is_bank_settled": all(each.agrees for each in bank),
        "years": BookYear.objects.select_related("book").order_by("-year", "book__code"),
        "broken": [comparison for comparison in reconciled() if not comparison.agrees],
        "head": chain_head(),
        "vouchers": Voucher.objects.count(),
    }
    return render(request, "ledger/desk.html", context)


@require_POST
def evidence(request: HttpRequest) -> HttpResponse:
    """The bundle as a download; taking it along is itself on record."""
    at = now()
    content = take_evidence(by=request.actor, at=at)
    name = f"审计数据包-{localtime(at):%Y%m%d-%H%M}.zip"
    return attachment(content, name=name, media_type="application/zip")
