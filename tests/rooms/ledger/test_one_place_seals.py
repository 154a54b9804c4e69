"""Rows of money are sealed in one place only, which compares them with their last seal."""

from __future__ import annotations

import ast
from pathlib import Path

import kechuang.ledger
from kechuang.audit.models import FoundRow
from kechuang.ledger.selectors.sealed_tables import SEALED

ROOM = Path(kechuang.ledger.__file__).parent
ONE_PLACE = ROOM / "services" / "recording.py"


def test_no_other_module_of_the_ledger_seals_through_the_audit_room_itself() -> None:
    calls = [
        path.name
        for path in ROOM.rglob("*.py")
        if path != ONE_PLACE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "record"
        and any(keyword.arg == "sealed" for keyword in node.keywords)
    ]

    assert calls == []


def test_every_sealed_table_remembers_how_its_rows_were_found() -> None:
    assert [table for table in SEALED if not issubclass(table, FoundRow)] == []
