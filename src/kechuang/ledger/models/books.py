"""Books, their years with the counter of vouchers, and accounts with limits."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.audit.models import FoundRow
from kechuang.engines.wording import Text
from kechuang.ledger.states import AccountRole

LONGEST_NAME = 300
TOTALS = ("debits_posted_fen", "credits_posted_fen", "debits_pending_fen", "credits_pending_fen")


class Book(FoundRow):
    """A set of accounts (账套); no voucher crosses two books."""

    code = models.SlugField(_("账套代码"), unique=True)
    name = models.CharField(_("账套"), max_length=100)
    name_en = models.CharField(_("英文名称"), max_length=200)
    department = models.ForeignKey(
        "accounts.Department", models.PROTECT, null=True, blank=True, verbose_name=_("处室")
    )

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """The name in the reader's language."""
        return Text(self.name, self.name_en).said_in(get_language() or "zh-hans")


class BookYear(FoundRow):
    """One fiscal year of a book: its row is locked by each posting, so numbers have no gaps.

    Source: 会计法 (2024) art. 15, continuous numbering of vouchers.

    ``carries_released``, once closed: budget that is released later goes to the next year's line
    (结转); else it lapses (收回). No source decides it: 示例.
    """

    book = models.ForeignKey(Book, models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(_("会计年度"))
    last_number = models.PositiveIntegerField(_("最后凭证号"), default=0)
    closed_at = models.DateTimeField(_("结账时间"), null=True, blank=True)
    carries_released = models.BooleanField(_("结账后退回的预算结转下年"), null=True)

    unsealed: ClassVar = ("last_number",)

    class Meta:
        ordering = ["book", "year"]
        constraints = [
            models.UniqueConstraint(fields=["book", "year"], name="book_year_opened_once")
        ]

    def __str__(self) -> str:
        return f"{self.book} {self.year}"


class Account(FoundRow):
    """One account with its running totals in fen; only a posting moves them.

    ``is_limited``: what leaves (debits, pending ones included) never exceeds what came in.
    ``ceiling_fen``: what comes in never exceeds this, if given.
    """

    book = models.ForeignKey(Book, models.PROTECT, related_name="accounts")
    code = models.CharField(_("科目代码"), max_length=160)
    name = models.CharField(_("科目"), max_length=LONGEST_NAME)
    role = models.CharField(_("层级"), max_length=20, choices=AccountRole.choices, db_index=True)
    is_limited = models.BooleanField(_("不得透支"), default=True)
    ceiling_fen = models.BigIntegerField(_("上限（分）"), null=True, blank=True)
    debits_posted_fen = models.BigIntegerField(_("借方已记"), default=0)
    credits_posted_fen = models.BigIntegerField(_("贷方已记"), default=0)
    debits_pending_fen = models.BigIntegerField(_("借方预留"), default=0)
    credits_pending_fen = models.BigIntegerField(_("贷方预留"), default=0)

    unsealed: ClassVar = TOTALS

    class Meta:
        ordering = ["book", "code"]
        constraints = [
            models.UniqueConstraint(fields=["book", "code"], name="account_code_once_per_book"),
            models.CheckConstraint(
                name="account_totals_not_negative",
                condition=Q(
                    debits_posted_fen__gte=0,
                    credits_posted_fen__gte=0,
                    debits_pending_fen__gte=0,
                    credits_pending_fen__gte=0,
                ),
            ),
            models.CheckConstraint(
                name="account_never_overdrawn",
                condition=Q(is_limited=False)
                | Q(credits_posted_fen__gte=F("debits_posted_fen") + F("debits_pending_fen")),
            ),
            models.CheckConstraint(
                name="account_below_its_ceiling",
                condition=Q(ceiling_fen__isnull=True)
                | Q(ceiling_fen__gte=F("credits_posted_fen") + F("credits_pending_fen")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def balance_fen(self) -> int:
        """What came in less what left, reservations apart."""
        return self.credits_posted_fen - self.debits_posted_fen

    @property
    def arrived_fen(self) -> int:
        """What came in, reservations included: what a ceiling bounds."""
        return self.credits_posted_fen + self.credits_pending_fen

    @property
    def free_fen(self) -> int:
        """What may still leave."""
        return self.balance_fen - self.debits_pending_fen
