"""Every form that somebody may give: as a cell whose giving is taken."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from tests.api.expectations import STEPS, TABLE, Row
from tests.proof.authorization.acts import Act
from tests.proof.authorization.cells import Cell, Records, cells_of
from tests.proof.authorization.contents import OWN_STATES

LIBRARY = ("account_", "mfa_", "kechuang.", "set_language", "api:openapi-json")


def forms() -> list[str]:
    """The addresses that take a form of ours."""
    return [
        row.name for row in TABLE.values() if row.giving != "-" and not row.name.startswith(LIBRARY)
    ]


def own_cells(
    records: Records,
    names: Collection[str],
    acts: Mapping[str, Act] | None = None,
) -> Iterator[Cell]:
    """For each form the act that is ready; else the first visitor and record it is open to.

    Where the address takes commands, for each of them.
    """
    for name in names:
        if acts and name in acts:
            yield acts[name].cell(name)
        else:
            yield from _first_open(TABLE[name], records)


def _first_open(row: Row, records: Records) -> Iterator[Cell]:
    seen: set[str] = set()
    for cell in cells_of(row.name, records, method="POST"):
        command = cell.record.ids.get("command", "")
        if command not in seen and _is_open(row, cell):
            seen.add(command)
            yield cell


def _is_open(row: Row, cell: Cell) -> bool:
    """Strangers give nothing: a form of theirs is answered by the page of the log-in."""
    done = (302,) if row.giving == STEPS else (200, 302, 422)
    own = OWN_STATES.get(row.name, cell.record.state)
    return cell.asker.is_known and cell.promised in done and cell.record.state == own
