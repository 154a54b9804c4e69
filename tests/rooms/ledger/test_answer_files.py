"""Answer files of the treasury: nothing is lost, guessed or taken twice."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localdate
from openpyxl import Workbook, load_workbook

from kechuang.audit.models import Event
from kechuang.base.errors import InvalidInput, NotAllowed, Refusal, WrongState
from kechuang.base.sheets import read_table
from kechuang.base.sheets.writing import write_workbook
from kechuang.files.models import StoredFile
from kechuang.ledger.answers import Judged
from kechuang.ledger.models import PaymentRun, TreasuryAnswer
from kechuang.ledger.services.answer_files import (
    judged_file,
    prepare_answers,
    returned_file,
    store_answers,
)
from kechuang.ledger.services.instructions import approve_instruction, decline_instruction
from kechuang.ledger.services.payment_lists import export_payment_list
from tests.base.registry.cast import Person, clerk
from tests.proof.corruptions.damage import damaged
from tests.rooms.ledger.desk import treasurer
from tests.rooms.ledger.town import AT, ON, WAN, Town, small_treasury

pytestmark = pytest.mark.django_db
HEADER = ["支付单号", "回单号", "办理结果", "实付金额（元）", "回单日期", "退回原因"]


@pytest.fixture
def town(db: None) -> Town:
    return small_treasury()


@pytest.fixture
def run(town: Town) -> PaymentRun:
    return town.sent(town.accepted(6 * WAN, 4 * WAN))


@pytest.fixture
def preparer(db: None) -> Person:
    return clerk("制单员")


@pytest.fixture
def approver(db: None) -> Person:
    return treasurer("复核员")


def csv(*rows: Sequence[str], header: Sequence[str] = HEADER) -> bytes:
    return "\n".join(",".join(row) for row in (header, *rows)).encode()


def stored(run: PaymentRun, by: Person, content: bytes, name: str = "answers.csv") -> StoredFile:
    return store_answers(by=by.actor, at=AT, run=run, name=name, content=content)


def judged(run: PaymentRun, by: Person, content: bytes, name: str = "answers.csv") -> Judged:
    return judged_file(run, stored(run, by, content, name), on=ON)


def numbers(run: PaymentRun) -> list[str]:
    return list(run.items.values_list("number", flat=True))


def paid(number: str, serial: str, yuan: str = "60000") -> list[str]:
    return [number, serial, "已支付", yuan, "2026-11-21", ""]


def reasons(found: Judged) -> str:
    return " ".join(rejection.reason.zh for rejection in found.rejections)


def test_the_exported_list_comes_back_filled_in(run: PaymentRun, preparer: Person) -> None:
    exported = export_payment_list(by=preparer.actor, at=AT, run=run, form="xlsx")
    first, second = exported.rows
    filled = [[*first[:-5], "T1", "已支付", 60000, ON, ""], second]
    content = write_workbook(sheet="清单", header=exported.header, rows=filled)

    found = judged(run, preparer, content, "list.xlsx")

    assert (found.rows_in, len(found.accepted), found.rejected, found.blank) == (2, 1, 0, 1)
    assert found.accepted[0].answer.amount_fen == 6 * WAN


def test_english_headings_and_wan_are_read(run: PaymentRun, preparer: Person) -> None:
    first, second = numbers(run)
    english = csv(
        [first, "T1", "Paid", "60000.00", "2026-11-21"],
        [second, "T2", "refused", "", "2026-11-21"],
        header=["Payment number", "Treasury number", "Result", "Amount paid (yuan)", "Answered on"],
    )
    in_wan = csv(paid(first, "T1", "6"), header=[*HEADER[:3], "实付金额（万元）", *HEADER[4:]])

    assert [a.answer.amount_fen for a in judged(run, preparer, english).accepted] == [6 * WAN, 0]
    assert judged(run, preparer, in_wan).accepted[0].answer.amount_fen == 6 * WAN


def test_two_people_record_a_file_and_a_second_time_it_tells_nothing_new(
    run: PaymentRun, preparer: Person, approver: Person
) -> None:
    file = stored(run, preparer, csv(*(paid(n, f"T{n}", "40000") for n in numbers(run))))
    asked = prepare_answers(by=preparer.actor, at=AT, on=ON, run=run, file=file)

    assert prepare_answers(by=approver.actor, at=AT, on=ON, run=run, file=file) == asked
    assert not TreasuryAnswer.objects.exists()
    approve_instruction(by=approver.actor, at=AT, instruction=asked)

    assert TreasuryAnswer.objects.count() == 2
    assert {a.file_digest for a in TreasuryAnswer.objects.all()} == {file.digest}
    again = judged_file(run, file, on=ON)
    assert [answer.is_known for answer in again.accepted] == [True, True]
    with pytest.raises(WrongState):
        prepare_answers(by=preparer.actor, at=AT, on=ON, run=run, file=file)


def test_a_declined_file_may_be_prepared_again(
    run: PaymentRun, preparer: Person, approver: Person
) -> None:
    file = stored(run, preparer, csv(paid(numbers(run)[0], "T1")))
    first = prepare_answers(by=preparer.actor, at=AT, on=ON, run=run, file=file)
    decline_instruction(by=approver.actor, at=AT, instruction=first, reason="待核")

    again = prepare_answers(by=preparer.actor, at=AT, on=ON, run=run, file=file)

    assert again.pk != first.pk
    assert again.state == "prepared"


def test_a_contradiction_of_a_known_answer_is_rejected_row_by_row(
    town: Town, preparer: Person
) -> None:
    run = town.paid(town.accepted())
    item = run.items.get()

    found = judged(run, preparer, csv([item.number, f"S-{item.number}", "退回", "", "2026-11-21"]))

    assert (len(found.accepted), found.rejected) == (0, 1)
    assert "内容不同" in reasons(found)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({0: "FK2026-999999"}, "不是批次"),
        ({0: ""}, "单元格是空的"),
        ({1: ""}, "单元格是空的"),
        ({1: "9" * 61}, "超过 60 字"),
        ({2: "也许"}, "不明"),
        ({2: ""}, "不明"),
        ({3: ""}, "空白不等于零"),
        ({3: "六万"}, "不是可以唯一读出的金额"),
        ({3: "60000.001"}, "超过两位小数"),
        ({3: "60000.01"}, "应付"),
        ({3: "0"}, "应付"),
        ({3: "-1"}, "应付"),
        ({3: "6万元"}, "标题的单位是元"),
        ({3: "1e5"}, "不是可以唯一读出的金额"),
        ({2: "退回"}, "不应有实付金额"),
        ({4: "2026-11"}, "不够精确"),
        ({4: "2026-11-22"}, "回单日期不在"),
        ({4: "2025-01-01"}, "回单日期不在"),
        ({4: "45366"}, "日期"),
        ({5: "长" * 301}, "超过 300 字"),
    ],
)
def test_a_row_that_cannot_be_true_is_rejected_with_its_reason(
    run: PaymentRun, preparer: Person, change: dict[int, str], why: str
) -> None:
    row = paid(numbers(run)[0], "T1")
    bad = [change.get(place, cell) for place, cell in enumerate(row)]

    found = judged(run, preparer, csv(bad, paid(numbers(run)[1], "T2", "40000")))

    assert (found.rows_in, len(found.accepted), found.rejected) == (2, 1, 1)
    assert why in reasons(found)


def test_a_formula_that_was_never_calculated_is_no_answer(
    run: PaymentRun, preparer: Person
) -> None:
    book, content = Workbook(), io.BytesIO()
    number, serial, result, _, _, reason = paid(numbers(run)[0], "T1")
    for row in (HEADER, [number, serial, result, "=30000+30000", ON, reason]):
        book.active.append(row)
    book.save(content)

    found = judged(run, preparer, content.getvalue(), "answers.xlsx")

    assert (found.rows_in, len(found.accepted), found.rejected) == (1, 0, 1)
    assert found.rejections[0].column == "实付金额（元）"
    assert "公式" in reasons(found)


def test_contradicting_rows_are_all_rejected(run: PaymentRun, preparer: Person) -> None:
    first, second = numbers(run)
    rows = [paid(first, "T1"), paid(first, "T1", "1"), paid(second, "T9", "40000")]

    found = judged(run, preparer, csv(*rows))

    assert (len(found.accepted), found.rejected) == (1, 2)
    assert "互相矛盾" in reasons(found)


def test_one_serial_for_two_payments_is_rejected(
    town: Town, run: PaymentRun, preparer: Person
) -> None:
    earlier = town.paid(town.accepted()).items.get()
    first, second = numbers(run)

    twice = judged(run, preparer, csv(paid(first, "T1"), paid(second, "T1", "40000")))
    used = judged(run, preparer, csv(paid(first, f"S-{earlier.number}")))

    assert (len(twice.accepted), twice.rejected) == (0, 2)
    assert (len(used.accepted), used.rejected) == (0, 1)


def test_rejected_rows_come_back_with_their_reasons(run: PaymentRun, preparer: Person) -> None:
    file = stored(run, preparer, csv(paid("=HYPERLINK(1)", "T1")))

    page = load_workbook(io.BytesIO(returned_file(file, judged_file(run, file, on=ON)))).active

    assert page["A2"].value == "=HYPERLINK(1)"
    assert page["A2"].data_type == "s"
    assert "支付单号" in str(page["G2"].value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("columns.csv", b"\xe7\xbc\x96\xe5\x8f\xb7,x\n1,2\n"),
        ("twice.csv", "回单号,回单号\n1,2\n".encode()),
        ("nul.csv", b"a,b\n\x00\x00,1\n"),
        ("not.xlsx", b"PK\x03\x04broken"),
        ("page.xlsx", b"<html>"),
        ("answers.exe", b"MZ"),
        ("bomb.json", b"[" * 100_000),
    ],
)
def test_what_is_no_table_of_answers_is_refused_and_not_kept(
    run: PaymentRun, preparer: Person, name: str, content: bytes
) -> None:
    with pytest.raises(Refusal):
        stored(run, preparer, content, name)
    assert not StoredFile.objects.exists()


def test_missing_columns_are_named(run: PaymentRun, preparer: Person) -> None:
    with pytest.raises(InvalidInput) as refused:
        stored(run, preparer, csv(["1", "2"], header=["支付单号", "备注"]))
    assert "回单号、办理结果、实付金额（元）、回单日期" in refused.value.why.zh


def test_answers_to_a_run_that_was_not_sent_are_refused(town: Town, preparer: Person) -> None:
    run = town.drafted(town.accepted())

    with pytest.raises(WrongState):
        stored(run, preparer, csv(paid(numbers(run)[0], "T1")))
    with pytest.raises(WrongState):
        export_payment_list(by=preparer.actor, at=AT, run=run, form="page")


def test_a_list_that_was_changed_after_approval_is_not_exported(
    run: PaymentRun, preparer: Person
) -> None:
    with damaged() as damage:
        damage.run("UPDATE ledger_paymentitem SET bank = '别的银行'")
        with pytest.raises(WrongState):
            export_payment_list(by=preparer.actor, at=AT, run=run, form="xlsx")
    assert not Event.objects.filter(command="export_payment_list").exists()


def test_a_district_clerk_neither_exports_nor_imports(run: PaymentRun) -> None:
    lake = clerk("lake", district="990101")

    with pytest.raises(NotAllowed):
        export_payment_list(by=lake.actor, at=AT, run=run, form="xlsx")
    with pytest.raises(NotAllowed):
        stored(run, lake, csv())


def test_the_exported_list_is_recorded_and_whole(run: PaymentRun, preparer: Person) -> None:
    exported = export_payment_list(by=preparer.actor, at=AT, run=run, form="xlsx")
    content = write_workbook(sheet="清单", header=exported.header, rows=exported.rows)

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "list.xlsx"
        place.write_bytes(content)
        table = read_table(place, name="list.xlsx")

    cells = dict(zip(table.header, table.rows[0].cells, strict=True))
    event = Event.objects.get(command="export_payment_list")
    assert cells["收款账号"] == "6222000012345678"
    assert cells["应付金额（元）"] in ("60000", "60000.00")
    assert cells["金额大写"] == "人民币陆万元整"
    assert cells["批次总额大写"] == "人民币壹拾万元整"
    assert cells["清单摘要"] == run.list_digest == event.payload["list_digest"]
    assert cells["审计链"] == f"{event.sequence}:{event.own_hash}"


def test_no_answer_is_of_a_day_before_the_run_was_sent(run: PaymentRun, preparer: Person) -> None:
    sent_on: date = localdate(run.approved_at)
    row = paid(numbers(run)[0], "T1")
    row[4] = (sent_on - timedelta(days=1)).isoformat()

    assert judged(run, preparer, csv(row)).rejected == 1
