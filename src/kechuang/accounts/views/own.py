"""One's own data: what is held, why, how long; taken along, and asked to be erased."""

from __future__ import annotations

import json

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kechuang.accounts import selectors, services
from kechuang.accounts.forms import OwnErasureForm
from kechuang.accounts.personal_data import Held
from kechuang.accounts.views.answering import answer
from kechuang.base.clock import now
from kechuang.base.listing import XLSX, attachment
from kechuang.base.registry.forms import form_page
from kechuang.base.sheets.writing import write_workbook
from kechuang.design.answering import posted


@require_safe
@login_required
@never_cache
def data(request: HttpRequest) -> HttpResponse:
    """Everything held about the one who asks; ``?export=json`` and ``?export=xlsx`` save it."""
    person = selectors.user_of(request.actor)
    held = selectors.held_about(person)
    if request.GET.get("export") == "json":
        return _as_json(held)
    if request.GET.get("export") == "xlsx":
        return _as_workbook(held)
    context = {"held": held, "requests": person.erasure_requests.all()}
    return render(request, "accounts/own_data.html", context)


@form_page
@login_required
def ask_erasure(request: HttpRequest) -> HttpResponse:
    """Ask that one's own data be erased."""
    form = OwnErasureForm(posted(request))

    def ask_it() -> HttpResponse:
        services.request_erasure(
            by=request.actor, at=now(), user=selectors.user_of(request.actor), **form.cleaned_data
        )
        return redirect("accounts:own_data")

    return answer(
        request,
        form,
        ask_it,
        template="accounts/own_form.html",
        title=_("申请删除个人信息"),
        submit_label=_("提交申请"),
        lead=_("处理时会停用账号，并把姓名、手机等换成编号；依法须保存的记录到期后才能删除。"),
    )


def _header() -> list[str]:
    return [_("个人信息"), _("内容"), _("处理目的"), _("保存期限")]


def _as_json(held: list[Held]) -> HttpResponse:
    rows = [dict(zip(_header(), row.cells(), strict=True)) for row in held]
    content = json.dumps(rows, ensure_ascii=False, indent=1).encode()
    return attachment(content, name=f"{_('我的个人信息')}.json", media_type="application/json")


def _as_workbook(held: list[Held]) -> HttpResponse:
    title = _("我的个人信息")
    content = write_workbook(sheet=title, header=_header(), rows=[row.cells() for row in held])
    return attachment(content, name=f"{title}.xlsx", media_type=XLSX)
