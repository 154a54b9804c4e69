"""账实: the books against what the bank itself states, to the last item."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from kechuang.base.errors import InvalidInput, WrongState
from kechuang.ledger import services as ledger
from kechuang.ledger.models import BankMatch, BankRow, BankStatement, PaymentItem, Transfer
from kechuang.ledger.refusals import SamePerson
from kechuang.ledger.selectors.bank import BankPosition, bank_position
from kechuang.ledger.selectors.bank_matching import Proposals
from kechuang.ledger.selectors.reconciling_bank import against_the_bank
from kechuang.ledger.services.bank_matches import match_bank_row, open_entries
from kechuang.ledger.services.bank_statements import import_statement
from kechuang.ledger.states import BankFinding
from tests.rooms.ledger import bank
from tests.rooms.ledger.desk import treasurer
from tests.rooms.ledger.town import APPROVER, AT, ON, WAN, Town, small_treasury, warrant

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> Town:
    return small_treasury()


@pytest.fixture
def items(town: Town) -> list[PaymentItem]:
    """Two payments of 6 and 4 万元 that the treasury answered as carried out."""
    return list(town.paid(town.accepted(6 * WAN, 4 * WAN)).items.order_by("number"))


def position(town: Town, on: date = bank.LAST) -> BankPosition:
    found = bank_position(town.book, on=on)
    assert found
    return found


def decide(row: BankRow, finding: BankFinding, **more: object) -> BankMatch:
    return match_bank_row(by=APPROVER, at=AT, row=row, finding=finding, **more)


def recovered(town: Town, serial: str = "R1") -> None:
    share = PaymentItem.objects.first().part.share
    ledger.decide_claw_back(
        warrant=warrant(), share=share, amount_fen=WAN, reason="负面清单", decision="追1号"
    )
    claim = share.claw_backs.get()
    ledger.record_recovery(warrant=warrant(), claw_back=claim, amount_fen=WAN, serial=serial)


def test_without_a_statement_nothing_is_known(town: Town, items: list[PaymentItem]) -> None:
    (found,) = against_the_bank(on=bank.LAST)

    assert not found.is_known
    assert not found.agrees


def test_payments_and_recoveries_that_the_bank_tells_of_agree(
    town: Town, items: list[PaymentItem]
) -> None:
    recovered(town)
    bank.imported(town, *map(bank.paid_row, items), bank.row("R1", WAN))

    found = position(town)

    assert found.is_settled
    assert found.bank_adjusted_fen == found.book_adjusted_fen == 991 * WAN
    assert len(found.matching.pairs) == 3


def test_a_payment_that_the_bank_never_made_stands_out(
    town: Town, items: list[PaymentItem]
) -> None:
    bank.imported(town, bank.paid_row(items[0]))

    found = position(town)

    assert not found.is_settled
    assert [entry.number for entry in found.matching.only_in_books] == [items[1].number]
    assert found.bank_adjusted_fen == found.book_adjusted_fen == 990 * WAN


def test_money_that_left_the_bank_without_us_stands_out(
    town: Town, items: list[PaymentItem]
) -> None:
    bank.imported(town, *map(bank.paid_row, items), bank.row("X9", -3 * WAN, name="不明单位"))

    found = position(town)

    assert [row.serial for row in found.matching.only_at_bank] == ["X9"]
    assert found.open_items == 1
    assert found.bank_adjusted_fen == found.book_adjusted_fen == 987 * WAN


def test_another_amount_under_the_same_serial_stands_out(
    town: Town, items: list[PaymentItem]
) -> None:
    bank.imported(town, bank.paid_row(items[0]), bank.paid_row(items[1], fen=5 * WAN))

    found = position(town)

    assert [pair.difference_fen for pair in found.differing] == [-WAN]
    assert not found.is_settled
    assert found.bank_adjusted_fen == found.book_adjusted_fen == 989 * WAN


def test_both_sides_are_adjusted_by_all_kinds_of_items_until_equal(
    town: Town, items: list[PaymentItem]
) -> None:
    recovered(town)
    strange = [bank.row("X1", 2 * WAN), bank.row("X2", -3 * WAN)]
    bank.imported(town, bank.paid_row(items[1], fen=5 * WAN), *strange)

    found = position(town)

    assert found.open_items == 5
    assert found.difference_fen == 0
    assert [line.fen for line in found.bank_side] == [994 * WAN, WAN, -6 * WAN, 989 * WAN]


def test_a_missing_month_is_a_difference_that_no_adjustment_hides(
    town: Town, items: list[PaymentItem]
) -> None:
    bank.imported(town, first_on=date(2026, 9, 1), last_on=date(2026, 9, 30))
    bank.imported(town, *map(bank.paid_row, items), opening_fen=999 * WAN)

    found = position(town)

    assert found.difference_fen == -WAN
    assert "缺 2026-10-01 至 2026-10-31" in found.gaps[0].zh
    assert not found.is_settled


def test_nothing_is_said_of_days_after_the_last_statement(
    town: Town, items: list[PaymentItem]
) -> None:
    before = date(2026, 11, 20)
    bank.imported(town, first_on=bank.FIRST, last_on=before)

    found = position(town)

    assert found.coverage.last_on == before
    assert found.is_settled


def test_nothing_is_said_of_payments_before_the_first_statement(
    town: Town, items: list[PaymentItem]
) -> None:
    bank.imported(town, first_on=date(2026, 12, 1), last_on=date(2026, 12, 31))

    found = position(town, on=date(2026, 12, 31))

    assert found.open_items == 0
    assert len(found.earlier) == 2


def test_on_a_day_before_the_bank_paid_the_payment_is_under_way(
    town: Town, items: list[PaymentItem]
) -> None:
    later = date(2026, 11, 25)
    bank.imported(town, *(bank.paid_row(item, on=later) for item in items))

    assert len(position(town, on=ON).matching.only_in_books) == 2
    assert position(town, on=later).is_settled


def test_without_the_serial_a_posting_is_proposed_and_a_person_confirms(
    town: Town, items: list[PaymentItem]
) -> None:
    bank.imported(town, bank.paid_row(items[0], "N1"), bank.paid_row(items[1]))
    (row,) = position(town).matching.only_at_bank

    (proposed,) = Proposals(open_entries(row)).of(row)
    assert proposed.number == items[0].number
    assert not position(town).is_settled

    decide(row, BankFinding.POSTED, transfer=proposed.transfer)
    assert position(town).is_settled


def test_whoever_imported_does_not_decide(town: Town) -> None:
    bank.imported(town, bank.row("X1", -WAN), by=APPROVER)

    with pytest.raises(SamePerson):
        decide(BankRow.objects.get(), BankFinding.EXPLAINED, reason="手续费")


def test_a_row_that_is_none_of_the_books_is_explained_and_taken_back(town: Town) -> None:
    bank.imported(town, bank.row("X1", WAN))
    row = BankRow.objects.get()

    first = decide(row, BankFinding.EXPLAINED, reason="利息")
    assert decide(row, BankFinding.EXPLAINED, reason="利息") == first
    assert position(town).is_settled

    decide(row, BankFinding.UNDONE, reason="待核")
    assert position(town).open_items == 1
    with pytest.raises(WrongState):
        decide(row, BankFinding.UNDONE, reason="再撤")


def test_an_explanation_needs_words(town: Town) -> None:
    bank.imported(town, bank.row("X1", WAN))

    with pytest.raises(InvalidInput):
        decide(BankRow.objects.get(), BankFinding.EXPLAINED, reason=" ")


def test_a_posting_is_matched_to_one_row(town: Town, items: list[PaymentItem]) -> None:
    two = [bank.paid_row(items[0], "N1"), bank.paid_row(items[0], "N2")]
    bank.imported(town, *two)
    first, second = BankRow.objects.order_by("serial")
    transfer = Transfer.objects.get(pending__item=items[0]).pk
    decide(first, BankFinding.POSTED, transfer=transfer)

    with pytest.raises(WrongState, match="已对应"):
        decide(second, BankFinding.POSTED, transfer=transfer)


def test_a_posting_of_the_other_direction_is_refused(town: Town, items: list[PaymentItem]) -> None:
    bank.imported(town, bank.row("X1", 6 * WAN))
    transfer = Transfer.objects.get(pending__item=items[0]).pk

    with pytest.raises(InvalidInput):
        decide(BankRow.objects.get(), BankFinding.POSTED, transfer=transfer)


def test_a_recovery_that_was_reversed_is_none(town: Town, items: list[PaymentItem]) -> None:
    recovered(town)
    voucher = Transfer.objects.get(kind="recover").voucher
    ledger.reverse_voucher(warrant=warrant(), voucher=voucher, reason="误登")
    bank.imported(town, *map(bank.paid_row, items))

    assert position(town).is_settled


def test_the_pages_lead_from_unknown_to_agreement(town: Town, items: list[PaymentItem]) -> None:
    one, two = treasurer("甲财务"), treasurer("乙财务")
    page = one.client.get("/ledger/reconciliation/").content.decode()
    assert "未知" in page
    assert "各项全部相符" not in page
    assert "账实未知" in one.client.get("/ledger/desk/").content.decode()

    rows = bank.balanced([bank.paid_row(items[0], "N1"), bank.paid_row(items[1])])
    claim = bank.claim_of(town, rows)
    asked = form(claim, bank.csv(rows)) | {"last_on": ON.isoformat()}
    sent = one.client.post("/ledger/reconciliation/bank/import/", asked)
    assert sent.status_code == 302, sent.content.decode()
    row = BankRow.objects.get(serial="N1")
    shown = two.client.get(f"/ledger/reconciliation/bank/rows/{row.pk}/").content.decode()
    assert items[0].number in shown
    transfer = Transfer.objects.get(pending__item=items[0]).pk
    own = one.client.post(f"/ledger/reconciliation/bank/rows/{row.pk}/", {"finding": transfer})
    assert own.status_code == 422
    two.client.post(f"/ledger/reconciliation/bank/rows/{row.pk}/", {"finding": transfer})

    assert (
        "账实相符：没有未达账项" in two.client.get("/ledger/reconciliation/bank/").content.decode()
    )
    assert "各项全部相符" in two.client.get("/ledger/reconciliation/").content.decode()
    assert "账表全部相符" in two.client.get("/ledger/desk/").content.decode()


def form(claim: object, content: bytes) -> dict[str, object]:
    return {
        "book": claim.book.code,
        "account_number": claim.account_number,
        "first_on": claim.first_on.isoformat(),
        "last_on": claim.last_on.isoformat(),
        "opening_fen": bank.yuan(claim.opening_fen),
        "closing_fen": bank.yuan(claim.closing_fen),
        "file": SimpleUploadedFile("bank.csv", content),
    }


def test_a_dirty_file_comes_back_with_its_reasons(town: Town) -> None:
    clerk = treasurer("甲财务")
    rows = [bank.row("B1", -WAN)]
    asked = form(bank.claim_of(town, rows), bank.csv(rows)) | {"last_on": ON.isoformat()}

    page = clerk.client.post("/ledger/reconciliation/bank/import/", asked)
    link = page.content.decode().split('href="/ledger/reconciliation/bank/files/')[1]
    back = clerk.client.get(
        "/ledger/reconciliation/bank/files/" + link.split('"')[0].replace("&amp;", "&")
    )

    assert page.status_code == 422
    assert not BankStatement.objects.exists()
    sheet = load_workbook(io.BytesIO(back.content)).active
    assert "空白不等于零" in str([cell.value for cell in sheet[2]])


def test_the_table_is_exported(town: Town, items: list[PaymentItem]) -> None:
    bank.imported(town, bank.paid_row(items[0]))
    clerk = treasurer("甲财务")

    content = clerk.client.get("/ledger/reconciliation/bank/table/?on=2026-11-30").content

    cells = str(list(load_workbook(io.BytesIO(content)).active.values))
    assert "9900000" in cells
    assert items[1].number in cells


def test_the_same_file_again_is_the_same_statement(town: Town, items: list[PaymentItem]) -> None:
    first = bank.imported(town, *map(bank.paid_row, items))
    rows = bank.balanced([bank.paid_row(item) for item in items])
    file = bank.stored(bank.csv(rows))

    again = import_statement(by=APPROVER, at=AT, claim=bank.claim_of(town, rows), file=file)

    assert again == first
