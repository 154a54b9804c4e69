"""Instructions about statements of the bank, as label and value."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from kechuang.ledger.models import BankStatement
from kechuang.ledger.presenting.amounts import on_paper
from kechuang.ledger.presenting.rows import Content, Rows


def withdrawal(content: Content) -> Rows:
    statement = BankStatement.objects.select_related("book").get(pk=content["statement"])
    return [*facts_of(statement), (_("撤回原因"), content["reason"])]


def facts_of(statement: BankStatement) -> Rows:
    page = reverse("ledger:statement", args=[statement.pk])
    return [
        (_("账套"), statement.book.shown_name),
        (_("银行对账单"), format_html('<a href="{}">{}</a>', page, statement)),
        (_("笔数"), str(statement.row_count)),
        (_("期初余额"), on_paper(statement.opening_fen)),
        (_("期末余额"), on_paper(statement.closing_fen)),
        (_("导入人"), statement.imported_by_name),
    ]
