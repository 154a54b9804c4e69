"""Instructions about the budget and the end of a year, as label and value."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kechuang.ledger.models import Appropriation, Book, BudgetLine, Scheme, Transfer
from kechuang.ledger.presenting.amounts import on_paper
from kechuang.ledger.presenting.asked_of_grants import linked_voucher
from kechuang.ledger.presenting.rows import Content, Rows
from kechuang.ledger.states import Distribution, FundSource, Phase

UNTIL = "Y-m-d H:i"


def appropriation(content: Content) -> Rows:
    return [
        (_("账套"), Book.objects.get(code=content["book"])),
        (_("预算年度"), str(content["year"])),
        (_("资金来源"), FundSource(content["source"]).label),
        (_("指标文号"), content["doc_no"]),
        (_("金额"), on_paper(content["amount_fen"])),
    ]


def allotment(content: Content) -> Rows:
    return [
        (_("预算指标"), Appropriation.objects.get(pk=content["appropriation"]).account),
        (_("专项"), Scheme.objects.get(code=content["scheme"]).shown_name),
        (_("金额"), on_paper(content["amount_fen"])),
        (_("预算不足时"), Distribution(content["distribution"]).label),
    ]


def reservation(content: Content) -> Rows:
    until = localtime(datetime.fromisoformat(content["expires_at"]))
    line = BudgetLine.objects.select_related("scheme", "appropriation").get(pk=content["line"])
    return [
        (_("预算项目"), line),
        (_("金额"), on_paper(content["amount_fen"])),
        (_("用途"), content["purpose"]),
        (_("预留至"), date_format(until, UNTIL)),
    ]


def resolution(content: Content) -> Rows:
    held = Transfer.objects.select_related("voucher__book", "debit").get(pk=content["pending"])
    amount = content["amount_fen"] or held.amount_fen
    return [
        (_("预算项目"), held.debit),
        (_("预留凭证"), linked_voucher(held.voucher)),
        (_("用途"), held.voucher.decision),
        (_("处理"), Phase(content["phase"]).label),
        (_("金额"), on_paper(amount)),
    ]


def year_end(content: Content) -> Rows:
    return [
        (_("账套"), Book.objects.get(code=content["book"])),
        (_("未用完的预算"), _left(content["carry_over"])),
        (_("结账以后核减退回的预算"), _left(content.get("carry_released", False))),
    ]


def _left(is_carried: bool) -> str:
    return _("结转下年") if is_carried else _("年末收回")
