"""Facts of many firms as a table: one row per firm, one column per fact and year."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, NoReturn

from kechuang.engines.packfile import WordingError
from kechuang.engines.rulebook.catalogue import FactDefinition
from kechuang.engines.rulebook.columns.frames import Frame
from kechuang.engines.rulebook.columns.planes import rounded_up
from kechuang.engines.rulebook.columns.sheets import Catalogue, column_of
from kechuang.engines.rulebook.facts import FactValue
from kechuang.engines.rulebook.needs import Needed
from kechuang.engines.rulebook.reading.records import read_records
from kechuang.engines.rulebook.refusals import FactError
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.literals import read_fact_value
from kechuang.engines.wording import Text

SUBJECT = ("subject", "credit_code", "统一社会信用代码")
STORED = {"_fen": Kind.MONEY, "_bp": Kind.RATIO}
FLAGS = {"true": True, "false": False, "是": True, "否": False, "1": True, "0": False}


class Heading(NamedTuple):
    """Which fact a column holds; ``is_stored``: whole fen or basis points, without a unit."""

    key: Needed
    is_stored: bool


class Firms(NamedTuple):
    """``ignored``: the columns that no pack asks for, or that name no fact."""

    subjects: tuple[str, ...]
    frame: Frame
    ignored: tuple[str, ...]


def read_firms(
    header: Sequence[str],
    rows: Sequence[tuple[int, Sequence[str]]],
    needed: Collection[Needed],
    catalogue: Catalogue,
) -> Firms:
    """The ``needed`` columns of a table of texts; ``rows`` carry their numbers in the file.

    FactError names row and column of a cell that cannot be read; an empty cell is not known.
    """
    subject = subject_in(header)
    names = names_of(catalogue)
    headings = {place: read_heading(cell, names) for place, cell in enumerate(header)}
    read = {place: one for place, one in headings.items() if one and one.key in needed}
    size = rounded_up(max(len(rows), 1))
    columns = {
        one.key: column_of(
            [_value(row, cells, place, header, one, catalogue) for row, cells in rows],
            catalogue[one.key[0]],
            size,
        )
        for place, one in read.items()
    }
    ignored = tuple(cell for place, cell in enumerate(header) if place not in {subject, *read})
    subjects = tuple(cells[subject].strip() for _, cells in rows)
    return Firms(subjects, Frame(len(rows), size, columns), ignored)


def read_heading(written: str, names: Mapping[str, FactDefinition]) -> Heading | None:
    """``employees@2025``, ``职工总数@2025年``, ``revenue_fen@2025``; None when it is no fact."""
    name, _, year = (part.strip() for part in written.partition("@"))
    stored = next((end for end in STORED if name.endswith(end) and name not in names), "")
    definition = names.get(name.removesuffix(stored))
    if definition is None or (stored and definition.type is not STORED[stored]):
        return None
    year = year.removesuffix("年")
    if definition.is_yearly is not bool(year):
        return None
    return Heading((definition.name, year or None), bool(stored))


def names_of(catalogue: Catalogue) -> dict[str, FactDefinition]:
    """Every fact by its name, its labels and the headings that workbooks use for it."""
    names: dict[str, FactDefinition] = {}
    for definition in catalogue.values():
        for name in (definition.label.zh, definition.label.en, *definition.headings):
            names.setdefault(name, definition)
    return names | dict(catalogue)


def subject_in(header: Sequence[str]) -> int:
    """The place of the column that says which firm a row is of."""
    for place, cell in enumerate(header):
        if cell.strip() in SUBJECT:
            return place
    raise FactError(
        Text("企业数据表", "the table of firms"),
        Text("没有说明是哪家企业的一列", "no column says which firm a row is of"),
        Text(f"请加一列 {SUBJECT[2]}", f"add a column {SUBJECT[0]}"),
    )


def _value(
    row: int,
    cells: Sequence[str],
    place: int,
    header: Sequence[str],
    heading: Heading,
    catalogue: Catalogue,
) -> FactValue | None:
    written = cells[place].strip() if place < len(cells) else ""
    if not written:
        return None
    kind = catalogue[heading.key[0]].type
    try:
        if kind is Kind.LIST:
            return read_records(written, catalogue[heading.key[0]])
        return _read(written, kind, is_stored=heading.is_stored)
    except (WordingError, ValueError):
        _refuse(row, header[place], written)


@lru_cache(maxsize=1 << 16)
def _read(written: str, kind: Kind, *, is_stored: bool) -> FactValue:
    if is_stored:
        return int(written)
    if kind is Kind.FLAG and written.lower() in FLAGS:
        return FLAGS[written.lower()]
    return read_fact_value(written, kind)


def _refuse(row: int, column: str, written: str) -> NoReturn:
    raise FactError(
        Text(f"第{row}行“{column}”", f"row {row}, “{column}”"),
        Text(f"读不懂“{written}”", f"cannot read “{written}”"),
        Text(
            "金额写 5000万元，比率写 3%，数量写 500，日期写 2026-11-21，是否写 是/否",
            "write money 5000万元, ratios 3%, counts 500, dates 2026-11-21, flags true/false",
        ),
    )
