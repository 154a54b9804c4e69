"""A party's grants and payments."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from kechuang.api.money_schemas import GrantOut, PaymentOut
from kechuang.api.paging import Limit, Offset, Page, RecordId, paged
from kechuang.api.platform import api, not_found
from kechuang.base.errors import Text, require
from kechuang.ledger.access import can_read_money_of
from kechuang.ledger.selectors.funding import grants_of, payments_of
from kechuang.parties.models import Party

SEE = Text("查看该单位的资助与到账", "see this party's grants and payments")


@api.get("/parties/{pk}/grants", response=Page[GrantOut], tags=["money"])
def list_grants(request: HttpRequest, pk: RecordId, limit: Limit = 50, offset: Offset = 0) -> Any:
    """一家单位的立项（本单位、主管部门、财务、审计）/ Grants with funds and tranches."""
    party = Party.objects.filter(pk=pk).first()
    if party is None:
        return not_found(request)
    require(can_read_money_of(request.actor, party), SEE)
    return paged(grants_of(request.actor, party), limit, offset)


@api.get("/parties/{pk}/payments", response=Page[PaymentOut], tags=["money"])
def list_payments(request: HttpRequest, pk: RecordId, limit: Limit = 50, offset: Offset = 0) -> Any:
    """一家单位的支付与到账 / Payments with their state and what was paid."""
    party = Party.objects.filter(pk=pk).first()
    if party is None:
        return not_found(request)
    require(can_read_money_of(request.actor, party), SEE)
    return paged(payments_of(request.actor, party), limit, offset)
