"""A party's own grants and payments, and the same page for those who watch over them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kechuang.base.errors import Text, require
from kechuang.base.listing import RegistryList
from kechuang.base.registry.standing import represented_parties
from kechuang.ledger.access import can_prepare, can_read_grants, can_read_money_of, can_submit_payee
from kechuang.ledger.filters.payments import FundedPartyFilter
from kechuang.ledger.paid_drawing import paid_over_time
from kechuang.ledger.selectors.funding import funded_parties
from kechuang.ledger.selectors.party_money import party_money
from kechuang.ledger.tables.payments import FundedPartyTable
from kechuang.ledger.views.exporting import bundle_query, saved
from kechuang.ledger.views.listed import money_listed
from kechuang.ledger.views.moments import moment_form, paper_of, past_moment
from kechuang.parties.models import Party

SEE = Text("查看该单位的资助与到账", "see this party's grants and payments")


class FundedPartyList(RegistryList):
    table_class = FundedPartyTable
    filterset_class = FundedPartyFilter
    template_name = "ledger/parties.html"
    list_title = _("受资助单位")

    def get_queryset(self) -> QuerySet[Party]:
        require(can_read_grants(self.request.actor), SEE)
        return funded_parties(self.request.actor)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The reader's own party; whoever has several, or watches over many, is led to their list."""
    own = sorted(represented_parties(request.actor))
    require(bool(own) or can_read_grants(request.actor), SEE)
    if len(own) == 1:
        return _page(request, Party.objects.get(pk=own[0]))
    return redirect("ledger:parties")


@require_safe
def party(request: HttpRequest, pk: int) -> HttpResponse:
    """One party: shares, tranches with their next step, payments, claw-backs, receipts."""
    found = get_object_or_404(Party, pk=pk)
    require(can_read_money_of(request.actor, found), SEE)
    return _page(request, found)


def _page(request: HttpRequest, party: Party) -> HttpResponse:
    paper = paper_of(request)
    on, moment = paper.moment.on, past_moment(request)
    money = party_money(request.actor, party, on=on, moment=moment)
    if request.GET.get("export") == "zip":
        return saved(paper, *money_listed(paper, money))
    is_own = party.pk in represented_parties(request.actor)
    shows_accounts = is_own or can_prepare(request.actor)
    context: dict[str, Any] = {
        "party": party,
        "money": money,
        "chart": paid_over_time(money, get_language() or "zh-hans"),
        "is_own": is_own,
        "can_submit": can_submit_payee(request.actor, party),
        "accounts_shown": shows_accounts,
        "accounts": party.payee_accounts.all() if shows_accounts else [],
        "paper": paper,
        "moment_form": moment_form(paper),
        "bundle_query": bundle_query(request),
    }
    return render(request, "ledger/party.html", context)
