"""The lump sum: entered and imported, the list's own wording, doubts, corrections, repayments."""

from __future__ import annotations

import pytest

from kechuang.programmes.models.execution import Contract, Expense
from kechuang.programmes.states_of_execution import ExpenseState
from tests.rooms.ledger.town import WAN
from tests.rooms.programmes.pages.projects.desk import REASON, Desk, spending, upload

pytestmark = pytest.mark.django_db
TABLE = """支出日期,金额（元）,类别,收款方,用途,发票号码
2026-11-01,10000,材料,甲公司,试剂,A1
2026-11-02,500.50,,乙公司,购买礼品,A2
2026-11,10,材料,丙公司,试剂,A3
2026-11-04,20,材料,甲公司,纪念册,A5
"""


def entered(desk: Desk, **changes: str) -> Expense:
    answer = desk.post("assistant", "enter_expense", spending(**changes))
    assert answer.status_code == 302, answer.content.decode()
    return Expense.objects.order_by("-pk")[0]


def test_an_expense_is_entered_and_counts(desk: Desk) -> None:
    expense = entered(desk)

    assert expense.state == ExpenseState.ALLOWED
    assert expense.amount_fen == 3000_00
    page = desk.page("clerk", "spending")
    assert "¥3,000.00" in page
    assert "<svg role=" in page
    assert "材料" in page


def test_a_listed_expense_is_refused_in_the_items_own_wording(desk: Desk) -> None:
    expense = entered(desk, purpose="购买礼品")

    page = desk.page("assistant", "expense", pk=expense.pk)
    assert "负面清单“礼品和罚款”" in page
    assert "不得在财政经费中列支" in page
    assert "负面清单拒付" in desk.page("auditor", "spending")
    assert Contract.objects.get(pk=desk.contract.pk).spent_fen == 0


def test_a_doubt_is_ruled_on_by_the_bureau(desk: Desk) -> None:
    expense = entered(desk, purpose="制作纪念册")

    answer = desk.post("clerk", "clear_expense", {"reason": "成果汇编"}, pk=expense.pk)

    assert answer.status_code == 302
    expense.refresh_from_db()
    assert expense.state == ExpenseState.CLEARED
    assert "成果汇编" in desk.page("chief", "expense", pk=expense.pk)


def test_what_was_not_received_is_not_spent(desk: Desk) -> None:
    answer = desk.post("assistant", "enter_expense", spending(amount_fen="4万元"))

    assert answer.status_code == 409
    assert "尚可列支 30000.00 元" in answer.content.decode().replace(",", "")
    assert not Expense.objects.exists()


def test_an_invoice_counts_once(desk: Desk) -> None:
    entered(desk)

    answer = desk.post("assistant", "enter_expense", spending())

    assert answer.status_code == 409
    assert "已登记过" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"amount_fen": "很多"}, 422), ({"spent_on": "昨天"}, 422), ({"spent_on": "2026-11-30"}, 422),
     ({"amount_fen": "0"}, 422), ({"kind": "gold"}, 422)],
)  # fmt: skip
def test_a_bad_entry_is_shown_again(desk: Desk, changes: dict[str, str], status: int) -> None:
    assert desk.post("assistant", "enter_expense", spending(**changes)).status_code == status
    assert not Expense.objects.exists()


def test_a_voucher_comes_with_the_entry_or_later_once(desk: Desk) -> None:
    first = desk.post("assistant", "enter_expense", {**spending(), "file": upload("发票.txt")})
    expense = Expense.objects.get()

    second = desk.post("assistant", "attach_voucher", {"file": upload("二.txt")}, pk=expense.pk)

    assert first.status_code == 302
    assert expense.file.name == "发票.txt"
    assert second.status_code == 409
    assert desk.get("auditor", "project_paper", pk=expense.file_id).status_code == 200


def test_a_table_is_imported_and_what_is_refused_comes_back(desk: Desk) -> None:
    answer = desk.post("assistant", "import_expenses", {"file": upload("支出.csv", TABLE)})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "退回的行" in page
    assert "礼品和罚款" in page
    states = dict(Expense.objects.values_list("invoice", "state"))
    assert states == {"A1": "allowed", "A2": "refused", "A5": "doubtful"}
    address = page.split('href="/files/')[1].split('"')[0]
    assert desk.client("assistant").get(f"/files/{address}").status_code == 200


def test_a_table_that_is_none_is_refused_in_the_page(desk: Desk) -> None:
    table = {"file": upload("支出.csv", "日期,金额\n2026-11-01,1\n")}

    answer = desk.post("assistant", "import_expenses", table)

    assert answer.status_code == 422
    assert "表中没有" in answer.content.decode()


def test_a_mistake_is_taken_back(desk: Desk) -> None:
    expense = entered(desk)

    answer = desk.post("assistant", "cancel_expense", {"reason": "金额录错"}, pk=expense.pk)

    assert answer.status_code == 302
    assert Contract.objects.get(pk=desk.contract.pk).spent_fen == 0


def test_what_an_auditor_finds_is_repaid(desk: Desk) -> None:
    expense = entered(desk)

    found = desk.post("auditor", "find_listed", {"item": "gifts", **REASON}, pk=expense.pk)
    warned = desk.page("chief", "spending")
    repaid = desk.post("treasurer", "record_repayment", {"reason": "回单88号"}, pk=expense.pk)

    assert (found.status_code, repaid.status_code) == (302, 302)
    assert "查出负面清单支出 ¥3,000.00" in warned
    assert "查出负面清单支出" not in desk.page("chief", "spending")


def test_who_entered_it_does_not_clear_it(desk: Desk) -> None:
    expense = entered(desk, purpose="制作纪念册")

    page = desk.page("assistant", "expense", pk=expense.pk)

    assert desk.url("clear_expense", pk=expense.pk) not in page
    assert desk.url("cancel_expense", pk=expense.pk) in page


def test_a_mark_that_nobody_said_is_not_kept(desk: Desk) -> None:
    assert entered(desk).marks == {}


def test_there_is_no_budget_by_category_and_the_list_is_shown(desk: Desk) -> None:
    page = desk.page("demander", "spending")

    assert "不设科目预算" in page
    assert "礼品和罚款" in page
    assert "还没有登记支出" in page


def test_the_list_is_filtered_by_state_and_kind(desk: Desk) -> None:
    entered(desk, kind="materials")
    entered(desk, purpose="购买礼品", invoice="INV002")
    address = desk.url("spending")

    refused = desk.client("clerk").get(f"{address}?state=refused").content.decode()
    materials = desk.client("clerk").get(f"{address}?kind=materials&q=试剂").content.decode()

    assert "购买礼品" in refused.split('id="registry"')[1]
    assert "购买试剂" not in refused.split('id="registry"')[1]
    assert "购买试剂" in materials.split('id="registry"')[1]


def test_the_final_account_is_a_workbook(desk: Desk) -> None:
    entered(desk)

    answer = desk.get("auditor", "spending_account")

    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer.content[:2] == b"PK"


def test_the_free_money_is_shown_to_the_fen(desk: Desk) -> None:
    entered(desk, amount_fen="0.01")

    assert Contract.objects.get(pk=desk.contract.pk).spent_fen == 1
    assert desk.project.contract.grant_fen == 10 * WAN
