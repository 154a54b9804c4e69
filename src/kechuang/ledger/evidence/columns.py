"""The tables of the bundle and what each column holds: the data dictionary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from kechuang.ledger.models import (
    Account,
    Appropriation,
    BudgetLine,
    ClawBack,
    FundShare,
    Grant,
    PaymentItem,
    PaymentRun,
    Tranche,
    Transfer,
    TreasuryAnswer,
    Voucher,
)


@dataclass(frozen=True)
class Sheet:
    """One CSV file: its records and the paths of its columns."""

    name: str
    records: QuerySet[Any]
    columns: tuple[str, ...]


def columns(names: str) -> tuple[str, ...]:
    return tuple(names.split())


def sheets() -> tuple[Sheet, ...]:
    """Every table, in the order of the chain of custody."""
    return (*_budget(), *_grants(), *_payments(), *_postings())


def _budget() -> tuple[Sheet, ...]:
    return (
        Sheet(
            "accounts",
            Account.objects.order_by("pk"),
            columns(
                "book__code code name role is_limited ceiling_fen debits_posted_fen "
                "credits_posted_fen debits_pending_fen credits_pending_fen"
            ),
        ),
        Sheet(
            "appropriations",
            Appropriation.objects.order_by("pk"),
            columns("pk book__code year source doc_no account__code"),
        ),
        Sheet(
            "lines",
            BudgetLine.objects.order_by("pk"),
            columns("pk appropriation_id scheme__code distribution account__code"),
        ),
    )


def _grants() -> tuple[Sheet, ...]:
    return (
        Sheet(
            "grants",
            Grant.objects.order_by("pk"),
            columns(
                "number scheme__code party__credit_code party__name district title ground "
                "period_from period_to mode total_fen decision rule_pack rule_digest "
                "rule_clause granted_on cancelled_at"
            ),
        ),
        Sheet(
            "shares",
            FundShare.objects.order_by("pk"),
            columns(
                "pk grant__number source line_id weight amount_fen obligation__code "
                "payable__code paid__code"
            ),
        ),
        Sheet(
            "tranches",
            Tranche.objects.order_by("pk"),
            columns(
                "pk grant__number position title condition due_on amount_fen accepted_on "
                "acceptance released_on"
            ),
        ),
    )


def _payments() -> tuple[Sheet, ...]:
    return (
        Sheet(
            "payments",
            PaymentItem.objects.order_by("pk"),
            columns(
                "number run__number part__share_id part__tranche_id amount_fen holder state "
                "paid_fen paid_on"
            ),
        ),
        Sheet(
            "runs",
            PaymentRun.objects.order_by("pk"),
            columns(
                "number book__code state drafted_by_name checked_by_name approved_by_name "
                "list_digest"
            ),
        ),
        Sheet(
            "answers",
            TreasuryAnswer.objects.order_by("pk"),
            columns("item__number serial is_paid amount_fen on reason file_digest"),
        ),
        Sheet(
            "claw_backs",
            ClawBack.objects.order_by("pk"),
            columns(
                "pk share_id amount_fen reason decision decided_on recoverable__code "
                "recovered__code"
            ),
        ),
    )


def _postings() -> tuple[Sheet, ...]:
    return (
        Sheet(
            "vouchers",
            Voucher.objects.order_by("pk"),
            columns(
                "book__code year number on summary command actor_name approver_name decision "
                "rule_version seal"
            ),
        ),
        Sheet(
            "transfers",
            Transfer.objects.order_by("voucher_id", "position"),
            columns(
                "pk voucher__book__code voucher__year voucher__number position debit__code "
                "credit__code amount_fen kind phase reference is_red pending_id reverses_id"
            ),
        ),
    )


def meaning_of(sheet: Sheet, path: str) -> tuple[str, str]:
    """The Chinese name and the type of a column, from the model it comes from."""
    model, field = sheet.records.model, None
    for name in path.split("__"):
        field = model._meta.pk if name == "pk" else model._meta.get_field(name.removesuffix("_id"))
        model = field.related_model or model
    if field is None:
        return path, ""
    return str(field.verbose_name), field.get_internal_type()
