"""Bank accounts of parties: named by one person, confirmed by another."""

from __future__ import annotations

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from kechuang.audit.selectors import history_of
from kechuang.base.clock import now
from kechuang.base.errors import InvalidInput, Text, require
from kechuang.base.listing import RegistryList
from kechuang.base.registry.forms import form_page
from kechuang.base.registry.standing import represented_parties
from kechuang.ledger import services
from kechuang.ledger.access import can_approve, can_prepare, can_submit_payee, is_person
from kechuang.ledger.filters.payments import PayeeFilter
from kechuang.ledger.forms.payments import ConfirmPayeeForm, PayeeForm
from kechuang.ledger.models import PayeeAccount
from kechuang.ledger.selectors.payees import others_with_account
from kechuang.ledger.tables.payments import PayeeTable
from kechuang.parties.models import Party

CONFIRM = Text("核对收款账户", "confirm a bank account")


class PayeeList(RegistryList):
    table_class = PayeeTable
    filterset_class = PayeeFilter
    template_name = "ledger/payees.html"
    list_title = _("收款账户")

    def get_queryset(self) -> QuerySet[PayeeAccount]:
        require(can_prepare(self.request.actor), Text("查看收款账户", "see bank accounts"))
        return PayeeAccount.objects.select_related("party")


@form_page
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm an account by keying its number in again from the bank's document."""
    require(can_approve(request.actor), CONFIRM)
    account = get_object_or_404(PayeeAccount.objects.select_related("party"), pk=pk)
    form = ConfirmPayeeForm(request.POST or None, account=account)
    if request.method == "POST" and form.is_valid():
        services.confirm_payee_account(by=request.actor, at=now(), account=account)
        return redirect("ledger:payees")
    context = {
        "account": account,
        "is_own": is_person(request.actor, account.submitted_by_id, account.submitted_by_name),
        "others": others_with_account(account),
        "history": history_of(account),
    }
    return _answered(request, "ledger/confirm_payee.html", form, context)


@form_page
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the account that a party wants to be paid to; earlier ones stay listed."""
    party = get_object_or_404(Party, pk=pk)
    require(can_submit_payee(request.actor, party), Text("登记收款账户", "enter a bank account"))
    form = PayeeForm(request.POST or None, initial={"holder": party.name})
    context: dict[str, object] = {
        "party": party,
        "accounts": party.payee_accounts.all(),
        "is_own": party.pk in represented_parties(request.actor),
    }
    if request.method == "POST" and form.is_valid():
        try:
            services.submit_payee_account(
                by=request.actor, at=now(), party=party, **form.cleaned_data
            )
            return redirect("ledger:payee", pk)
        except InvalidInput as refusal:
            context["refusal"] = refusal
    return _answered(request, "ledger/payee.html", form, context)


def _answered(
    request: HttpRequest, template: str, form: Form, context: dict[str, object]
) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, template, context | {"form": form}, status=status)
