"""Money is paid only by records that are as the audit chain last sealed them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from kechuang.audit.selectors import altered_rows
from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text
from kechuang.ledger.models import PayeeAccount, TrancheShare
from kechuang.ledger.refusals import NOT_POSTED, AlteredRecord
from kechuang.ledger.selectors.sealed_tables import SEALED
from kechuang.ledger.selectors.tracing import vouchers_promising

MEND = Text(
    "请停止支付并报告审计；查明谁在何时改动之前，不要重新登记",
    "Stop paying and tell the auditors; enter nothing anew until it is known who changed it, when",
)


def refuse_altered(rows: Iterable[Model], *, beside: Iterable[Model] = ()) -> None:
    """Raise ``AlteredRecord`` for what was changed past the commands, for instance by SQL."""
    if altered := altered_rows(rows, beside=beside):
        raise AlteredRecord(NOT_POSTED, _told(altered), MEND, altered)


def refuse_altered_payments(parts: Sequence[TrancheShare], payees: Iterable[PayeeAccount]) -> None:
    """The same of everything that says to whom, for what and how much is paid."""
    paid: list[Model] = list(payees)
    for part in parts:
        paid += [part, part.tranche, part.tranche.grant, part.share]
        paid += [part.accepted] if part.accepted else []
    refuse_altered(dict.fromkeys(paid), beside=vouchers_promising(parts))


@contextmanager
def alterations_reported(*, by: Actor, at: datetime) -> Iterator[None]:
    """Outside the command's transaction, which its refusal takes back."""
    try:
        yield
    except AlteredRecord as refused:
        _report(by, at, refused)
        raise


@transaction.atomic
def _report(by: Actor, at: datetime, refused: AlteredRecord) -> None:
    payload = {"altered": [[row._meta.label_lower, str(row.pk)] for row in refused.rows]}
    record(by=by, at=at, command="refuse_altered", target=refused.rows[0], payload=payload)


def _told(altered: Sequence[Model]) -> Text:
    named = [(SEALED[type(row)], row) for row in altered]
    zh = "、".join(f"{table.zh}“{row}”（{row.pk}）" for table, row in named)
    en = ", ".join(f"{table.en} “{row}” ({row.pk})" for table, row in named)
    return Text(
        f"与审计链最后封存的不一致，不是由本平台的操作改动的：{zh}",
        f"not as the audit chain last sealed it, and changed by no command: {en}",
    )
