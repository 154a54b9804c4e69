"""The tables of the bundle, and their rows as the audit chain sealed them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from kechuang.audit.sealing import cells_of, sealed_columns, sealed_rows, text_of
from kechuang.ledger.models import Voucher
from kechuang.ledger.selectors.verifying import vouchers

ROWS_AT_ONCE = 2_000
VOUCHERS, TRANSFERS = "vouchers", "transfers"
VOUCHER_COLUMNS = (
    "voucher", "book", "year", "number", "on", "at", "summary", "summary_en", "command",
    "request_id", "request_digest", "actor_id", "actor_name", "approver_id", "approver_name",
    "decision", "rule_version", "reverses", "seal",
)  # fmt: skip
TRANSFER_COLUMNS = (
    "voucher", "id", "position", "debit", "credit", "amount_fen", "kind", "phase", "reference",
    "round", "is_red", "pending", "reverses", "expires_at",
)  # fmt: skip


def header_of(table: type[Model]) -> tuple[str, ...]:
    """Sealed columns first, then those that move: the latter are recomputed from the vouchers."""
    return (*sealed_columns(table), *getattr(table, "unsealed", ()))


def rows_of(table: type[Model]) -> Iterator[tuple[str, ...]]:
    moving = getattr(table, "unsealed", ())
    for row in sealed_rows(table).iterator(ROWS_AT_ONCE):
        yield (*cells_of(row).values(), *(text_of(getattr(row, name)) for name in moving))


def voucher_rows() -> Iterator[tuple[str, ...]]:
    for voucher in vouchers():
        cells = voucher_cells(voucher)
        yield tuple(cells[name] for name in VOUCHER_COLUMNS)


def transfer_rows() -> Iterator[tuple[str, ...]]:
    for voucher in vouchers():
        for transfer in voucher.transfers.all():
            cells = {"voucher": str(voucher), **transfer.content()}
            yield tuple(text_of(cells[name]) for name in TRANSFER_COLUMNS)


def voucher_cells(voucher: Voucher) -> dict[str, str]:
    """What is sealed, with the account and the name of each person apart."""
    cells: dict[str, Any] = {"voucher": str(voucher), "seal": voucher.seal}
    for name, value in voucher.head_content().items():
        if name in ("actor", "approver"):
            cells[f"{name}_id"], cells[f"{name}_name"] = value
        else:
            cells[name] = value
    return {name: text_of(value) for name, value in cells.items()}
