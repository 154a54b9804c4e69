"""A lump sum: the list answers each expense, and nothing passes what was received."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from kechuang.audit.selectors import history_of
from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.base.sheets import read_table
from kechuang.base.sheets.writing import write_workbook
from kechuang.files.services import store_file
from kechuang.ledger import services as ledger
from kechuang.programmes.models.execution import Contract, Expense
from kechuang.programmes.refusals_of_execution import MoneyNotReceived
from kechuang.programmes.selectors.execution.expenses import export_expenses
from kechuang.programmes.selectors.execution.money import contract_money, listed_fen
from kechuang.programmes.services import execution
from kechuang.programmes.states_of_execution import ExpenseState
from tests.base.registry.cast import Person
from tests.rooms.ledger.town import AT, PREPARER, WAN, warrant
from tests.rooms.programmes.execution.project import Project, expense, project

pytestmark = pytest.mark.django_db
RECEIVED = 3 * WAN


@pytest.fixture
def begun(kept_paid_project: Project) -> Project:
    return kept_paid_project.again()


def test_what_is_not_on_the_list_is_spent(begun: Project) -> None:
    entered = begun.spend(WAN)

    assert entered.state == ExpenseState.ALLOWED
    assert contract_money(begun.contract).free_fen == 2 * WAN


def test_what_the_list_forbids_is_refused_in_its_wording_and_kept(begun: Project) -> None:
    attempt = begun.spend(WAN, purpose="购买礼品")

    assert attempt.state == ExpenseState.REFUSED
    assert "礼品和罚款" in execution.refusal_of(attempt).why.zh
    assert "Gifts and fines" in execution.refusal_of(attempt).why.en
    assert begun.fresh().spent_fen == 0


def test_what_is_doubtful_waits_and_holds_no_money(begun: Project) -> None:
    waiting = begun.spend(WAN, purpose="制作纪念册")

    assert waiting.state == ExpenseState.DOUBTFUL
    assert contract_money(begun.contract).doubtful_fen == WAN
    assert begun.fresh().spent_fen == 0


def test_an_entry_is_on_record_with_what_the_list_said(begun: Project) -> None:
    attempt = begun.spend(WAN, purpose="交罚款")

    (event,) = history_of(attempt)
    assert event.payload["state"] == ExpenseState.REFUSED
    assert "罚款" in event.payload["why"]["zh"]


def test_everything_received_may_be_spent(begun: Project) -> None:
    begun.spend(RECEIVED)

    assert contract_money(begun.contract).free_fen == 0


def test_nothing_beyond_what_was_received_is_spent(begun: Project) -> None:
    begun.spend(RECEIVED)

    with pytest.raises(MoneyNotReceived, match="尚可列支 0"):
        begun.spend(1)


def test_before_money_came_nothing_is_spent(kept_paid_project: Project) -> None:
    with pytest.raises(MoneyNotReceived):
        project(kept_paid_project.town).spend(1)


def test_what_was_asked_back_is_not_spent(begun: Project) -> None:
    share = begun.contract.grant.shares.get()
    ledger.decide_claw_back(
        warrant=warrant(), share=share, amount_fen=WAN, reason="核减", decision="追〔2026〕1号"
    )

    with pytest.raises(MoneyNotReceived):
        begun.spend(RECEIVED)


def test_the_database_holds_spending_to_the_grant(begun: Project) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Contract.objects.filter(pk=begun.contract.pk).update(spent_fen=10 * WAN + 1)


def test_an_invoice_counts_once(begun: Project) -> None:
    begun.spend(WAN, invoice="NO 001")

    with pytest.raises(WrongState, match="已登记过"):
        begun.spend(WAN, invoice="ｎｏ001")


def test_an_invoice_counts_once_over_all_projects(begun: Project) -> None:
    begun.spend(WAN, invoice="NO-1")
    other = project(begun.town)
    other.receive(other.accept(other.milestones[0]))

    with pytest.raises(WrongState, match="其他项目"):
        other.spend(WAN, invoice="NO-1")


def test_the_database_counts_an_invoice_once(begun: Project) -> None:
    twin = Expense(**_copied(begun.spend(1)))

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def _copied(row: Expense) -> dict[str, object]:
    return {
        field.attname: getattr(row, field.attname)
        for field in Expense._meta.concrete_fields
        if not field.primary_key
    }


def test_the_same_number_of_another_payee_is_another_invoice(begun: Project) -> None:
    begun.spend(WAN, invoice="NO-1")

    assert begun.spend(WAN, invoice="NO-1", payee="乙公司").state == ExpenseState.ALLOWED


def test_an_invoice_that_was_refused_may_come_again(begun: Project) -> None:
    begun.spend(WAN, invoice="NO-1", purpose="购买礼品")

    assert begun.spend(WAN, invoice="NO-1").state == ExpenseState.ALLOWED


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"fen": 0}, "大于零"),
        ({"payee": " "}, "收款方"),
        ({"invoice": ""}, "发票"),
        ({"spent_on": date(2025, 12, 31)}, "支出日期"),
        ({"spent_on": date(2026, 11, 22)}, "支出日期"),
        ({"purpose": "长" * 501}, "超过 500"),
    ],
)
def test_an_entry_that_cannot_be_kept_is_refused(
    begun: Project, changes: dict[str, object], why: str
) -> None:
    with pytest.raises(InvalidInput, match=why):
        begun.spend(changes.pop("fen", WAN), **changes)


def test_the_chief_spends_without_asking(begun: Project) -> None:
    entered = execution.enter_expense(
        by=begun.chief.actor, at=AT, contract=begun.contract, entry=expense(WAN)
    )

    assert entered.state == ExpenseState.ALLOWED


@pytest.mark.parametrize("who", ["demander", "charlie", "clerk"])
def test_nobody_else_enters_expenses(
    begun: Project, who: str, request: pytest.FixtureRequest
) -> None:
    other: Person = begun.demander if who == "demander" else request.getfixturevalue(who)

    with pytest.raises(NotAllowed):
        execution.enter_expense(by=other.actor, at=AT, contract=begun.contract, entry=expense(WAN))


def test_a_doubtful_expense_is_cleared_with_a_reason(begun: Project) -> None:
    waiting = begun.spend(WAN, purpose="制作纪念册")

    cleared = execution.clear_expense(by=PREPARER, at=AT, expense=waiting, reason="成果汇编")

    assert cleared.state == ExpenseState.CLEARED
    assert begun.fresh().spent_fen == WAN


def test_a_doubtful_expense_is_cleared_only_within_the_money(begun: Project) -> None:
    waiting = begun.spend(WAN, purpose="制作纪念册")
    begun.spend(RECEIVED)

    with pytest.raises(MoneyNotReceived):
        execution.clear_expense(by=PREPARER, at=AT, expense=waiting, reason="成果汇编")


def test_a_rejected_doubt_costs_nothing(begun: Project) -> None:
    waiting = begun.spend(WAN, purpose="制作纪念册")

    execution.reject_expense(by=PREPARER, at=AT, expense=waiting, reason="属礼品")

    assert begun.fresh().spent_fen == 0


@pytest.mark.parametrize("decide", [execution.clear_expense, execution.reject_expense])
def test_a_doubt_is_not_decided_without_a_reason(begun: Project, decide: object) -> None:
    waiting = begun.spend(WAN, purpose="制作纪念册")

    with pytest.raises(InvalidInput, match="理由"):
        decide(by=PREPARER, at=AT, expense=waiting, reason="")


@pytest.mark.parametrize("who", ["chief", "assistant"])
def test_the_team_does_not_decide_its_own_doubts(begun: Project, who: str) -> None:
    waiting = begun.spend(WAN, purpose="制作纪念册")

    with pytest.raises(NotAllowed):
        execution.clear_expense(by=getattr(begun, who).actor, at=AT, expense=waiting, reason="可以")


def test_a_doubt_is_decided_once(begun: Project) -> None:
    waiting = begun.spend(WAN, purpose="制作纪念册")
    execution.clear_expense(by=PREPARER, at=AT, expense=waiting, reason="成果汇编")

    with pytest.raises(WrongState):
        execution.clear_expense(by=PREPARER, at=AT, expense=waiting, reason="成果汇编")

    assert begun.fresh().spent_fen == WAN


def test_a_mistaken_entry_is_taken_back_and_entered_again(begun: Project) -> None:
    wrong = begun.spend(RECEIVED, invoice="NO-1")
    execution.cancel_expense(by=begun.assistant.actor, at=AT, expense=wrong, reason="金额录错")

    begun.spend(WAN, invoice="NO-1")

    assert begun.fresh().spent_fen == WAN


def test_what_is_found_on_the_list_later_counts_until_it_is_repaid(begun: Project) -> None:
    entered = begun.spend(WAN)
    listed = execution.find_listed(
        by=PREPARER, at=AT, expense=entered, item="gifts", reason="实为礼品"
    )
    assert listed_fen(begun.contract) == WAN

    execution.record_repayment(by=PREPARER, at=AT, expense=listed, reason="回单 88 号")

    assert listed_fen(begun.contract) == 0
    assert begun.fresh().spent_fen == 0


def test_only_an_item_of_the_list_can_be_found(begun: Project) -> None:
    entered = begun.spend(WAN)

    with pytest.raises(InvalidInput, match="负面清单没有"):
        execution.find_listed(by=PREPARER, at=AT, expense=entered, item="x", reason="可疑")


def test_auditors_find_listed_expenses(begun: Project, auditor: Person) -> None:
    entered = begun.spend(WAN)

    found = execution.find_listed(
        by=auditor.actor, at=AT, expense=entered, item="gifts", reason="实为礼品"
    )

    assert found.state == ExpenseState.LISTED


def test_a_voucher_is_attached_once(begun: Project) -> None:
    entered = begun.spend(WAN)
    file = store_file(by=begun.assistant.actor, at=AT, name="发票.txt", content=b"INV")
    execution.attach_voucher(by=begun.assistant.actor, at=AT, expense=entered, file=file)

    with pytest.raises(WrongState, match="已有凭证"):
        execution.attach_voucher(by=begun.assistant.actor, at=AT, expense=entered, file=file)


def test_an_entered_expense_never_changes(begun: Project) -> None:
    entered = begun.spend(WAN)

    with pytest.raises(Exception, match="frozen"), transaction.atomic():
        Expense.objects.filter(pk=entered.pk).update(amount_fen=1)


HEADER = ("支出日期", "金额（元）", "类别", "收款方", "用途", "发票号码")
ROWS = (
    ("2026-11-01", "10000", "材料", "甲公司", "试剂", "A1"),
    ("2026-11-02", "500.50", "", "乙公司", "购买礼品", "A2"),
    ("2026-11", "10", "材料", "丙公司", "试剂", "A3"),
    ("2026-11-03", "99999999", "材料", "丁公司", "试剂", "A4"),
    ("2026-11-04", "20", "材料", "甲公司", "纪念册", "A5"),
    ("2026-11-01", "10000", "材料", "甲公司", "试剂", "A1"),
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    place = tmp_path / "支出.xlsx"
    place.write_bytes(write_workbook(sheet="支出", header=HEADER, rows=ROWS))
    return place


def test_a_table_is_entered_and_what_is_refused_goes_back_marked(
    begun: Project, table: Path, tmp_path: Path
) -> None:
    imported = execution.import_expenses(
        by=begun.assistant.actor, at=AT, contract=begun.contract, path=table, name="支出.xlsx"
    )

    assert [each.invoice for each in imported.entered] == ["A1", "A5"]
    assert [each.invoice for each in imported.doubtful] == ["A5"]
    assert [each.row for each in imported.rejections] == [3, 4, 5, 7]
    back = tmp_path / "back.xlsx"
    back.write_bytes(imported.returned)
    told = read_table(back, name="back.xlsx").rows[1].cells[-1]
    assert "礼品和罚款" in told


def test_a_refused_row_of_a_table_is_kept_as_an_attempt(begun: Project, table: Path) -> None:
    execution.import_expenses(
        by=begun.assistant.actor, at=AT, contract=begun.contract, path=table, name="支出.xlsx"
    )

    attempt = Expense.objects.get(invoice="A2")
    assert (attempt.state, attempt.amount_fen) == (ExpenseState.REFUSED, 500_50)


def test_a_table_without_a_column_is_refused(begun: Project, tmp_path: Path) -> None:
    place = tmp_path / "x.xlsx"
    place.write_bytes(write_workbook(sheet="x", header=HEADER[:3], rows=[row[:3] for row in ROWS]))

    with pytest.raises(InvalidInput, match="收款方"):
        execution.import_expenses(
            by=begun.assistant.actor, at=AT, contract=begun.contract, path=place, name="x.xlsx"
        )


def test_what_was_exported_reads_back(begun: Project, tmp_path: Path) -> None:
    begun.spend(WAN, invoice="A1")
    begun.spend(WAN, invoice="A2", purpose="购买礼品")
    place = tmp_path / "out.xlsx"

    place.write_bytes(export_expenses(begun.assistant.actor, begun.contract))

    rows = read_table(place, name="out.xlsx").rows
    assert {(row.cells[1], row.cells[6]) for row in rows} == {
        ("10000", "可列支"),
        ("10000", "负面清单拒付"),
    }


def test_strangers_export_nothing(begun: Project, charlie: Person) -> None:
    with pytest.raises(NotAllowed):
        export_expenses(charlie.actor, begun.contract)
