"""Instructions about what was promised or paid already, as label and value."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kechuang.ledger.models import ClawBack, FundShare, Grant, PaymentItem, Tranche, Voucher
from kechuang.ledger.presenting.amounts import on_paper
from kechuang.ledger.presenting.rows import Content, Rows


def linked_grant(grant: Grant) -> str:
    return format_html('<a href="{}">{}</a>', reverse("ledger:grant", args=[grant.number]), grant)


def acceptance(content: Content) -> Rows:
    tranche = Tranche.objects.select_related("grant__party").get(pk=content["tranche"])
    return [
        *_grant(tranche.grant),
        (_("节点"), tranche.title),
        (_("节点金额"), on_paper(tranche.amount_fen)),
        (_("验收金额"), on_paper(content["amount_fen"] or tranche.amount_fen)),
        (_("验收文号"), content["acceptance"]),
    ]


def release(content: Content) -> Rows:
    return [
        *_grant(Grant.objects.select_related("party").get(number=content["grant"])),
        (_("核减原因"), content["reason"]),
        (_("整个立项取消"), _("是") if content["is_cancelled"] else _("否")),
    ]


def claw_back(content: Content) -> Rows:
    share = FundShare.objects.select_related("grant__party").get(pk=content["share"])
    return [
        *_grant(share.grant),
        (_("资金来源"), share.get_source_display()),
        (_("追回金额"), on_paper(content["amount_fen"])),
        (_("追回原因"), content["reason"]),
        (_("决定文号"), content["decision"]),
    ]


def recovery(content: Content) -> Rows:
    claim = ClawBack.objects.select_related("share__grant__party").get(pk=content["claw_back"])
    return [
        *_grant(claim.share.grant),
        (_("追回决定"), claim.decision),
        (_("到账金额"), on_paper(content["amount_fen"])),
        (_("银行回单号"), content["serial"]),
    ]


def bank_return(content: Content) -> Rows:
    related = ("part__tranche__grant__party",)
    item = PaymentItem.objects.select_related(*related).get(number=content["item"])
    return [
        *_grant(item.part.tranche.grant),
        (_("支付单号"), item.number),
        (_("实付金额"), on_paper(item.paid_fen)),
        (_("银行退汇号"), content["serial"]),
        (_("退汇原因"), content["reason"]),
    ]


def reversal(content: Content) -> Rows:
    voucher = Voucher.objects.select_related("book").get(pk=content["voucher"])
    return [
        (_("冲销凭证"), linked_voucher(voucher)),
        (_("摘要"), voucher.summary),
        (_("冲销原因"), content["reason"]),
    ]


def _grant(grant: Grant) -> Rows:
    return [
        (_("立项"), linked_grant(grant)),
        (pgettext("one", "受资助单位"), grant.party.shown_name),
    ]


def linked_voucher(voucher: Voucher) -> str:
    return format_html('<a href="{}">{}</a>', reverse("ledger:voucher", args=[voucher.pk]), voucher)
