"""Vouchers and transfers: written once, never changed."""

from __future__ import annotations

import uuid
from datetime import UTC, date, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kechuang.ledger.models.books import Account, Book
from kechuang.ledger.models.persons import different_persons
from kechuang.ledger.states import RESOLUTIONS, Kind, Phase

INSTANT = timedelta(microseconds=1)


class Voucher(models.Model):
    """One posting (记账凭证): who prepared it, who approved it, on which decision and rule.

    ``request_id`` is made by the client; ``request_digest`` tells a replay from a reuse.
    ``seal`` is the digest of ``content()`` and stands in the audit chain.
    Source: 会计法 (2024) arts. 14, 15; 财会〔2024〕12号.
    """

    book = models.ForeignKey(Book, models.PROTECT, related_name="vouchers")
    year = models.PositiveSmallIntegerField(_("会计年度"))
    number = models.PositiveIntegerField(_("凭证号"))
    on = models.DateField(_("记账日期"), db_index=True)
    summary = models.CharField(_("摘要"), max_length=300)
    summary_en = models.CharField(max_length=400, blank=True)
    command = models.CharField(_("业务"), max_length=40)
    request_id = models.UUIDField(_("请求编号"), unique=True)
    request_digest = models.CharField(max_length=64)
    actor_id = models.BigIntegerField(_("制单账号"), null=True)
    actor_name = models.CharField(_("制单"), max_length=200)
    approver_id = models.BigIntegerField(_("复核账号"), null=True)
    approver_name = models.CharField(_("复核"), max_length=200)
    decision = models.CharField(_("决定依据"), max_length=300, blank=True)
    rule_version = models.CharField(_("规则版本"), max_length=200, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="reversed_by", verbose_name=_("冲销凭证")
    )
    at = models.DateTimeField(_("记账时间"))
    seal = models.CharField(_("封存摘要"), max_length=64)

    class Meta:
        ordering = ["book", "year", "number"]
        constraints = [
            models.UniqueConstraint(fields=["book", "year", "number"], name="voucher_number_once"),
            models.CheckConstraint(
                name="voucher_approved_by_another",
                condition=different_persons("actor", "approver"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book.code}-{self.year}-{self.number:06d}"

    def content(self) -> dict[str, Any]:
        """Everything that gives the voucher its meaning, transfers included."""
        return self.head_content() | {
            "transfers": [each.content() for each in self.transfers.all()]
        }

    def head_content(self) -> dict[str, Any]:
        return {
            "book": self.book.code,
            "year": self.year,
            "number": self.number,
            "on": self.on.isoformat(),
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "summary": self.summary,
            "summary_en": self.summary_en,
            "command": self.command,
            "request_id": str(self.request_id),
            "request_digest": self.request_digest,
            "actor": [self.actor_id, self.actor_name],
            "approver": [self.approver_id, self.approver_name],
            "decision": self.decision,
            "rule_version": self.rule_version,
            "reverses": str(self.reverses) if self.reverses else "",
        }


class Transfer(models.Model):
    """``amount_fen`` moves from ``debit`` to ``credit``: balanced by construction.

    A pending transfer is resolved at most once. A red one (红字) takes back the one it reverses.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    voucher = models.ForeignKey(Voucher, models.PROTECT, related_name="transfers")
    position = models.PositiveSmallIntegerField(_("行次"))
    debit = models.ForeignKey(Account, models.PROTECT, related_name="debits")
    credit = models.ForeignKey(Account, models.PROTECT, related_name="credits")
    amount_fen = models.BigIntegerField(_("金额（分）"))
    kind = models.CharField(_("业务"), max_length=20, choices=Kind.choices, db_index=True)
    phase = models.CharField(_("阶段"), max_length=10, choices=Phase.choices)
    reference = models.CharField(_("业务编号"), max_length=80, db_index=True)
    round = models.PositiveSmallIntegerField(_("第几次"), default=1)
    is_red = models.BooleanField(_("红字"), default=False)
    pending = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="resolution", verbose_name=_("预留")
    )
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="reversal", verbose_name=_("冲销")
    )
    expires_at = models.DateTimeField(_("预留至"), null=True, blank=True)

    class Meta:
        ordering = ["voucher", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "reference", "phase", "round", "is_red"],
                name="transfer_once_per_reference",
            ),
            models.UniqueConstraint(fields=["voucher", "position"], name="transfer_position_once"),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="transfer_amount_positive"),
            models.CheckConstraint(
                condition=~Q(debit=F("credit")), name="transfer_between_two_accounts"
            ),
            models.CheckConstraint(
                condition=Q(phase__in=RESOLUTIONS) ^ Q(pending__isnull=True),
                name="transfer_resolves_a_pending_one",
            ),
            models.CheckConstraint(
                condition=Q(is_red=True) ^ Q(reverses__isnull=True),
                name="transfer_red_reverses_one",
            ),
            models.CheckConstraint(
                condition=Q(is_red=False) | Q(phase=Phase.SINGLE), name="transfer_red_is_direct"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference} {self.amount_fen}"

    @property
    def moved_fen(self) -> int:
        """What it adds to the posted totals: negative in red, nothing while only reserved."""
        if self.phase in (Phase.SINGLE, Phase.POST):
            return -self.amount_fen if self.is_red else self.amount_fen
        return 0

    @property
    def last_day(self) -> date | None:
        """The last day of a reservation, which ends with it."""
        return localdate(self.expires_at - INSTANT) if self.expires_at else None

    def content(self) -> dict[str, Any]:
        return {
            "id": str(self.id),
            "position": self.position,
            "debit": self.debit.code,
            "credit": self.credit.code,
            "amount_fen": self.amount_fen,
            "kind": self.kind,
            "phase": self.phase,
            "reference": self.reference,
            "round": self.round,
            "is_red": self.is_red,
            "pending": str(self.pending_id or ""),
            "reverses": str(self.reverses_id or ""),
            "expires_at": self.expires_at.astimezone(UTC).isoformat() if self.expires_at else "",
        }
