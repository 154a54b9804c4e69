"""A list saves what it shows: filtered, sorted, whole, and safe to open."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.timezone import localdate

from kechuang.base import listing
from kechuang.base.listing import attachment
from kechuang.base.sheets import Table, read_table
from tests.base.registry.cast import HARBOUR_DISTRICT, party

NAMES = ["=HYPERLINK(1)", "+86 公司", "-减号公司", "@公司", "00123", "甲公司"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def address() -> str:
    for name in NAMES:
        party(name)
    return "/parties/?export=xlsx"


def saved(answer: HttpResponse, folder: Path) -> Table:
    path = folder / "saved.xlsx"
    path.write_bytes(answer.content)
    return read_table(path, name="saved.xlsx")


def names(table: Table) -> list[str]:
    return [row.cells[0] for row in table.rows]


def test_every_name_reads_back_as_it_is(client: Client, address: str, tmp_path: Path) -> None:
    table = saved(client.get(address), tmp_path)

    assert sorted(names(table)) == sorted(NAMES)
    assert table.header[:3] == ("名称", "类型", "统一社会信用代码")


def test_no_cell_is_a_formula(client: Client, address: str) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(client.get(address).content))

    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert len(cells) > len(NAMES)
    assert not [cell.value for cell in cells if cell.data_type == "f"]


def test_filters_hold_for_the_saved_list(client: Client, address: str, tmp_path: Path) -> None:
    party("港口公司", region=HARBOUR_DISTRICT)

    table = saved(client.get(f"{address}&region_code={HARBOUR_DISTRICT}"), tmp_path)

    assert names(table) == ["港口公司"]


def test_the_order_holds_for_the_saved_list(client: Client, address: str, tmp_path: Path) -> None:
    upwards = names(saved(client.get(f"{address}&sort=credit_code"), tmp_path))
    downwards = names(saved(client.get(f"{address}&sort=-credit_code"), tmp_path))

    assert upwards == NAMES
    assert downwards == NAMES[::-1]


def test_all_rows_are_saved_though_a_page_shows_fewer(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        party(f"公司{number}")

    assert len(saved(client.get("/parties/?export=xlsx&page=2"), tmp_path).rows) == 30


def test_a_list_that_is_too_long_is_refused_rather_than_cut(
    client: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "LARGEST_EXPORT", len(NAMES) - 1)

    refused = client.get(address)

    assert refused.status_code == 422
    assert "缩小范围" in refused.content.decode()


def test_the_file_is_named_after_list_and_day(client: Client, address: str) -> None:
    disposition = client.get(address)["Content-Disposition"]

    assert disposition.startswith("attachment; filename*=UTF-8''%E4%BC%81%E4%B8%9A")
    assert disposition.endswith(f"-{localdate():%Y%m%d}.xlsx")


@pytest.mark.parametrize("name", ["清单.pdf", 'a"b.pdf', "../../a.pdf", "a\r\nSet-Cookie: b.pdf"])
def test_no_name_escapes_its_header(name: str) -> None:
    answer = attachment(b"x", name=name, media_type="application/pdf")

    value = answer["Content-Disposition"].removeprefix("attachment; filename*=UTF-8''")
    assert not set(value) & set('/"\r\n :')
    assert answer["X-Content-Type-Options"] == "nosniff"
