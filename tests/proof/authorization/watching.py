"""Makes each request and notes whatever is not as promised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from tests.api.visits import visit
from tests.proof.authorization.cells import Cell
from tests.proof.authorization.documented import undocumented
from tests.proof.authorization.records import ABSENT

TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b")
NOT_FOUND = 404
LIMITED = ("account_", "mfa_")


@dataclass
class Watch:
    """``unexpected`` other status than promised, ``told`` a hidden record that answers otherwise
    than an absent one, ``beyond`` an answer of the interface with undocumented fields,
    ``written`` a form that changed more than it asks for."""

    browsers: Mapping[str, Client]
    n: int = 0
    unexpected: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    beyond: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    absent: dict[tuple[str, ...], str] = field(default_factory=dict)

    @property
    def harms(self) -> list[str]:
        return [*self.unexpected, *self.told, *self.beyond, *self.written]

    def see(self, cells: Iterable[Cell]) -> Watch:
        for cell in cells:
            self._see(cell)
        return self

    def _see(self, cell: Cell) -> None:
        self.n += 1
        if cell.row.name.startswith(LIMITED):
            cache.clear()
        answer = self._asked(cell)
        if answer.status_code != cell.promised:
            self.unexpected.append(f"{answer.status_code} for {cell.promised}: {cell}")
        elif answer.status_code == NOT_FOUND and cell.record.ids:
            self._compare_with_absent(cell, answer)
        if cell.row.name.startswith("api:") and answer.status_code == 200:
            self.beyond += [f"{name}: {cell}" for name in undocumented(cell, answer)]

    def _asked(self, cell: Cell) -> HttpResponse:
        return visit(self.browsers[cell.asker.name], cell.method, cell.address, cell.row)

    def _compare_with_absent(self, cell: Cell, answer: HttpResponse) -> None:
        command = str(cell.record.ids.get("command", ""))
        key = (cell.row.name, cell.method, cell.asker.name, command)
        if key not in self.absent:
            nothing = {"pk": ABSENT, "pack_id": "absent", "clause_id": "absent"}
            ids = {**cell.record.ids, **nothing}
            other = replace(cell, record=replace(cell.record, ids=ids))
            self.absent[key] = masked(self._asked(other), other.address)
        if masked(answer, cell.address) != self.absent[key]:
            self.told.append(f"told apart from an absent one: {cell}")


def masked(answer: HttpResponse, address: str) -> str:
    """Status, headers and body without the address itself and the form's token."""
    headers = sorted((name, value) for name, value in answer.items() if name != "Content-Length")
    text = f"{answer.status_code} {headers} {answer.content.decode()}"
    return TOKEN.sub("TOKEN", text.replace(address, "HERE"))
