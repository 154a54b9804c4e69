"""Instructions about the budget and the end of a year, as label and value."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kechuang.ledger.models import (
    Account,
    Appropriation,
    Book,
    BudgetLine,
    ClaimRound,
    Scheme,
    Transfer,
)
from kechuang.ledger.presenting.amounts import on_paper
from kechuang.ledger.presenting.asked_of_grants import linked_voucher
from kechuang.ledger.presenting.rows import Content, Rows
from kechuang.ledger.selectors.claim_rounds import claim_rounds, working_of
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


def ration(content: Content) -> Rows:
    claim_round = claim_rounds().get(pk=content["round"])
    working = working_of(claim_round)
    return [
        (_("申报轮次"), _linked_round(claim_round)),
        (_("预算项目"), claim_round.line),
        (_("可分金额"), on_paper(working.budget_fen)),
        (_("申报项数"), str(len(working.rows))),
        (_("核定合计"), on_paper(working.counted_fen)),
        (_("分配合计"), on_paper(working.given_fen)),
        (_("决定文号"), content["decision"]),
        (_("测算摘要"), content["working"]),
    ]


def ceiling(content: Content) -> Rows:
    return [
        (_("科目"), _linked_account(Account.objects.get(pk=content["account"]))),
        (_("制单时的上限"), ceiling_label(content["was_fen"])),
        (_("新上限"), ceiling_label(content["ceiling_fen"])),
        (_("理由"), content["reason"]),
    ]


def ceiling_label(fen: int | None) -> str:
    return on_paper(fen) if fen is not None else _("无上限")


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


def _linked_round(claim_round: ClaimRound) -> str:
    address = reverse("ledger:round", args=[claim_round.pk])
    return format_html('<a href="{}">{}</a>', address, claim_round)


def _linked_account(account: Account) -> str:
    address = reverse("ledger:account", args=[account.pk])
    return format_html('<a href="{}">{}</a>', address, account)


def _left(is_carried: bool) -> str:
    return _("结转下年") if is_carried else _("年末收回")
