"""What a posting is asked to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kechuang.base.actors import Actor
from kechuang.engines.seal import digest
from kechuang.ledger.models import Account, Book, BookYear, Transfer
from kechuang.ledger.states import RELEASES, Kind, Phase

DEBITS_POSTED, CREDITS_POSTED = "debits_posted_fen", "credits_posted_fen"
DEBITS_PENDING, CREDITS_PENDING = "debits_pending_fen", "credits_pending_fen"
Movement = tuple[int, str, int]


@dataclass(frozen=True)
class Lifting:
    """Why the second person lets a grant pass that resembles others.

    ``seen`` are the numbers of those that were shown; None: whatever stands when it is agreed.
    ``rows``, for a list of grants: the reason of each row that was stopped, by its place; what is
    said of one row lifts no other.
    """

    reason: str
    seen: frozenset[str] | None = None
    rows: Mapping[int, Lifting] | None = None

    def of_row(self, place: int) -> Lifting | None:
        return self if self.rows is None else self.rows.get(place)

    def covers(self, number: str) -> bool:
        return bool(self.reason.strip()) and (self.seen is None or number in self.seen)


@dataclass(frozen=True)
class Warrant:
    """Who prepared a money command and who approved it, when, and the client's request id.

    ``on`` is the day of the books; ``at`` the instant of posting. A second delivery of the same
    ``request_id`` with the same content gives the first result again.

    ``is_decided``: the two are persons who decided it in a procedure of a room above, which saw to
    their right to do so; they need not be of the treasury.
    """

    by: Actor
    approver: Actor
    at: datetime
    on: date
    request_id: UUID
    lifting: Lifting | None = None
    is_decided: bool = False

    @property
    def approved(self) -> dict[str, Any]:
        """Who approved which request, as an event without a voucher tells it."""
        return {
            "approver": self.approver.name,
            "approver_id": self.approver.account_id,
            "request_id": str(self.request_id),
        }


@dataclass
class Order:
    """One command about money; ``content`` holds JSON values and tells a replay from a reuse.

    ``year`` is the book's year, from when the posting locked it.
    """

    warrant: Warrant
    book: Book
    command: str
    content: dict[str, Any]
    decision: str = ""
    rule_version: str = ""
    year: BookYear | None = field(default=None, init=False)

    def body_digest(self) -> str:
        body = {
            "book": self.book.code,
            "command": self.command,
            "on": self.warrant.on.isoformat(),
            "content": self.content,
        }
        return digest(body)


@dataclass(frozen=True)
class Entry:
    """One transfer to write; ``reference`` names the record it is about, once per kind."""

    kind: Kind
    debit: Account
    credit: Account
    amount_fen: int
    reference: str
    phase: Phase = Phase.SINGLE
    pending: Transfer | None = None
    reverses: Transfer | None = None
    expires_at: datetime | None = None

    def movements(self) -> Iterator[Movement]:
        """``(account id, running total, change in fen)``."""
        if self.phase in (Phase.SINGLE, Phase.POST):
            moved = -self.amount_fen if self.reverses else self.amount_fen
            yield self.debit.pk, DEBITS_POSTED, moved
            yield self.credit.pk, CREDITS_POSTED, moved
        if self.phase == Phase.PENDING:
            yield from self._reserve(self.amount_fen)
        if self.pending is not None:
            yield from self._reserve(-self.pending.amount_fen)

    def _reserve(self, amount_fen: int) -> Iterator[Movement]:
        yield self.debit.pk, DEBITS_PENDING, amount_fen
        yield self.credit.pk, CREDITS_PENDING, amount_fen


@dataclass(frozen=True)
class Resolution:
    """The end of a pending transfer: posted in whole or part, voided, or expired."""

    pending: Transfer
    phase: Phase
    amount_fen: int | None = None

    def entry(self) -> Entry:
        """What is not posted of a partly posted transfer is free again."""
        held = self.pending
        is_release = self.phase in RELEASES or self.amount_fen is None
        return Entry(
            kind=Kind(held.kind),
            debit=held.debit,
            credit=held.credit,
            amount_fen=held.amount_fen if is_release else (self.amount_fen or 0),
            reference=held.reference,
            phase=self.phase,
            pending=held,
        )


@dataclass
class AccountChange:
    """The net change of one account's running totals by one voucher."""

    totals: Counter[str] = field(default_factory=Counter)

    @property
    def leaving_fen(self) -> int:
        return self.totals[DEBITS_POSTED] + self.totals[DEBITS_PENDING]

    @property
    def freed_fen(self) -> int:
        """How much more may leave than before."""
        return self.totals[CREDITS_POSTED] - self.leaving_fen

    @property
    def arriving_fen(self) -> int:
        return self.totals[CREDITS_POSTED] + self.totals[CREDITS_PENDING]


def net_changes(entries: Iterable[Entry]) -> dict[int, AccountChange]:
    """Net change per account, in the order of account ids, so that no two postings deadlock."""
    changes: dict[int, AccountChange] = {}
    for entry in entries:
        for account_id, total, change in entry.movements():
            changes.setdefault(account_id, AccountChange()).totals[total] += change
    return dict(sorted(changes.items()))
