"""Inviting an expert to confirm an address, and the page on which the expert does."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kechuang.base.clock import now
from kechuang.base.errors import Text, require
from kechuang.base.registry.forms import form_page
from kechuang.design.answering import posted
from kechuang.reviews import services
from kechuang.reviews.access import can_keep_experts
from kechuang.reviews.forms.experts import InvitationForm
from kechuang.reviews.selectors import find_expert, find_invitation
from kechuang.reviews.views.answering import answer, or_404


@form_page
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Mail the link; nobody but the reader of the mail comes to see it."""
    found = or_404(find_expert, request.actor, pk)
    require(can_keep_experts(request.actor), Text("邀请专家", "invite experts"))
    form = InvitationForm(posted(request))

    def send() -> HttpResponse:
        email = form.cleaned_data["email"]
        services.invite_to_register(
            by=request.actor, at=now(), expert=found, email=email, address=_address(request)
        )
        messages.success(request, _("邀请已寄出；由专家本人打开链接确认。"))
        return redirect("reviews:expert", pk)

    return answer(request, form, send, template="reviews/invite.html", expert=found)


@form_page
@login_required
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """The invited person sees who is meant, and confirms with the account used."""
    found = or_404(find_invitation, request.actor, token)
    if request.method != "POST":
        return render(request, "reviews/invitation.html", {"expert": found.expert})
    services.accept_invitation(by=request.actor, at=now(), invitation=found)
    messages.success(request, _("邮箱已确认，账号已关联。请登记任职、关系等情况。"))
    return redirect("reviews:own")


def _address(request: HttpRequest) -> services.Address:
    def address(token: str) -> str:
        return request.build_absolute_uri(reverse("reviews:accept_invitation", args=[token]))

    return address
