"""The demander's choice: by labels, for it does not know whose bids they are."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kechuang.base.clock import now
from kechuang.base.errors import NotAllowed, Refusal
from kechuang.base.registry.forms import form_page
from kechuang.cases.access import roles_of
from kechuang.cases.presenting.states import state_words
from kechuang.cases.presenting.waiting import time_left
from kechuang.cases.selectors import procedure_of
from kechuang.design.refusals import status_of
from kechuang.programmes.access import is_demander
from kechuang.programmes.forms.applicant import ChoiceForm
from kechuang.programmes.models import ListedItem
from kechuang.programmes.presenting.applicant.choices import rows_for
from kechuang.programmes.presenting.public.items import shown_item
from kechuang.programmes.services import choose_winner
from kechuang.programmes.states import CHOOSING
from kechuang.programmes.views.public.items import found_item

INVALID = 422


@form_page
@login_required
def choice(request: HttpRequest, number: str) -> HttpResponse:
    """The ranking; a POST chooses one of its bids."""
    item = _own_item(request, number)
    if request.method != "POST":
        return _page(request, item)
    form = ChoiceForm(request.POST, rows=rows_for(request.actor, item))
    if not form.is_valid():
        return _page(request, item, form=form, status=INVALID)
    try:
        choose_winner(by=request.actor, at=now(), item=item, **form.cleaned_data)
    except NotAllowed:
        raise
    except Refusal as refusal:
        return _page(request, item, form=form, refusal=refusal, status=status_of(refusal))
    messages.success(request, _("已选定，等待主管部门提出立项建议。"))
    return redirect("programmes:choice", number)


def _own_item(request: HttpRequest, number: str) -> ListedItem:
    """An item that the reader posed; for others there is no such page."""
    item = found_item(number)
    if not is_demander(request.actor, item):
        raise Http404
    return item


def _page(
    request: HttpRequest,
    item: ListedItem,
    *,
    form: ChoiceForm | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    procedure, roles = procedure_of(item.case.round.version), roles_of(request.actor, item.case)
    at, rows = now(), rows_for(request.actor, item)
    left = None if item.case.is_closed else time_left(item.case, at)
    context = {
        "item": item,
        "shown": shown_item(item, at),
        "state": state_words(procedure, item.case.state, roles, is_staff=False),
        "rows": rows,
        "tied": any(row.is_tied for row in rows),
        "form": form or ChoiceForm(rows=rows),
        "may_choose": item.case.state == CHOOSING,
        "deadlines": [left] if left else [],
        "refusal": refusal,
    }
    return render(request, "programmes/applicant/choice.html", context, status=status)
