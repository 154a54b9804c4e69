"""Statements of the bank: nothing is lost, guessed or taken twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from kechuang.audit.models import Event
from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.base.sheets.writing import write_workbook
from kechuang.ledger.bank_files import JudgedStatement
from kechuang.ledger.invariants import INVARIANTS
from kechuang.ledger.models import BankRow, BankStatement
from kechuang.ledger.services.bank_statements import import_statement, judged_statement
from tests.cast import Person, yunlan
from tests.rooms.ledger import bank
from tests.rooms.ledger.town import AT, WAN, Town, small_treasury

__all__ = ["yunlan"]
pytestmark = pytest.mark.django_db
ROWS = [bank.row("B1", -6 * WAN, name="甲公司"), bank.row("B2", WAN, name="乙公司")]

ENGLISH = [
    *("Date", "Direction", "Amount (yuan)", "Counterparty", "Counterparty account"),
    *("Serial", "Remark", "Balance (yuan)"),
]


@pytest.fixture
def town(db: None) -> Town:
    return small_treasury()


def judged(town: Town, cells: list[list[str]], **changes: object) -> JudgedStatement:
    return judged_statement(bank.claim_of(town, ROWS, **changes), bank.stored(bank.csv(cells)))


def reasons(found: JudgedStatement) -> str:
    return " ".join(rejection.reason.zh for rejection in found.rejections)


def test_a_statement_is_taken_with_every_row_and_its_event(town: Town) -> None:
    taken = bank.imported(town, *ROWS)

    assert (taken.row_count, taken.closing_fen) == (2, 995 * WAN)
    assert [(r.serial, r.is_in, r.amount_fen) for r in taken.rows.order_by("position")] == [
        ("B1", False, 6 * WAN),
        ("B2", True, WAN),
    ]
    told = Event.objects.get(command="import_bank_statement")
    assert set(told.payload["sealed"]["ledger.bankrow"]) == {str(r.pk) for r in taken.rows.all()}


@pytest.mark.parametrize("header", [bank.HEADER, ENGLISH])
def test_headings_of_both_languages_are_read(town: Town, header: list[str]) -> None:
    file = bank.stored(bank.csv(bank.balanced(ROWS), header))

    assert judged_statement(bank.claim_of(town, ROWS), file).is_clean


def test_money_in_and_money_out_may_stand_in_two_columns_of_a_workbook(town: Town) -> None:
    header = ["交易日期", "借方发生额（元）", "贷方发生额（元）", "交易流水号", "余额（元）"]
    rows = [
        [date(2026, 11, 21), 60000, None, "B1", 9940000],
        [date(2026, 11, 21), "-", 10000, "B2", 9950000],
    ]
    content = write_workbook(sheet="流水", header=header, rows=rows)

    found = judged_statement(bank.claim_of(town, ROWS), bank.stored(content, "bank.xlsx"))

    assert found.is_clean
    assert [line.signed_fen for line in found.lines] == [-6 * WAN, WAN]


def test_the_newest_row_may_stand_first(town: Town) -> None:
    found = judged(town, bank.balanced(ROWS)[::-1])

    assert found.is_clean
    assert [line.serial for line in found.lines] == ["B1", "B2"]


def test_the_same_statement_once_more_is_recognised(town: Town) -> None:
    first = bank.imported(town, *ROWS)

    assert bank.imported(town, *ROWS) == first
    assert BankRow.objects.count() == 2
    assert Event.objects.filter(command="import_bank_statement").count() == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({0: ""}, "日期"),
        ({0: "2026-11"}, "不够精确"),
        ({0: "2026-12-01"}, "不在所填期间"),
        ({1: "也许"}, "不明"),
        ({1: ""}, "不明"),
        ({2: ""}, "空白不等于零"),
        ({2: "六万"}, "不是可以唯一读出的金额"),
        ({2: "0"}, "大于零"),
        ({2: "-60000"}, "大于零"),
        ({2: "60000.001"}, "超过两位小数"),
        ({2: "59999"}, "余额接不上"),
        ({3: "长" * 201}, "超过 200 字"),
        ({5: ""}, "单元格是空的"),
        ({5: "9" * 61}, "超过 60 字"),
        ({5: "B2"}, "出现 2 次"),
        ({7: ""}, "空白不等于零"),
        ({7: "1"}, "余额接不上"),
    ],
)
def test_a_dirty_row_has_its_reason_and_none_is_lost(
    town: Town, change: dict[int, str], why: str
) -> None:
    first, second = bank.balanced(ROWS)
    bad = [change.get(place, cell) for place, cell in enumerate(first)]

    found = judged(town, [bad, second, [""] * 8])

    assert found.rows_in == len(found.lines) + found.rejected + found.blank
    assert why in reasons(found)
    assert all(each.reason.en for each in found.rejections)


def test_a_statement_with_one_dirty_row_is_not_taken_at_all(town: Town) -> None:
    first, second = bank.balanced(ROWS)
    file = bank.stored(bank.csv([[*first[:2], "?", *first[3:]], second]))

    with pytest.raises(InvalidInput):
        import_statement(by=bank.PREPARER, at=AT, claim=bank.claim_of(town, ROWS), file=file)
    assert not BankStatement.objects.exists()


def test_a_row_that_was_left_out_breaks_the_balance(town: Town) -> None:
    three = [*ROWS, bank.row("B3", -WAN)]
    first, _, third = bank.balanced(three)

    found = judged(town, [first, third], closing_fen=994 * WAN)

    assert "余额接不上" in reasons(found)


def test_a_last_row_that_was_left_out_does_not_reach_the_closing(town: Town) -> None:
    found = judged(town, bank.balanced(ROWS)[:1])

    assert not found.is_clean
    assert "期末" in found.faults[0].zh


def test_a_known_serial_with_other_content_is_rejected(town: Town) -> None:
    bank.imported(town, *ROWS)

    found = judged(town, bank.balanced([bank.row("B1", -5 * WAN)]), closing_fen=995 * WAN)

    assert "内容不同" in reasons(found)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"first_on": date(2026, 11, 30), "last_on": date(2026, 12, 31)}, "重叠"),
        ({"first_on": date(2026, 12, 1), "last_on": date(2026, 12, 31)}, "前后不接"),
        ({"first_on": date(2026, 10, 1), "last_on": date(2026, 10, 31)}, "前后不接"),
    ],
)
def test_statements_neither_overlap_nor_jump(
    town: Town, changes: dict[str, date], why: str
) -> None:
    bank.imported(town, *ROWS)

    with pytest.raises(WrongState, match=why):
        bank.imported(town, bank.row("C1", -WAN, on=changes["first_on"]), **changes)


def test_an_account_is_of_one_book(town: Town) -> None:
    bank.imported(town, *ROWS)
    other = small_treasury(code="other", firm=town.party)

    later = bank.FIRST + timedelta(days=60)

    with pytest.raises(WrongState, match="属于账套"):
        bank.imported(other, first_on=later, last_on=later, opening_fen=0)


def test_others_import_nothing(town: Town, alice: Person) -> None:
    with pytest.raises(NotAllowed):
        bank.stored(bank.csv(ROWS), by=alice.actor)


@pytest.mark.parametrize("table", ["ledger_bankstatement", "ledger_bankrow"])
def test_what_the_bank_said_is_never_edited(town: Town, table: str) -> None:
    statement = bank.imported(town, *ROWS)
    rows = BankStatement.objects if table == "ledger_bankstatement" else statement.rows

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(account_number="9999")


def test_the_database_refuses_an_overlap_too(town: Town) -> None:
    statement = bank.imported(town, *ROWS)
    statement.pk, statement.first_on = None, date(2026, 11, 15)

    with pytest.raises(DatabaseError, match="overlaps"), transaction.atomic():
        statement.save(force_insert=True)


def test_the_invariants_hold_of_what_was_imported(town: Town) -> None:
    bank.imported(town, *ROWS)

    broken = [each.name for each in INVARIANTS if any(each.find())]
    assert broken == []
