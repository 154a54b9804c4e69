"""Facts as people read them, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from django.utils.translation import get_language, gettext

from kechuang.design.formatting import written_money, written_percent
from kechuang.engines.rulebook import FactDefinition, columns_of, rows_of
from kechuang.engines.wording import Text
from kechuang.packs.catalogue import fact_catalogue
from kechuang.parties.fact_values import FactValue

SHOWN_RECORDS = 5
RECORD_END, CELL_END, IS = Text("；", "; "), Text("，", ", "), Text("：", ": ")


def fact_label(name: str) -> str:
    """What the fact is called; a name that the catalogue no longer has is shown as it is."""
    definition = fact_catalogue().get(name)
    return definition.label.said_in(_language()) if definition else name


def written_fact(name: str, value: FactValue, unit: str = "") -> str:
    """The value with its unit: 3,120万元 or CNY 31.2 million, 5.2%, 是 or Yes, 37 人 or 37."""
    definition = fact_catalogue().get(name)
    kind = definition.type if definition else ""
    if definition and kind == "list":
        return _written_records(definition, str(value))
    return _written_plain(kind, value, unit)


def _written_plain(kind: str, value: FactValue, unit: str) -> str:
    if isinstance(value, bool):
        return gettext("是") if value else gettext("否")
    if kind == "money":
        return written_money(int(str(value)), _language())
    if kind == "ratio":
        return written_percent(int(str(value)))
    return f"{value} {_written_unit(kind, unit)}".strip()


def _written_records(definition: FactDefinition, records: str) -> str:
    """The first records cell by cell, and how many there are where not all are shown."""
    rows, columns = rows_of(records) or (), columns_of(definition)
    shown = [_written_record(columns, row) for row in rows[:SHOWN_RECORDS]]
    if len(rows) > SHOWN_RECORDS:
        shown.append(gettext("共 %(count)s 条") % {"count": len(rows)})
    return RECORD_END.said_in(_language()).join(shown) or gettext("无")


def _written_record(columns: Mapping[str, FactDefinition], row: Mapping[str, object]) -> str:
    language = _language()
    cells = (
        column.label.said_in(language) + IS.said_in(language) + _written_cell(column, row[name])
        for name, column in columns.items()
        if name in row
    )
    return CELL_END.said_in(language).join(cells)


def _written_cell(column: FactDefinition, value: object) -> str:
    return _written_plain(column.type, cast(FactValue, value), column.unit)


def _written_unit(kind: str, unit: str) -> str:
    """English labels already say what is counted."""
    return Text(unit, "days" if kind == "days" else "").said_in(_language())


def _language() -> str:
    return get_language() or "zh-hans"
