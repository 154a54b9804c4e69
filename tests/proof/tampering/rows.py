"""Whole rows are deleted, inserted or exchanged, without mending what hangs on them."""

from __future__ import annotations

import random
from typing import Any
from uuid import UUID

from django.db import models

from kechuang.audit.models import Anchor, Erasure, Event, Payload, Signatory
from kechuang.ledger.models import PayeeAccount, PaymentItem, Tranche, Transfer, Voucher
from kechuang.ledger.selectors.sealed_tables import SEALED

DELETED: tuple[type[models.Model], ...] = (
    Event,
    Payload,
    Signatory,
    Erasure,
    Anchor,
    Voucher,
    Transfer,
    *SEALED,
)
INSERTED: tuple[type[models.Model], ...] = (
    Event,
    Payload,
    Erasure,
    Anchor,
    Voucher,
    Transfer,
    PayeeAccount,
    Tranche,
)
SWAPPED: tuple[tuple[type[models.Model], tuple[str, ...]], ...] = (
    (Event, ("command", "target_id", "target_kind")),
    (Event, ("sequence",)),
    (Payload, ("payload", "salt")),
    (Signatory, ("name",)),
    (Voucher, ("number",)),
    (Transfer, ("amount_fen",)),
    (PaymentItem, ("number",)),
)


def delete(rng: random.Random) -> str:
    """One row, or several in a row, of one table; rows that belong to them stay."""
    table = rng.choice(DELETED)
    keys = list(table._base_manager.order_by("pk").values_list("pk", flat=True))
    first = rng.randrange(len(keys))
    gone = keys[first : first + rng.choice([1, 1, 1, 2, 5])]
    rows = table._base_manager.filter(pk__in=gone)
    rows._raw_delete(rows.db)
    return f"deleted from {table._meta.db_table}: {gone}"


def insert(rng: random.Random) -> str:
    """A copy of a row under another key."""
    table = rng.choice(INSERTED)
    row = _drawn(table, rng)
    row.pk = UUID(int=rng.getrandbits(128)) if table is Transfer else rng.randint(10_000, 99_999)
    for name, value in _distinct(row, rng).items():
        setattr(row, name, value)
    table._base_manager.bulk_create([row])
    return f"inserted into {table._meta.db_table}: {row.pk}"


def swap(rng: random.Random) -> str:
    """Two rows exchange what they say."""
    table, names = rng.choice(SWAPPED)
    one, other = _drawn(table, rng), _drawn(table, rng)
    while _said(one, names) == _said(other, names):
        one, other = _drawn(table, rng), _drawn(table, rng)
    keys, parked = (one.pk, other.pk), {names[0]: _parking(table, names)}
    said = _said(one, names), _said(other, names)
    rows = table._base_manager
    if table is Event and names == ("sequence",):
        for old, new in ((keys[0], parked["sequence"]), keys[::-1], (parked["sequence"], keys[1])):
            rows.filter(pk=old).update(sequence=new)
        return f"exchanged events {keys}"
    rows.filter(pk=keys[0]).update(**parked)
    rows.filter(pk=keys[1]).update(**said[0])
    rows.filter(pk=keys[0]).update(**said[1])
    return f"exchanged {names} of {keys} in {table._meta.db_table}"


def _drawn(table: type[models.Model], rng: random.Random) -> Any:
    keys = list(table._base_manager.order_by("pk").values_list("pk", flat=True))
    return table._base_manager.get(pk=rng.choice(keys))


def _said(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    own = Payload.objects.get(pk=row.pk) if isinstance(row, Payload) else row
    return {name: getattr(own, name) for name in names}


def _parking(table: type[models.Model], names: tuple[str, ...]) -> Any:
    """A value that stands nowhere, while the two change places."""
    field = table._meta.get_field(names[0])
    return {"JSONField": {}, "CharField": "parked"}.get(type(field).__name__, 99_999)


def _distinct(row: Any, rng: random.Random) -> dict[str, Any]:
    """New values where the database wants each only once."""
    digest = f"{rng.getrandbits(256):064x}"
    number = rng.randint(10_000, 30_000)
    return {
        Event: {"own_hash": digest},
        Payload: {},
        Erasure: {"event_id": None, "name_leaf": digest},
        Anchor: {"sequence": number},
        Voucher: {
            "number": number,
            "request_id": UUID(int=rng.getrandbits(128)),
            "reverses_id": None,
        },
        Transfer: {
            "position": number,
            "round": number,
            "pending_id": None,
            "reverses_id": None,
        },
        PayeeAccount: {},
        Tranche: {"position": number},
    }[type(row)]
