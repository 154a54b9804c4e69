"""English is set in Latin fonts, and a date never breaks at its hyphens."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import django_tables2 as tables
import pytest

import kechuang.design

CSS = Path(kechuang.design.__file__).parent / "static" / "design" / "css"
ROOMS = ("accounts", "audit", "demands", "intake", "outcomes", "parties", "policies")
UNBROKEN = {"unbroken", "numeric"}


def test_english_pages_ask_for_latin_fonts_before_chinese_ones() -> None:
    tokens = (CSS / "tokens.css").read_text("utf-8")

    english = re.search(r":root:lang\(en\) \{\s*--font: ([^;]+);", tokens)

    assert english is not None
    assert [part.strip() for part in english[1].split(",")][:2] == [
        "var(--latin)",
        "var(--chinese)",
    ]
    assert re.search(r"--latin: [^;]*Arial", tokens)


@pytest.mark.parametrize("room", ROOMS)
def test_every_column_of_dates_keeps_them_on_one_line(room: str) -> None:
    module = import_module(f"kechuang.{room}.tables")
    columns = [
        column
        for table in vars(module).values()
        if isinstance(table, type) and issubclass(table, tables.Table)
        for column in table.base_columns.values()
        if isinstance(column, tables.DateColumn | tables.DateTimeColumn)
    ]

    classes = [column.attrs.get("td", {}).get("class") for column in columns]
    assert classes
    assert set(classes) <= UNBROKEN


@pytest.mark.parametrize(("selector", "sheet"), [(".numeric", "text"), ("td.unbroken", "table")])
def test_those_classes_forbid_line_breaks(selector: str, sheet: str) -> None:
    rules = (CSS / f"{sheet}.css").read_text("utf-8")

    assert re.search(rf"^{re.escape(selector)} \{{[^}}]*white-space: nowrap", rules, re.M)
