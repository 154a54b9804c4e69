"""Pages of requests to erase a person's data, in the administration of accounts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kechuang.accounts import selectors, services
from kechuang.accounts.access import can_manage_accounts
from kechuang.accounts.forms import ErasureForm
from kechuang.accounts.models import ErasureRequest, User
from kechuang.accounts.services.erasing import DECIDE
from kechuang.accounts.states import ErasureState
from kechuang.accounts.views.answering import answer
from kechuang.base.clock import now, today
from kechuang.base.errors import require
from kechuang.base.registry.forms import ReasonForm, form_page
from kechuang.design.answering import posted


@form_page
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for somebody who asked on paper; another administrator approves."""
    require(can_manage_accounts(request.actor), DECIDE)
    person = get_object_or_404(User, pk=pk)
    form = ErasureForm(posted(request))

    def ask_it() -> HttpResponse:
        asked = services.request_erasure(
            by=request.actor, at=now(), user=person, **form.cleaned_data
        )
        return redirect("accounts:erasure", asked.pk)

    return answer(
        request,
        form,
        ask_it,
        person=person,
        title=_("申请删除个人信息"),
        submit_label=_("提交申请"),
        lead=_("由另一位管理员批准后执行；依法须保存的记录不会删除。"),
    )


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What a request would erase, what a law keeps, and what was decided."""
    asked = _asked(request, pk)
    is_waiting = asked.state == ErasureState.REQUESTED
    own = (asked.user_id, asked.requested_by_id)
    context = {
        "asked": asked,
        "what": selectors.erasable_of(asked, on=today()) if is_waiting else None,
        "may_decide": is_waiting and request.actor.account_id not in own,
        "form": ReasonForm(),
    }
    return render(request, "accounts/erasure.html", context)


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase what no law keeps."""
    services.approve_erasure(by=request.actor, at=now(), asked=_asked(request, pk))
    return redirect("accounts:erasure", pk)


@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse the request, with the reason that the person reads."""
    reason = request.POST.get("reason", "")
    services.refuse_erasure(by=request.actor, at=now(), asked=_asked(request, pk), reason=reason)
    return redirect("accounts:erasure", pk)


def _asked(request: HttpRequest, pk: int) -> ErasureRequest:
    require(can_manage_accounts(request.actor), DECIDE)
    return get_object_or_404(ErasureRequest.objects.select_related("user", "requested_by"), pk=pk)
