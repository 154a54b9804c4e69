"""Judging a statement: each row is taken, known already, rejected or blank, and the balances add
up from the first to the last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from kechuang.base.errors import Text
from kechuang.base.sheets import Rejection, Table
from kechuang.ledger.bank_files.claims import Claim
from kechuang.ledger.bank_files.columns import find_statement_columns
from kechuang.ledger.bank_files.rows import BankLine, read_line
from kechuang.ledger.headings import Columns
from kechuang.ledger.models import BankRow
from kechuang.ledger.refusals import yuan


@dataclass(frozen=True)
class JudgedStatement:
    """``rows_in`` is lines, rejected and blank rows together; ``lines`` stand in the order of time.

    ``known`` of the lines were imported before; ``faults`` are of the statement as a whole.
    """

    rows_in: int
    lines: tuple[BankLine, ...]
    known: int
    rejections: tuple[Rejection, ...]
    blank: int
    faults: tuple[Text, ...]
    warnings: tuple[Text, ...]

    @property
    def rejected(self) -> int:
        return len({rejection.row for rejection in self.rejections})

    @property
    def is_clean(self) -> bool:
        return not self.rejections and not self.faults


def judge_statement(table: Table, claim: Claim) -> JudgedStatement:
    """Read every row; nothing is written. A statement is taken whole or not at all, for a row
    that is left out would break the balance of all after it."""
    columns = find_statement_columns(table.header)
    lines: list[BankLine] = []
    rejections: list[Rejection] = []
    for row in table.rows:
        if row.is_blank:
            continue
        found = read_line(row, columns)
        if isinstance(found, BankLine):
            lines.append(found)
        else:
            rejections += found
    known = dict(_rows_of(claim, lines).values_list("serial", "digest"))
    clashes = [*_repeated(lines, columns), *_contradicting(lines, known, columns)]
    clashes += _untimely(lines, claim, columns)
    ordered = _in_order(lines, claim.opening_fen)
    if not (rejections or clashes):
        clashes = list(_broken_balances(ordered, claim, columns))
    rejections += clashes
    refused = {rejection.row for rejection in rejections}
    return JudgedStatement(
        rows_in=len(table.rows),
        lines=tuple(line for line in ordered if line.row not in refused),
        known=sum(known.get(line.serial) == line.digest for line in lines),
        rejections=tuple(sorted(rejections, key=lambda each: each.row)),
        blank=sum(row.is_blank for row in table.rows),
        faults=() if rejections else tuple(_faults(ordered, claim)),
        warnings=table.warnings,
    )


def _rows_of(claim: Claim, lines: Sequence[BankLine]) -> QuerySet[BankRow]:
    serials = [line.serial for line in lines]
    of_account = BankRow.objects.standing().filter(account_number=claim.account_number)
    return of_account.filter(serial__in=serials)


def _repeated(lines: Sequence[BankLine], columns: Columns) -> Iterator[Rejection]:
    times = Counter(line.serial for line in lines)
    for line in lines:
        if times[line.serial] > 1:
            why = Text(
                f"流水号“{line.serial}”在文件中出现 {times[line.serial]} 次，均不采用",
                f"serial “{line.serial}” stands in {times[line.serial]} rows; none is taken",
            )
            yield Rejection(line.row, columns.labels["serial"], why)


def _contradicting(
    lines: Sequence[BankLine], known: dict[str, str], columns: Columns
) -> Iterator[Rejection]:
    for line in lines:
        if known.get(line.serial, line.digest) != line.digest:
            why = Text(
                "该流水号此前已导入，内容不同；请向银行核实",
                "this serial was imported before with other content; ask the bank",
            )
            yield Rejection(line.row, columns.labels["serial"], why)


def _untimely(lines: Sequence[BankLine], claim: Claim, columns: Columns) -> Iterator[Rejection]:
    for line in lines:
        if not claim.first_on <= line.on <= claim.last_on:
            why = Text(
                f"交易日期不在所填期间 {claim.first_on} 至 {claim.last_on} 之内",
                f"its day is not between {claim.first_on} and {claim.last_on}, as was filled in",
            )
            yield Rejection(line.row, columns.labels["on"], why)


def _in_order(lines: Sequence[BankLine], opening_fen: int) -> list[BankLine]:
    """Banks list the oldest or the newest first; the balances tell which."""
    given = list(lines)
    backwards = given[::-1]
    return backwards if _breaks(backwards, opening_fen) < _breaks(given, opening_fen) else given


def _breaks(lines: Sequence[BankLine], opening_fen: int) -> int:
    return sum(
        before + line.signed_fen != line.balance_fen for before, line in _steps(lines, opening_fen)
    )


def _steps(lines: Sequence[BankLine], opening_fen: int) -> Iterator[tuple[int, BankLine]]:
    before = opening_fen
    for line in lines:
        yield before, line
        before = line.balance_fen


def _broken_balances(
    lines: Sequence[BankLine], claim: Claim, columns: Columns
) -> Iterator[Rejection]:
    for before, line in _steps(lines, claim.opening_fen):
        due = before + line.signed_fen
        if due != line.balance_fen:
            why = Text(
                f"余额接不上：此前 {yuan(before)} 元，本笔之后应为 {yuan(due)} 元",
                f"the balance does not follow: {yuan(before)} yuan before it, {yuan(due)} after",
            )
            yield Rejection(line.row, columns.labels["balance"], why)


def _faults(lines: Sequence[BankLine], claim: Claim) -> Iterator[Text]:
    closing = claim.opening_fen + sum(line.signed_fen for line in lines)
    if closing != claim.closing_fen:
        yield Text(
            f"期初 {yuan(claim.opening_fen)} 元加减各笔为 {yuan(closing)} 元，"
            f"与期末 {yuan(claim.closing_fen)} 元不符",
            f"the opening {yuan(claim.opening_fen)} yuan and its rows give {yuan(closing)}, "
            f"not the closing {yuan(claim.closing_fen)}",
        )
