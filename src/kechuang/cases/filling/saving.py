"""What of a form can be kept as values already, while it is still being filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kechuang.cases.filling.entries import Entries, Raw, of_form, tidied
from kechuang.engines.flow import Field, FieldProblem, FieldType, Filled, Form, Inquiry, Value, fill


@dataclass(frozen=True, slots=True)
class Keeping:
    """``values`` can be kept (None empties a field); ``unread`` are entries that cannot be read.

    A table is kept without the cells that cannot be read; its entry is in ``unread`` as well.
    """

    values: Mapping[str, Value | None]
    unread: Mapping[str, Raw]


def keeping(form: Form, entries: Entries, shown: frozenset[str], inquiry: Inquiry) -> Keeping:
    """The fields ``shown`` as far as they can be kept; rows may lack cells, tables may lack rows.

    Entries out of bounds are read like any other, but not kept: they are wrong, not unfinished.
    """
    relaxed = replace(form, fields=tuple(_relaxed(part) for part in form.fields))
    typed = tidied(of_form(form, entries))
    filled = fill(relaxed, typed, inquiry)
    wrong = {problem.field for problem in filled.problems}
    again = fill(relaxed, _without_bad_cells(relaxed, typed, filled), inquiry)
    still_wrong = {problem.field for problem in again.problems}
    asked = [name for name in again.asked if name in shown and name not in still_wrong]
    return Keeping(
        values={name: again.values.get(name) for name in asked},
        unread={name: entries[name] for name in sorted(wrong & shown) if name in entries},
    )


def _relaxed(part: Field) -> Field:
    """``part`` while it is being typed: cells may be missing, and rows too."""
    columns = tuple(replace(column, is_required=False) for column in part.columns)
    repeats = (0, part.repeats[1]) if part.repeats else None
    return replace(part, columns=columns, repeats=repeats)


def _without_bad_cells(form: Form, typed: Entries, filled: Filled) -> dict[str, Raw]:
    tables = {part.id for part in form.fields if part.type is FieldType.TABLE}
    kept = dict(typed)
    for problem in filled.problems:
        if problem.field in tables and problem.row and problem.column:
            kept[problem.field] = _blanked(kept[problem.field], problem)
    return tidied(kept)


def _blanked(raw: Raw, problem: FieldProblem) -> Raw:
    """The rows of a table without the cell that ``problem`` is about."""
    rows = raw if isinstance(raw, list) else []
    return [
        {**row, problem.column: ""} if number == problem.row and isinstance(row, Mapping) else row
        for number, row in enumerate(rows, 1)
    ]
