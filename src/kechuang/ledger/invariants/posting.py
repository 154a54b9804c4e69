"""Vouchers, numbers, totals, and the guards of their tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from django.db.models import F, Q

from kechuang.audit.guards import lost_guards
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.wording import Text
from kechuang.ledger.models import BookYear, Transfer, Voucher
from kechuang.ledger.selectors.verifying import Break, broken_numbers, broken_seals, broken_totals
from kechuang.ledger.states import RELEASES, Kind, Phase

APPEND_ONLY = (
    *("ledger_voucher", "ledger_transfer", "ledger_treasuryanswer", "ledger_bankreturn"),
    *("ledger_bankstatement", "ledger_bankrow", "ledger_bankmatch"),
    "ledger_statementwithdrawal",
)
FROZEN = (
    "ledger_account",
    "ledger_appropriation",
    "ledger_budgetline",
    "ledger_grant",
    "ledger_fundshare",
    "ledger_trancheshare",
    "ledger_payeeaccount",
    "ledger_paymentitem",
    "ledger_clawback",
    "ledger_instruction",
    "ledger_tranche",
    "ledger_paymentrun",
    "ledger_claimround",
    "ledger_claim",
)
SINGLE = (
    ("ledger_bookyear", "ledger_bookyear_counts"),
    ("ledger_voucher", "ledger_voucher_open_year"),
    ("ledger_transfer", "ledger_transfer_resolves"),
    ("ledger_transfer", "ledger_transfer_one_book"),
    ("ledger_transfer", "ledger_transfer_shared_line"),
    ("ledger_instruction", "ledger_instruction_decided_once"),
    ("ledger_tranche", "ledger_tranche_ends"),
    ("ledger_paymentrun", "ledger_paymentrun_signed_once"),
    ("ledger_paymentitem", "ledger_paymentitem_answered_once"),
    ("ledger_payeeaccount", "ledger_payeeaccount_confirmed_once"),
    ("ledger_claimround", "ledger_claimround_ends_once"),
    ("ledger_claim", "ledger_claim_stands_insert"),
    ("ledger_claim", "ledger_claim_stands_update"),
    ("ledger_bankstatement", "ledger_bankstatement_apart"),
    ("ledger_bankrow", "ledger_bankrow_once"),
    ("ledger_statementwithdrawal", "ledger_statementwithdrawal_last"),
)


SENT_BACK = Q(voucher__command="record_bank_return", kind=Kind.PAY)
"""Of a voucher with many payments the bank sends back one, which is taken back alone."""


def said(breaks: Callable[[], Iterable[Break]], zh: str) -> Callable[[], Iterator[Finding]]:
    """Breaks of the books as findings, in both languages."""
    return lambda: (found(where, zh, what) for where, what in breaks())


def foreign_transfers() -> Iterator[Finding]:
    same_book = Q(debit__book=F("voucher__book"), credit__book=F("voucher__book"))
    for pk in Transfer.objects.exclude(same_book).values_list("pk", flat=True).iterator():
        yield found(pk, "科目不属于凭证的账套", "its accounts are of another book")


def ill_fitting_resolutions() -> Iterator[Finding]:
    fits = Q(
        pending__phase=Phase.PENDING,
        pending__debit=F("debit"),
        pending__credit=F("credit"),
        pending__amount_fen__gte=F("amount_fen"),
    )
    whole = ~Q(phase__in=RELEASES) | Q(pending__amount_fen=F("amount_fen"))
    resolutions = Transfer.objects.filter(pending__isnull=False)
    for pk in resolutions.exclude(fits & whole).values_list("pk", flat=True).iterator():
        yield found(pk, "与所处理的预留不符", "it does not fit the pending transfer it resolves")


def ill_fitting_reds() -> Iterator[Finding]:
    fits = Q(
        reverses__debit=F("debit"),
        reverses__credit=F("credit"),
        reverses__amount_fen=F("amount_fen"),
        reverses__is_red=False,
    ) & (Q(voucher__reverses=F("reverses__voucher")) | SENT_BACK)
    for pk in Transfer.objects.filter(is_red=True).exclude(fits).values_list("pk", flat=True):
        yield found(pk, "红字与所冲销的不符", "it is not what it reverses")


def misdated_vouchers() -> Iterator[Finding]:
    for voucher in Voucher.objects.exclude(on__year=F("year")).select_related("book"):
        yield found(voucher, "记账日期不在其会计年度", "its day is not in its year")


def late_vouchers() -> Iterator[Finding]:
    for year in BookYear.objects.filter(closed_at__isnull=False):
        late = Voucher.objects.filter(book=year.book_id, year=year.year, at__gt=year.closed_at)
        for voucher in late.select_related("book"):
            yield found(voucher, "在结账之后记入该年度", "posted after its year was closed")


POSTING = (
    Invariant(
        "ledger.vouchers_are_sealed",
        Text("每张凭证与封存摘要、审计链一致", "Every voucher is what was sealed in the chain"),
        said(broken_seals, "凭证与封存不符"),
    ),
    Invariant(
        "ledger.numbers_have_no_gaps",
        Text("凭证号逐年连续", "Voucher numbers have no gaps"),
        said(broken_numbers, "凭证号不连续"),
    ),
    Invariant(
        "ledger.totals_are_the_sum_of_transfers",
        Text("科目累计等于分录之和", "Running totals are the sum of transfers"),
        said(broken_totals, "科目累计与分录不符"),
    ),
    Invariant(
        "ledger.vouchers_stay_within_one_book",
        Text("凭证不跨账套", "No voucher crosses two books"),
        foreign_transfers,
    ),
    Invariant(
        "ledger.resolutions_fit_what_was_pending",
        Text("预留的处理与预留相符", "A resolution fits the pending transfer"),
        ill_fitting_resolutions,
    ),
    Invariant(
        "ledger.reds_fit_what_they_reverse",
        Text("红字与所冲销的分录相同", "A red transfer is what it reverses"),
        ill_fitting_reds,
    ),
    Invariant(
        "ledger.vouchers_are_dated_in_their_year",
        Text("记账日期在其会计年度内", "A voucher's day lies in its year"),
        misdated_vouchers,
    ),
    Invariant(
        "ledger.closed_years_stay_closed",
        Text("结账后没有再记账", "Nothing was posted to a closed year"),
        late_vouchers,
    ),
    Invariant(
        "ledger.guards_stand",
        Text("数据库中的保护都在", "The database's guards of money tables stand"),
        partial(lost_guards, APPEND_ONLY, FROZEN, SINGLE),
    ),
)
