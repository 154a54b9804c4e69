"""Where the city has policies, and where it has none: two of four axes as a heat map."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kechuang.base.clock import today
from kechuang.base.listing import FORMS, saved_table
from kechuang.base.sheets.writing import Value
from kechuang.engines.rulebook import Axis, Cell, Coverage
from kechuang.policies.covering import covered_packs, shaded, shipped_coverage
from kechuang.policies.models import PolicyClause
from kechuang.policies.selectors import listed_clauses

ROWS, COLUMNS = "enterprise", "support"


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """``?rows=…&columns=…`` choose axes, ``?cell=row.column`` lists a cell, ``?scope=all`` asks
    the whole library, ``?export=`` saves the cells of every two axes."""
    found = shipped_coverage()
    if found is None:
        return render(request, "policies/coverage.html", {"coverage": None})
    everywhere = request.GET.get("scope") == "all"
    packs, clauses = covered_packs(on=today(), everywhere=everywhere), listed_clauses()
    if request.GET.get("export") in FORMS:
        return _file(found.every_cell(packs), clauses, request.GET["export"])
    rows, columns = _axes(request, found)
    cells = found.cells(packs, rows, columns)
    unplaced = found.unplaced(packs)
    context = {
        "coverage": found,
        "everywhere": everywhere,
        "rows": rows,
        "columns": columns,
        "row_axis": _axis(found, rows),
        "column_axis": _axis(found, columns),
        "column_names": list(_axis(found, columns).values.values()),
        "matrix": list(zip(_axis(found, rows).values.values(), shaded(cells), strict=True)),
        "clause_count": sum(len(pack.clauses) for pack in packs),
        "gaps": sum(not cell.clauses for line in cells for cell in line),
        "unplaced": _shown(unplaced, clauses),
        "chosen": _chosen(request, cells, clauses),
    }
    return render(request, "policies/coverage.html", context)


def _axis(found: Coverage, name: str) -> Axis:
    return next(axis for axis in found.axes if axis.id == name)


def _axes(request: HttpRequest, found: Coverage) -> tuple[str, str]:
    """Two different axes; what is asked for amiss becomes the usual ones."""
    names = [axis.id for axis in found.axes]
    asked = request.GET.get("rows", ROWS), request.GET.get("columns", COLUMNS)
    is_fit = asked[0] != asked[1] and set(asked) <= set(names)
    return asked if is_fit else (names[0], names[-1])


def _chosen(
    request: HttpRequest, cells: list[list[Cell]], clauses: dict[tuple[str, str], PolicyClause]
) -> dict[str, Any] | None:
    asked = request.GET.get("cell", "")
    for cell in (cell for line in cells for cell in line):
        if f"{cell.value}.{cell.other}" == asked:
            return {"name": _named(cell), "clauses": _shown(cell.clauses, clauses)}
    return None


def _shown(
    keys: Iterable[tuple[str, str]], clauses: dict[tuple[str, str], PolicyClause]
) -> list[PolicyClause]:
    return [clauses[key] for key in keys if key in clauses]


def _named(cell: Cell) -> str:
    return f"{_told(cell)[1]} × {_told(cell)[3]}"


def _told(cell: Cell) -> tuple[str, str, str, str]:
    language = get_language() or "zh-hans"
    ends = (cell.first, cell.value), (cell.second, cell.other)
    axis, value, other_axis, other = (
        text.said_in(language) for axis, end in ends for text in (axis.label, axis.values[end])
    )
    return axis, value, other_axis, other


def _file(
    cells: list[Cell], clauses: dict[tuple[str, str], PolicyClause], form: str
) -> HttpResponse:
    header = [
        _("轴"),
        _("阶段或要素"),
        _("另一轴"),
        _("另一阶段或要素"),
        _("条款数"),
        _("条款（平台归类，示例）"),
    ]
    rows: list[list[Value]] = [
        [*_told(cell), len(cell.clauses), _titles(_shown(cell.clauses, clauses))] for cell in cells
    ]
    return saved_table(header, rows, title=_("政策覆盖矩阵"), form=form)


def _titles(clauses: Iterable[PolicyClause]) -> str:
    return _("；").join(f"{one.document.shown_title}/{one.shown_title}" for one in clauses)
