"""What happens to a grant once agreed: accepted, released, asked back, returned, reversed."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kechuang.design.answering import posted
from kechuang.ledger.forms.corrections import (
    AcceptForm,
    ClawBackForm,
    RecoveryForm,
    ReleaseForm,
    ReturnForm,
    ReverseForm,
)
from kechuang.ledger.models import ClawBack, FundShare, Grant, PaymentItem, Tranche, Voucher
from kechuang.ledger.presenting.amounts import on_paper
from kechuang.ledger.presenting.asked_of_grants import linked_grant
from kechuang.ledger.presenting.rows import Rows
from kechuang.ledger.states import ItemState
from kechuang.ledger.views.asking import answer_money_form, preparer_page


@preparer_page
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """The condition of a tranche is met: it may be paid."""
    tranche = get_object_or_404(Tranche.objects.select_related("grant__party"), pk=pk)
    facts = [
        (_("节点"), tranche.title),
        (_("拨付条件"), tranche.get_condition_display()),
        (_("节点金额"), on_paper(tranche.amount_fen)),
    ]
    return answer_money_form(
        request,
        AcceptForm(posted(request), about=tranche),
        command="accept_tranche",
        context=_about(tranche.grant, _("验收节点"), facts),
    )


@preparer_page
def release(request: HttpRequest, number: str) -> HttpResponse:
    """What was promised and not accepted goes back to the budget."""
    grant = get_object_or_404(Grant.objects.select_related("party"), number=number)
    return answer_money_form(
        request,
        ReleaseForm(posted(request), about=grant),
        command="release_tranches",
        context=_about(grant, _("核减未验收的节点"), []),
    )


@preparer_page
def claw_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask back what one fund paid."""
    shares = FundShare.objects.select_related("grant__party", "paid").filter(paid__isnull=False)
    share = get_object_or_404(shares, pk=pk)
    facts: Rows = [(_("资金来源"), share.get_source_display())]
    if share.paid:
        facts.append((_("已支付未追回"), on_paper(share.paid.free_fen)))
    return answer_money_form(
        request,
        ClawBackForm(posted(request), about=share),
        command="decide_claw_back",
        context=_about(share.grant, _("决定追回"), facts),
    )


@preparer_page
def recover(request: HttpRequest, pk: int) -> HttpResponse:
    """Money that was asked back came in."""
    claims = ClawBack.objects.select_related("share__grant__party", "recoverable")
    claim = get_object_or_404(claims, pk=pk)
    facts = [
        (_("追回决定"), claim.decision),
        (_("追回原因"), claim.reason),
        (_("尚未收回"), on_paper(claim.recoverable.free_fen)),
    ]
    return answer_money_form(
        request,
        RecoveryForm(posted(request), about=claim),
        command="record_recovery",
        context=_about(claim.share.grant, _("登记追回到账"), facts),
    )


@preparer_page
def bring_back(request: HttpRequest, number: str) -> HttpResponse:
    """The bank sent a payment back: it is payable once more."""
    paid = PaymentItem.objects.filter(state=ItemState.PAID)
    related = ("part__tranche__grant__party", "answer")
    item = get_object_or_404(paid.select_related(*related), number=number)
    facts = [
        (_("支付单号"), item.number),
        (_("实付金额"), on_paper(item.paid_fen)),
        (_("收款账户"), f"{item.holder} · {item.bank} ····{item.account_number[-4:]}"),
        (_("国库回单号"), item.answer.serial),
    ]
    context = _about(item.part.tranche.grant, _("登记退汇"), facts)
    warning = _("退汇后这笔支付以红字冲回，款项回到已验收，可在核对收款账户后重新支付。")
    return answer_money_form(
        request,
        ReturnForm(posted(request), about=item),
        command="record_bank_return",
        context={**context, "warning": warning},
    )


@preparer_page
def reverse_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a whole voucher back in red."""
    voucher = get_object_or_404(Voucher.objects.select_related("book"), pk=pk)
    facts = [
        (_("凭证号"), voucher),
        (_("摘要"), voucher.summary),
        (_("制单"), voucher.actor_name),
        (_("复核"), voucher.approver_name),
    ]
    context = {
        "title": _("红字冲销凭证"),
        "facts": facts,
        "warning": _("已记的凭证不修改、不删除；红字凭证整张冲回，原凭证保留。"),
        "back": reverse("ledger:voucher", args=[voucher.pk]),
    }
    form = ReverseForm(posted(request), about=voucher)
    return answer_money_form(request, form, command="reverse_voucher", context=context)


def _about(grant: Grant, title: str, facts: Sequence[tuple[str, object]]) -> dict[str, object]:
    known: Rows = [
        (_("立项"), linked_grant(grant)),
        (pgettext("one", "受资助单位"), grant.party.shown_name),
    ]
    return {
        "title": title,
        "facts": [*known, *facts],
        "back": reverse("ledger:grant", args=[grant.number]),
    }
