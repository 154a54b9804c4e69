"""Pages of the administration of accounts, and the page for a forgotten password."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from kechuang.accounts import selectors, services
from kechuang.accounts.access import can_manage_accounts
from kechuang.accounts.filters import AccountFilter
from kechuang.accounts.forms import AccountForm, RoleForm
from kechuang.accounts.models import Membership, User
from kechuang.accounts.tables import AccountTable
from kechuang.accounts.views.answering import answer, answer_with_reason
from kechuang.base.clock import now, today
from kechuang.base.errors import Text, require
from kechuang.base.listing import RegistryList
from kechuang.base.registry.forms import form_page
from kechuang.design.answering import posted

LATEST_EVENTS = 50
MANAGE = Text("管理账号", "manage accounts")


class AccountList(RegistryList):
    table_class = AccountTable
    filterset_class = AccountFilter
    template_name = "accounts/list.html"
    list_title = gettext_lazy("账号管理")

    def get_queryset(self) -> QuerySet[User]:
        require(can_manage_accounts(self.request.actor), MANAGE)
        return selectors.people(on=today())


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: the log-in, its roles past and present, and what was done to it."""
    person = _person(request, pk)
    context = {
        "person": person,
        "memberships": selectors.all_memberships(person),
        "requests": person.erasure_requests.all(),
        "history": selectors.account_history(person)[:LATEST_EVENTS],
        "today": today(),
    }
    return render(request, "accounts/detail.html", context)


@form_page
@sensitive_post_parameters("password")
@never_cache
def create(request: HttpRequest) -> HttpResponse:
    """Open an account; a generated password is in this answer and nowhere else."""
    require(can_manage_accounts(request.actor), MANAGE)
    form = AccountForm(posted(request))

    def open_account() -> HttpResponse:
        given = dict(form.cleaned_data)
        password = given.pop("password") or services.generated_password()
        person = services.create_account(
            by=request.actor, at=now(), password=password, must_change_password=True, **given
        )
        if form.cleaned_data["password"]:
            return redirect("accounts:detail", person.pk)
        return _password_once(request, person, password)

    return answer(request, form, open_account, title=_("创建账号"), submit_label=_("创建"))


@form_page
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the person a role."""
    person = _person(request, pk)
    form = RoleForm(posted(request), initial={"since": today()})

    def grant_role() -> HttpResponse:
        services.grant_membership(by=request.actor, at=now(), user=person, **form.content)
        return redirect("accounts:detail", pk)

    return answer(
        request, form, grant_role, person=person, title=_("授予角色"), submit_label=_("授予")
    )


@form_page
def end_role(request: HttpRequest, pk: int, membership_pk: int) -> HttpResponse:
    """End one role of the person."""
    person = _person(request, pk)
    membership = get_object_or_404(Membership, pk=membership_pk, user=person)

    def end(reason: str) -> None:
        services.end_membership(
            by=request.actor, at=now(), on=today(), membership=membership, reason=reason
        )

    return answer_with_reason(
        request,
        person,
        end,
        title=_("终止角色：%(role)s") % {"role": membership.get_role_display()},
        submit_label=_("终止角色"),
        lead=_(
            "当日仍然有效，次日起失效；尚未开始的角色直接撤销。需要立即停止使用时，请停用账号。"
        ),
    )


@form_page
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the person's log-in."""
    person = _person(request, pk)

    def close(reason: str) -> None:
        services.deactivate_account(
            by=request.actor, at=now(), on=today(), user=person, reason=reason
        )

    return answer_with_reason(
        request,
        person,
        close,
        title=_("停用账号"),
        submit_label=_("停用"),
        lead=_("立即退出登录并不能再登录；角色与历史保留，可以恢复。"),
    )


@form_page
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the person's log-in again."""
    person = _person(request, pk)

    def reopen(reason: str) -> None:
        services.reactivate_account(by=request.actor, at=now(), user=person, reason=reason)

    return answer_with_reason(
        request,
        person,
        reopen,
        title=_("恢复账号"),
        submit_label=_("恢复"),
        lead=_("恢复后可以再次登录，当日有效的角色随之恢复。"),
    )


@form_page
@never_cache
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Replace the person's password; the new one is in this answer and nowhere else."""
    person = _person(request, pk)

    def reset() -> HttpResponse:
        password = services.reset_password(by=request.actor, at=now(), user=person)
        return _password_once(request, person, password)

    return answer(
        request,
        forms.Form(posted(request)),
        reset,
        person=person,
        title=_("重置密码"),
        submit_label=_("重置"),
        lead=_(
            "请先核实对方身份。旧密码立即失效，新密码由系统生成、只显示一次，本人登录后须更改。"
        ),
    )


@require_safe
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """No e-mail is sent: whom to ask."""
    return render(request, "account/password_reset.html")


def closed(request: HttpRequest) -> HttpResponse:
    """Pages of the log-in library that this platform does not have."""
    raise Http404


def _person(request: HttpRequest, pk: int) -> User:
    require(can_manage_accounts(request.actor), MANAGE)
    return get_object_or_404(User, pk=pk)


def _password_once(request: HttpRequest, person: User, password: str) -> HttpResponse:
    return render(request, "accounts/password.html", {"person": person, "password": password})
