"""Judging an answer file against its run: each row is accepted, rejected or unanswered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from kechuang.base.errors import InvalidInput, Refusal, Text
from kechuang.base.sheets import Rejection, Table
from kechuang.ledger.answers.columns import ANSWERS
from kechuang.ledger.answers.rows import is_unanswered, read_answer
from kechuang.ledger.cells import in_one_sentence
from kechuang.ledger.headings import Columns, find_columns
from kechuang.ledger.models import PaymentItem, PaymentRun, TreasuryAnswer
from kechuang.ledger.services.answers import Answer, require_possible

Read = dict[int, Answer]


@dataclass(frozen=True)
class JudgedAnswer:
    """An answer that can be recorded; ``is_known`` when it was recorded before."""

    row: int
    answer: Answer
    item: PaymentItem
    is_known: bool


@dataclass(frozen=True)
class Judged:
    """What a file gives: ``rows_in`` is accepted, rejected and blank rows together."""

    rows_in: int
    accepted: tuple[JudgedAnswer, ...]
    rejections: tuple[Rejection, ...]
    blank: int
    warnings: tuple[Text, ...]

    @property
    def rejected(self) -> int:
        return len({rejection.row for rejection in self.rejections})

    @property
    def fresh(self) -> list[JudgedAnswer]:
        return [each for each in self.accepted if not each.is_known]

    @property
    def fresh_paid_fen(self) -> int:
        return sum(each.answer.amount_fen for each in self.fresh)


def judge(table: Table, run: PaymentRun, *, on: date) -> Judged:
    """Read every row; nothing is written. ``on`` is today: no answer is of a later day."""
    columns = find_columns(table.header, ANSWERS)
    read: Read = {}
    rejections: list[Rejection] = []
    blank = 0
    for row in table.rows:
        if is_unanswered(row, columns):
            blank += 1
            continue
        found = read_answer(row, columns)
        if isinstance(found, Answer):
            read[row.number] = found
        else:
            rejections += found
    related = ("answer", "part__tranche__grant__party")
    items = {item.number: item for item in run.items.select_related(*related)}
    refused = [*_clashes(read, columns), *_impossible(read, items, run, on, columns)]
    rejected = {rejection.row for rejection in refused}
    accepted = (
        JudgedAnswer(row, answer, items[answer.number], hasattr(items[answer.number], "answer"))
        for row, answer in read.items()
        if row not in rejected
    )
    return Judged(
        rows_in=len(table.rows),
        accepted=tuple(accepted),
        rejections=tuple(sorted((*rejections, *refused), key=lambda each: each.row)),
        blank=blank,
        warnings=table.warnings,
    )


def _clashes(read: Read, columns: Columns) -> Iterator[Rejection]:
    """Rows that say different things of one payment, or give one number to several payments."""
    by_number: dict[str, set[tuple[object, ...]]] = defaultdict(set)
    by_serial: dict[str, set[str]] = defaultdict(set)
    for answer in read.values():
        by_number[answer.number].add(tuple(answer.as_row()))
        by_serial[answer.serial].add(answer.number)
    elsewhere = _numbers_of(by_serial)
    for row, answer in read.items():
        if len(by_number[answer.number]) > 1:
            why = Text(
                "同一支付单号在文件中有互相矛盾的回单，均不采用",
                "the file answers this payment in contradicting ways; none is taken",
            )
            yield Rejection(row, columns.labels["number"], why)
        others = {*by_serial[answer.serial], elsewhere.get(answer.serial, answer.number)}
        if len(others) > 1:
            why = Text(
                "同一回单号对应多笔支付，请向国库核实",
                "one treasury number for several payments; ask the treasury",
            )
            yield Rejection(row, columns.labels["serial"], why)


def _numbers_of(serials: Iterable[str]) -> dict[str, str]:
    """The payments to which known answers gave these numbers."""
    known = TreasuryAnswer.objects.filter(serial__in=list(serials))
    return dict(known.values_list("serial", "item__number"))


def _impossible(
    read: Read, items: Mapping[str, PaymentItem], run: PaymentRun, on: date, columns: Columns
) -> Iterator[Rejection]:
    sent_on = localdate(run.approved_at)
    for row, answer in read.items():
        item = items.get(answer.number)
        try:
            if item is None:
                raise _foreign(answer, run)
            if not sent_on <= answer.on <= on:
                raise _untimely(sent_on, on)
            require_possible(item, answer)
        except Refusal as refusal:
            yield Rejection(row, columns.labels["number"], in_one_sentence(refusal))


def _foreign(answer: Answer, run: PaymentRun) -> InvalidInput:
    return InvalidInput(
        Text("回单未采用", "The answer was not taken"),
        Text(
            f"“{answer.number[:40]}”不是批次 {run.number} 的支付单号",
            f"“{answer.number[:40]}” is no payment of run {run.number}",
        ),
        Text("请核对文件与批次", "Check file and run"),
    )


def _untimely(sent_on: date, on: date) -> InvalidInput:
    return InvalidInput(
        Text("回单未采用", "The answer was not taken"),
        Text(
            f"回单日期不在送国库之日 {sent_on} 至今天 {on} 之间",
            f"its day is not between {sent_on}, when the run was sent, and today, {on}",
        ),
        Text("请按国库回单核对日期", "Compare the day with the treasury's answer"),
    )
