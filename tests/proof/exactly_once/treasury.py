"""The treasury's answers, imported again and again in shuffled pieces: each payment posts once.

Some pieces go to the service, some are files that one person stores and another approves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from uuid import UUID

from kechuang.base.sheets.writing import write_csv
from kechuang.ledger.models import PaymentRun, Transfer, TreasuryAnswer
from kechuang.ledger.refusals import AlreadyDone, yuan
from kechuang.ledger.services import Answer, record_answers
from kechuang.ledger.services.answer_files import prepare_answers, store_answers
from kechuang.ledger.services.instructions import approve_instruction
from kechuang.ledger.states import Phase
from tests.proof.exactly_once.counting import Count, effects_of
from tests.proof.exactly_once.delivering import MOST, Clients
from tests.proof.kills.writing import insist
from tests.proof.outcomes import Scene
from tests.rooms.ledger.town import (
    APPROVER,
    AT,
    ON,
    PREPARER,
    WAN,
    small_treasury,
    warrant,
)

PER_RUN, LONGEST_PIECE = 40, 9
REFUSED, FILED = 0.1, 0.1
HEADER = ["支付单号", "回单号", "办理结果", "实付金额（元）", "回单日期", "退回原因"]
RESULTS = {True: "已支付", False: "退回"}


@dataclass(frozen=True)
class Piece:
    """Some lines of the answer to one run, imported as one file."""

    request_id: UUID
    run_id: int
    answers: tuple[Answer, ...]
    is_file: bool


def import_answers(scene: Scene, *, payments: int, kills: int) -> Count:
    chance = Random(f"{scene.seed}-treasury")
    answers = {run.pk: tuple(answered(run, chance)) for run in sent_runs(payments)}
    pieces = [piece for pk, told in answers.items() for piece in cut(pk, told, chance)]
    chance.shuffle(pieces)
    clients = Clients(
        scene.folder / "treasury", pieces, lambda piece: insist(lambda: hand_in(piece))
    )
    struck = clients.work(lambda: clients.kill_one(chance), strikes=kills, chance=chance)
    asked = [answer.number for told in answers.values() for answer in told]
    missing, doubled = effects_of(asked, numbers_resolved())
    return Count(
        messages=len(asked),
        deliveries=sum(len(piece.answers) for piece in pieces),
        kills=struck,
        missing=missing + sum(not is_kept(a) for told in answers.values() for a in told),
        doubled=doubled,
    )


def sent_runs(payments: int) -> Iterator[PaymentRun]:
    """Runs at the treasury, with so many payments in all."""
    town = small_treasury(budget_fen=payments * WAN, code="treasury")
    for first in range(0, payments, PER_RUN):
        amounts = [WAN] * min(PER_RUN, payments - first)
        yield town.sent(town.accepted(*amounts))


def answered(run: PaymentRun, chance: Random) -> Iterator[Answer]:
    """Most are paid, some are refused."""
    for item in run.items.order_by("number"):
        if chance.random() < REFUSED:
            yield Answer(item.number, f"S-{item.number}", False, 0, ON, "账号不符 / wrong account")
        else:
            yield Answer(item.number, f"S-{item.number}", True, item.amount_fen, ON)


def cut(run_id: int, answers: Sequence[Answer], chance: Random) -> Iterator[Piece]:
    """The whole answer one to five times, each time in another order and other pieces."""
    for _ in range(chance.randint(1, MOST)):
        lines = chance.sample(answers, len(answers))
        while lines:
            size = chance.randint(1, LONGEST_PIECE)
            piece, lines = tuple(lines[:size]), lines[size:]
            request_id = UUID(int=chance.getrandbits(128), version=4)
            yield Piece(request_id, run_id, piece, chance.random() < FILED)


def hand_in(piece: Piece) -> str:
    run = PaymentRun.objects.select_related("book").get(pk=piece.run_id)
    if piece.is_file:
        return send_file(run, piece)
    done = record_answers(warrant=warrant(piece.request_id), run=run, answers=piece.answers)
    return f"{done.settled}"


def send_file(run: PaymentRun, piece: Piece) -> str:
    """A file that tells nothing new is refused, and so is done with."""
    name = f"{piece.request_id}.csv"
    file = store_answers(by=PREPARER, at=AT, run=run, name=name, content=as_file(piece.answers))
    try:
        asked = prepare_answers(by=PREPARER, at=AT, on=ON, run=run, file=file)
    except AlreadyDone:
        return "0"
    return str(approve_instruction(by=APPROVER, at=AT, instruction=asked).voucher)


def as_file(answers: Sequence[Answer]) -> bytes:
    rows = [
        [a.number, a.serial, RESULTS[a.is_paid], yuan(a.amount_fen), a.on.isoformat(), a.reason]
        for a in answers
    ]
    return write_csv(header=HEADER, rows=rows)


def numbers_resolved() -> Counter[str]:
    """How often each payment left the treasury's hands: paid, or handed back."""
    ends = Transfer.objects.filter(
        phase__in=(Phase.POST, Phase.VOID), reference__startswith="item:"
    )
    return Counter(
        reference.removeprefix("item:") for reference in ends.values_list("reference", flat=True)
    )


def is_kept(answer: Answer) -> bool:
    """The one answer on record, and the payment's own state, say what the treasury said."""
    kept = TreasuryAnswer.objects.select_related("item").get(item__number=answer.number)
    return (kept.is_paid, kept.amount_fen, kept.item.paid_fen) == (
        answer.is_paid,
        answer.amount_fen,
        answer.amount_fen,
    )
