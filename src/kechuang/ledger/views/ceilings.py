"""The ceiling of an account, changed by two people."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from kechuang.design.answering import posted
from kechuang.ledger.forms.ceilings import CeilingForm
from kechuang.ledger.models import Account
from kechuang.ledger.presenting.amounts import exactly
from kechuang.ledger.presenting.asked_of_budget import ceiling_label
from kechuang.ledger.views.asking import answer_money_form, preparer_page


@preparer_page
def ceiling(request: HttpRequest, pk: int) -> HttpResponse:
    """Set, raise, lower or take away what may come into an account at most."""
    account = get_object_or_404(Account.objects.select_related("book"), pk=pk)
    facts = [
        (_("科目"), account.name),
        (_("累计转入"), exactly(account.arrived_fen)),
        (_("现有上限"), ceiling_label(account.ceiling_fen)),
    ]
    return answer_money_form(
        request,
        CeilingForm(posted(request), about=account),
        command="set_ceiling",
        context={
            "title": _("设定科目上限"),
            "facts": facts,
            "back": reverse("ledger:account", args=[account.pk]),
        },
    )
