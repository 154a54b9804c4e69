"""金额大写 stands on every paper: a page that prints money is one, or is said not to be one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kechuang.base.letters import letter_source
from kechuang.cases.selectors import letter_values
from kechuang.engines.flow import Field, FieldType
from kechuang.engines.wording import Text
from kechuang.ledger.presenting.amounts import in_letters, on_paper

SOURCES = Path(__file__).parents[3] / "src" / "kechuang"
LETTERS = SOURCES / "base" / "letters" / "texts"
MONEY = re.compile(r"\|(money|exact_money|on_paper|capitals)\b")
CAPITALS = re.compile(r"\|(on_paper|capitals)\b")
PAPERS = {
    "ledger/account.html", "ledger/answer_file.html", "ledger/answer_instructions.html",
    "ledger/answers.html",
    "ledger/bank_row.html", "ledger/choose_payments.html", "ledger/earlier.html",
    "ledger/grant.html",
    "ledger/instruction.html", "ledger/party_grant.html", "ledger/payment_list.html",
    "ledger/receipt.html", "ledger/reservation.html", "ledger/review_payments.html",
    "ledger/run.html",
    "ledger/voucher.html", "ledger/waiting.html", "offers/offer.html",
    "programmes/projects/acceptance.html", "programmes/projects/contract.html",
    "programmes/projects/ending.html", "programmes/projects/exemption.html",
    "programmes/projects/milestone.html", "programmes/projects/spending.html",
}  # fmt: skip
ELSEWHERE = {
    "appeals": "what a firm objects to, as answers of the rules tell it",
    "batch": "computations of many",
    "design/style": "the style page",
    "entitlements": "answers of the rules, which promise nothing",
    "ledger/bank.html": "the comparison with the bank, each of whose rows is a paper",
    "ledger/bank_entries.html": "a part of that comparison",
    "ledger/board": "the board",
    "ledger/budget.html": "a list of lines",
    "ledger/changes.html": "a part of instructions, whose sum is written out",
    "ledger/duplicates.html": "a list of grants",
    "ledger/exact_rows.html": "a list of rows of the bank, each of which is a paper",
    "ledger/item_state.html": "a part of rows",
    "ledger/likeness_cell.html": "a part of the list of grants",
    "ledger/line.html": "a list of grants of a line",
    "ledger/party.html": "tiles above the papers of each grant",
    "ledger/party_waiting.html": "what is still to do",
    "ledger/plan.html": "the grid of a plan, whose total is written out above it",
    "ledger/ration.html": "a computation of many",
    "ledger/reconciled_bank.html": "a part of the comparison of many",
    "ledger/reconciliation.html": "a comparison of many",
    "ledger/round.html": "a division among many, each of whose grants is a paper",
    "ledger/statement.html": "what the bank states",
    "ledger/voucher_list.html": "a list of vouchers",
    "offers/_actions.html": "a link to the offer",
    "offers/list": "lists",
    "offers/mine.html": "a list",
    "offers/plan.html": "a dry run",
    "offers/unclaimed": "lists",
    "portal": "tiles that lead to the papers",
    "programmes/applicant": "what a firm asks for, not what it gets",
    "programmes/desk": "work in progress before the notice of approval",
    "programmes/projects/awards.html": "a list of awards",
    "programmes/projects/board.html": "tiles that lead to the papers",
    "programmes/public": "announcements of ceilings",
}  # fmt: skip


def pages_with_money() -> dict[str, str]:
    """Name and text of every template that prints money."""
    found = (path for path in SOURCES.glob("*/templates/**/*.html"))
    texts = {path.as_posix().split("/templates/")[1]: path.read_text("utf-8") for path in found}
    return {name: text for name, text in texts.items() if MONEY.search(text)}


def test_every_page_with_money_is_a_paper_or_said_not_to_be_one() -> None:
    pages = set(pages_with_money())

    unknown = {page for page in pages - PAPERS if not page.startswith(tuple(ELSEWHERE))}
    stale = {name for name in ELSEWHERE if not any(page.startswith(name) for page in pages)}
    assert (unknown, stale, PAPERS - pages) == (set(), set(), set())


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_a_paper_writes_its_sums_in_capital_figures(name: str) -> None:
    assert CAPITALS.search(pages_with_money()[name])


def test_every_letter_that_tells_a_sum_takes_it_from_the_one_slot_with_capitals() -> None:
    slots = {path.stem: letter_source(path.stem).slots for path in LETTERS.glob("*.yaml")}
    sums = re.compile("补助|金额|经费|资金")

    telling = {
        (letter, name)
        for letter, found in slots.items()
        for name, slot in found.items()
        if sums.search(slot.label.zh)
    }

    assert telling == {("approval", "grant"), ("offer", "grant")}
    assert letter_values._written(Field(**a_sum()), 123_400) == in_letters(123_400)


def test_sums_in_words_without_capitals_stand_in_lists_only() -> None:
    uses = re.compile(r"\bexactly\(")
    found = {
        path.relative_to(SOURCES).as_posix()
        for path in SOURCES.rglob("*.py")
        if uses.search(path.read_text("utf-8"))
    }

    assert found == {
        "ledger/forms/bank.py",
        "ledger/presenting/amounts.py",
        "ledger/presenting/board.py",
        "ledger/tables/instructions.py",
        "ledger/views/ceilings.py",
        "ledger/views/claim_rounds.py",
        "ledger/views/reservations.py",
        "programmes/presenting/projects/changes.py",
    }


def a_sum() -> dict[str, object]:
    return {"id": "grant", "type": FieldType.MONEY, "label": Text("财政补助", "grant"), "line": 1}


def test_a_sum_and_its_capitals_are_written_one_way() -> None:
    assert on_paper(140_950) == "¥1,409.50（人民币壹仟肆佰零玖元伍角）"
    assert in_letters(140_950) == Text(
        "¥1,409.50（人民币壹仟肆佰零玖元伍角）", "CNY 1,409.50 (人民币壹仟肆佰零玖元伍角)"
    )
