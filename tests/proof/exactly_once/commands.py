"""Ledger commands delivered to the services, told apart by the client's request id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random
from uuid import UUID, uuid4

from kechuang.ledger.models import Book, Transfer
from kechuang.ledger.refusals import RequestReused
from kechuang.ledger.services import Warrant, appropriate
from kechuang.ledger.states import FundSource
from tests.proof.exactly_once.counting import Count, different_answers, effects_of
from tests.proof.exactly_once.delivering import Clients, repeated
from tests.proof.kills.posting import APPROVER, AT, BOOK, ON, PREPARER
from tests.proof.kills.writing import insist
from tests.proof.outcomes import Scene

FORGED = 0.05


@dataclass(frozen=True)
class Command:
    """The amount is the message: no two messages ask for the same one."""

    request_id: UUID
    amount_fen: int

    def forged(self) -> Command:
        return replace(self, amount_fen=self.amount_fen + 1_000_000_000)


def commands(count: int, chance: Random, *, first_fen: int) -> Iterator[Command]:
    for number in range(count):
        yield Command(UUID(int=chance.getrandbits(128), version=4), first_fen + number)


def give(command: Command) -> str:
    """The number of the voucher."""
    voucher = appropriate(
        warrant=Warrant(PREPARER, APPROVER, AT, ON, command.request_id),
        book=Book.objects.get(code=BOOK),
        year=ON.year,
        source=FundSource.CITY,
        doc_no="虚构指标〔2026〕1 号",
        amount_fen=command.amount_fen,
    )
    return str(voucher)


def give_anew(command: Command) -> str:
    """The red control: every delivery counts as a new request."""
    return give(replace(command, request_id=uuid4()))


def deliver_commands(
    scene: Scene,
    *,
    count: int,
    kills: int,
    first_fen: int = 1_000_000,
    deliver: Callable[[Command], str] = give,
) -> Count:
    chance = Random(f"{scene.seed}-commands")
    messages = list(commands(count, chance, first_fen=first_fen))
    deliveries = repeated(messages, chance)
    folder = scene.folder / f"commands-{first_fen}"
    clients = Clients(folder, deliveries, lambda command: insist(lambda: deliver(command)))
    struck = clients.work(lambda: clients.kill_one(chance), strikes=kills, chance=chance)
    forged = chance.sample(messages, int(count * FORGED))
    missing, doubled = effects_of((m.amount_fen for m in messages), amounts_posted(BOOK))
    return Count(
        messages=count,
        deliveries=len(deliveries),
        kills=struck,
        missing=missing,
        doubled=doubled,
        different=different_answers(clients.receipts()),
        forged=len(forged),
        refused=sum(map(is_refused, forged)),
    )


def amounts_posted(book: str) -> Counter[int]:
    posted = Transfer.objects.filter(voucher__book__code=book)
    return Counter(posted.values_list("amount_fen", flat=True))


def is_refused(command: Command) -> bool:
    """The same id with another amount."""
    before = Transfer.objects.count()
    try:
        give(command.forged())
    except RequestReused:
        return Transfer.objects.count() == before
    return False
