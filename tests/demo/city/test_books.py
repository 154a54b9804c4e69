"""The books of a firm agree with each other in every year."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kechuang.demo.city.draws import stream
from kechuang.demo.city.enterprises import Firm, found_firms
from kechuang.demo.city.finance import FEN_PER_WAN, Book, keep_books, research_tier_bp

FIRMS = found_firms(20261121, 600)


def books_of(number: int, firm: Firm) -> dict[int, Book]:
    return keep_books(stream(20261121, part=3, number=number), firm.profile)


BOOKS = [(firm, books_of(number, firm)) for number, firm in enumerate(FIRMS)]
EVERY_BOOK = [book for _, books in BOOKS for book in books.values()]


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("net_assets", "total_assets"),
        ("st_staff", "employees"),
        ("rd_core_cost", "rd_expense"),
        ("rd_expense_domestic", "rd_expense"),
        ("rd_expense", "cost_expense"),
        ("hightech_income", "total_income"),
        ("hightech_income", "revenue"),
        ("negative_industry_income", "total_income"),
        ("investment_income", "total_income"),
        ("revenue", "total_income"),
    ],
)
def test_a_part_never_exceeds_its_whole(part: str, whole: str) -> None:
    assert all(0 <= book[part] <= book[whole] for book in EVERY_BOOK)


def test_classes_of_research_cost_add_up_to_at_most_the_whole() -> None:
    names = ("rd_core_cost", "rd_other_cost", "rd_outsourced_domestic", "rd_outsourced_overseas")

    assert all(sum(book[name] for name in names) <= book["rd_expense"] for book in EVERY_BOOK)


def test_domestic_and_overseas_research_are_the_whole() -> None:
    for book in EVERY_BOOK:
        spent = book["rd_expense_domestic"] + book["rd_outsourced_overseas"]
        assert spent == book["rd_expense"]


def test_revenue_follows_the_growth_path() -> None:
    for firm, books in BOOKS:
        if len(books) == 3:
            grown = books[2024]["revenue"] * (10_000 + firm.profile.growth_bp[1]) // 10_000
            assert abs(grown - books[2025]["revenue"]) <= 2


def test_no_year_before_the_founding_has_a_book() -> None:
    for firm, books in BOOKS:
        assert all(year >= firm.profile.established_on.year for year in books)


def test_amounts_are_whole_fen() -> None:
    assert all(type(value) is int for book in EVERY_BOOK for value in book.values())


@pytest.mark.parametrize(
    ("sales_wan", "tier_bp"), [(5_000, 500), (5_001, 400), (20_000, 400), (20_001, 300)]
)
def test_the_research_tier_includes_its_upper_bound(sales_wan: int, tier_bp: int) -> None:
    assert research_tier_bp(sales_wan * FEN_PER_WAN) == tier_bp


def test_firms_just_short_of_the_research_share_miss_it_by_little() -> None:
    short = [(firm, books) for firm, books in BOOKS if firm.profile.edge == "research_just_short"]

    assert len(short) >= 10
    for _, books in short:
        spent = sum(book["rd_expense"] for book in books.values())
        sold = sum(book["sales_revenue"] for book in books.values())
        tier_bp = research_tier_bp(books[2025]["sales_revenue"])
        assert 0 < tier_bp * sold - 10_000 * spent <= 20 * sold


@pytest.mark.parametrize("employees", [42, 50, 249, 250, 251])
def test_firms_just_short_of_the_staff_share_lack_one_person(employees: int) -> None:
    profile = replace(FIRMS[0].profile, edge="staff_just_short", employees=employees)

    book = keep_books(stream(1, part=3, number=0), profile)[2025]

    assert book["employees"] == employees
    assert 10 * book["st_staff"] < employees <= 10 * (book["st_staff"] + 1)
