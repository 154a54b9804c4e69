"""What reviewers read beside the plan: the item's targets, and what the bid promises for each.

A document of its own, so that it is blinded, looked through and shown as every other original.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

import docx

from kechuang.base.actors import system_actor
from kechuang.cases.models import Case
from kechuang.engines.flow import Value
from kechuang.files.models import StoredFile
from kechuang.files.services import store_file
from kechuang.programmes.models import Bid
from kechuang.programmes.selectors.contents import handed_in, need_content, rows_of

NAME = "榜单指标与承诺值.docx"
TARGETS = ("指标 Target", "现状 Present", "目标值 Wanted", "考核方式 Proof")
ANSWERS = ("指标 Target", "承诺值 Promised", "技术路线 How")
COLUMNS = ("target", "promised", "means")
Rows = Sequence[Sequence[Value | None]]


def promises_paper(need: Case, bid: Bid, at: datetime) -> StoredFile:
    """The targets as listed and the bid's answers as sealed, in two tables; nobody's own file."""
    targets = need_content(handed_in(need)).targets
    wanted = [(one.indicator, one.present, one.wanted, one.proof) for one in targets]
    typed = rows_of(handed_in(bid.case).get("answers"))
    answers = [[row.get(name) for name in COLUMNS] for row in typed]
    content = _written(("榜单指标 Targets", TARGETS, wanted), ("承诺值 Answers", ANSWERS, answers))
    return store_file(by=system_actor("送审 review"), at=at, name=NAME, content=content)


def _written(*tables: tuple[str, Sequence[str], Rows]) -> bytes:
    document = docx.Document()
    for heading, columns, rows in tables:
        document.add_heading(heading, level=1)
        table = document.add_table(rows=0, cols=len(columns), style="Table Grid")
        for row in (columns, *rows):
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = str(value or "")
    content = BytesIO()
    document.save(content)
    return content.getvalue()
