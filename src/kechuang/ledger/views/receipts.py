"""Receipts: a page to print, and a file that proves the payment offline."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kechuang.base.listing import attachment
from kechuang.ledger.access import can_prepare, can_read_books
from kechuang.ledger.models import PaymentItem
from kechuang.ledger.selectors.receipts import (
    event_of,
    readable_receipts,
    receipt_of,
    voucher_of,
)
from kechuang.ledger.selectors.tracing import clause_of


@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt of one payment that arrived."""
    item = _item(request, number)
    grant = item.part.tranche.grant
    context = {
        "item": item,
        "grant": grant,
        "clause": clause_of(grant),
        "voucher": voucher_of(item),
        "event": event_of(item),
        "can_read_books": can_read_books(request.actor),
        "can_prepare": can_prepare(request.actor),
    }
    return render(request, "ledger/receipt.html", context)


@require_safe
def receipt_file(request: HttpRequest, number: str) -> HttpResponse:
    """The same as JSON with its proof."""
    item = _item(request, number)
    content = json.dumps(receipt_of(item), ensure_ascii=False, indent=2)
    return attachment(content.encode(), name=f"{item.number}.json", media_type="application/json")


def _item(request: HttpRequest, number: str) -> PaymentItem:
    return get_object_or_404(readable_receipts(request.actor), number=number)
