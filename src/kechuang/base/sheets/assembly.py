"""From a raw grid to the header and the numbered rows below it, losing nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from kechuang.base.sheets.addresses import address
from kechuang.base.sheets.grids import Finding, Grid, Line
from kechuang.base.sheets.headers import (
    SEARCHED_ROWS,
    Header,
    clean_label,
    find_header,
    refuse_duplicates,
)
from kechuang.base.sheets.limits import Limits
from kechuang.base.sheets.notes import describe
from kechuang.base.sheets.refusals import sheet_error
from kechuang.base.sheets.tables import Note, Row
from kechuang.base.sheets.values import without_invisible


def assemble(grid: Grid, limits: Limits) -> tuple[Header, Iterator[Row]]:
    """The header and an iterator over every row below it; limits apply while it is consumed."""
    header, lines = _named(grid) if grid.header is not None else _found(grid)
    width = len(header.labels)
    if width > limits.columns:
        at = address(max(header.row, 1), width - 1)
        raise sheet_error("columns", limit=limits.columns, detail=at)
    return header, _rows(grid, header.labels, lines, limits)


def _named(grid: Grid) -> tuple[Header, Iterator[Line]]:
    labels = tuple(map(clean_label, grid.header or ()))
    refuse_duplicates(labels)
    if not labels:
        raise sheet_error("blank")
    return Header(labels, 0, ()), grid.lines


def _found(grid: Grid) -> tuple[Header, Iterator[Line]]:
    opening = list(islice(grid.lines, SEARCHED_ROWS))
    header = find_header(opening)
    return header, (line for line in chain(opening, grid.lines) if line[0] > header.row)


def _rows(
    grid: Grid, labels: tuple[str, ...], lines: Iterator[Line], limits: Limits
) -> Iterator[Row]:
    characters = 0
    for count, (number, cells) in enumerate(lines, start=1):
        if count > limits.rows:
            raise sheet_error("rows", limit=limits.rows, detail=str(number))
        if count * len(labels) > limits.cells:
            raise sheet_error("cells", limit=limits.cells, detail=str(number))
        characters += sum(map(len, cells))
        if characters > limits.text_characters:
            raise sheet_error("text", limit=limits.text_characters)
        yield _row(number, cells, labels, grid.findings.get(number, []), limits)


def _row(
    number: int, cells: list[str], labels: tuple[str, ...], findings: list[Finding], limits: Limits
) -> Row:
    width = len(labels)
    own = [*cells[:width], *[""] * (width - len(cells))]
    found = list(findings)
    for column, cell in enumerate(own):
        if len(cell) > limits.cell_characters:
            raise sheet_error(
                "cell-length", limit=limits.cell_characters, detail=address(number, column)
            )
        visible = without_invisible(cell)
        if visible != cell:
            own[column] = visible
            found.append(Finding(column, "invisible"))
    surplus = [cell for cell in cells[width:] if cell.strip()]
    if surplus:
        found.append(Finding(width, "surplus", "、".join(surplus)[:200]))
    is_blank = not any(map(str.strip, own)) and not surplus
    return Row(number, tuple(own), () if is_blank else _notes(found, labels))


def _notes(found: list[Finding], labels: tuple[str, ...]) -> tuple[Note, ...]:
    return tuple(
        Note(
            labels[finding.column] if finding.column < len(labels) else "",
            finding.code,
            describe(finding.code, finding.detail),
        )
        for finding in found
        if finding.column < len(labels) or finding.code != "merged"
    )
