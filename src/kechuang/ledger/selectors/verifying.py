"""Do the books still say what was posted? Every figure is recomputed from the vouchers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from django.db.models import Prefetch

from kechuang.audit.selectors import broken_rows, one_reading, sealed_payloads
from kechuang.engines.seal import digest
from kechuang.ledger.models import Account, BookYear, Transfer, Voucher
from kechuang.ledger.models.books import TOTALS
from kechuang.ledger.selectors.sealed_tables import SEALED
from kechuang.ledger.states import Phase

CHUNK, PREFETCHED = 2_000, 500
Break = tuple[str, str]


def verify_books() -> list[Break]:
    """``(where, what differs)`` for every voucher, row, number and total that does not hold.

    With a whole audit chain and its outside anchor this finds any later change of the books.
    """
    with one_reading():
        rows = [each for table in SEALED for each in broken_rows(table)]
    return [*broken_seals(), *rows, *broken_numbers(), *broken_totals()]


def broken_seals() -> Iterator[Break]:
    """Vouchers whose content is not what was sealed, or whose seal is not in the audit chain."""
    sealed = {
        payload["voucher"]: payload["seal"]
        for payload in sealed_payloads(Voucher._meta.label_lower)
        if "seal" in payload
    }
    for voucher in vouchers():
        name = str(voucher)
        if digest(voucher.content()) != voucher.seal:
            yield name, "content differs from its seal"
        if sealed.pop(name, None) != voucher.seal:
            yield name, "seal is not the one in the audit chain"
    for name in sealed:
        yield name, "voucher of the audit chain is missing"


def vouchers() -> Iterator[Voucher]:
    with_accounts = Transfer.objects.select_related("debit", "credit")
    every = Voucher.objects.select_related("book", "reverses__book").order_by("pk")
    return every.prefetch_related(Prefetch("transfers", with_accounts)).iterator(PREFETCHED)


def broken_numbers() -> Iterator[Break]:
    """Gaps in the numbers of a book's year, and counters that differ from the last number."""
    rows = Voucher.objects.order_by("book_id", "year", "number")
    numbers = rows.values_list("book_id", "year", "number").iterator(CHUNK)
    last = {}
    for place, group in groupby(numbers, key=lambda row: row[:2]):
        found = [number for _, _, number in group]
        last[place] = found[-1]
        if found != list(range(1, len(found) + 1)):
            yield f"{place}", "voucher numbers have a gap"
    for year in BookYear.objects.all():
        if year.last_number != last.pop((year.book_id, year.year), 0):
            yield str(year), "counter differs from the last voucher"
    for place in last:
        yield f"{place}", "vouchers of a year that was never opened"


def broken_totals() -> Iterator[Break]:
    """Accounts whose running totals differ from the sum of their transfers."""
    sums = summed_totals()
    for account in Account.objects.order_by("pk").iterator(CHUNK):
        due = sums.get(account.pk, dict.fromkeys(TOTALS, 0))
        for total in TOTALS:
            if getattr(account, total) != due[total]:
                yield account.code, f"{total} differs from its transfers"


def summed_totals() -> dict[int, dict[str, int]]:
    """Each account's four totals, summed anew from every transfer."""
    sums: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(TOTALS, 0))
    for transfer in Transfer.objects.select_related("pending").iterator(CHUNK):
        for side, account in (("debits", transfer.debit_id), ("credits", transfer.credit_id)):
            sums[account][f"{side}_posted_fen"] += transfer.moved_fen
            sums[account][f"{side}_pending_fen"] += reserved_by(transfer)
    return sums


def reserved_by(transfer: Transfer) -> int:
    """What a transfer adds to the pending totals; its resolution takes the same away."""
    if transfer.phase == Phase.PENDING:
        return transfer.amount_fen
    return -transfer.pending.amount_fen if transfer.pending else 0
