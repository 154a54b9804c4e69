"""Reads fact sheets written as YAML: ``employees@2025: 80``, ``sales_revenue@2025: 5000万元``."""

from __future__ import annotations

from collections.abc import Mapping

from kechuang.engines.packfile import Located, WordingError, read_yaml
from kechuang.engines.rulebook.catalogue import FactCatalogue, FactDefinition, columns_of
from kechuang.engines.rulebook.facts import Fact, FactSheet, FactValue
from kechuang.engines.rulebook.reading.kept_records import as_kept, kept_records
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.literals import read_fact_value
from kechuang.engines.wording import Text


def load_sheet(text: str, *, name: str, catalogue: FactCatalogue) -> FactSheet:
    """The sheet ``{subject: …, facts: {name@year: value}}``; PackError when it is wrong."""
    root = read_yaml(text, name=name)
    root.only(frozenset({"subject", "facts"}))
    facts = read_facts(root.need("facts").fields, catalogue)
    return FactSheet(root.need("subject").text(), facts)


def read_facts(entries: Mapping[str, Located], catalogue: FactCatalogue) -> list[Fact]:
    """The facts of ``entries``; an empty value means that nobody knows."""
    return [
        _read_fact(written, part, catalogue)
        for written, part in entries.items()
        if part.value is not None
    ]


def _read_fact(written: str, part: Located, catalogue: FactCatalogue) -> Fact:
    name, _, period = written.partition("@")
    try:
        definition = catalogue.define(name)
        if definition.is_yearly is not bool(period):
            raise _wrong_period(written)
    except WordingError as error:
        part.refuse_wording(error)
    if definition.type is Kind.LIST:
        value: FactValue = kept_records(_read_rows(part, definition))
    else:
        value = _read_value(part, definition.type)
    return Fact(name, value, period or None, definition.unit, definition.source)


def _read_value(part: Located, kind: Kind) -> FactValue:
    try:
        return read_fact_value(part.value, kind)
    except WordingError as error:
        part.refuse_wording(error)


def _read_rows(part: Located, definition: FactDefinition) -> list[dict[str, object]]:
    """The rows as they are stored: money in fen, ratios in basis points, dates as text."""
    columns = columns_of(definition)
    for row in part.items:
        row.only(frozenset(columns))
    return [
        {
            name: as_kept(_read_value(cell, columns[name].type))
            for name, cell in row.fields.items()
            if cell.value is not None
        }
        for row in part.items
    ]


def _wrong_period(written: str) -> WordingError:
    return WordingError(
        Text(f"“{written}”的年度不对", f"the year of “{written}” is wrong"),
        Text("分年度的事实写 名称@2025，其余不写年度", "write name@2025 for yearly facts only"),
    )
