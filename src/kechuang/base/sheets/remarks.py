"""The words and the looks of a reason of refusal in a workbook that goes back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from kechuang.base.sheets.escaping import xml_text
from kechuang.base.sheets.tables import Rejection

REASON_LABEL = "退回原因 / Reason"
REASON_WIDTH = 60
AUTHOR = "科创 Kechuang"
LIGHT_RED = PatternFill("solid", fgColor="FFFFC7CE")
WRAPPED = Alignment(wrap_text=True, vertical="top")
BOLD = Font(bold=True)
_CELL_LIMIT = 32_767


def by_row(rejections: Sequence[Rejection]) -> dict[int, list[Rejection]]:
    groups: dict[int, list[Rejection]] = {}
    for rejection in sorted(rejections, key=lambda each: each.row):
        groups.setdefault(rejection.row, []).append(rejection)
    return groups


def told(rejections: Iterable[Rejection]) -> str:
    """All reasons of a row, a line each, as its last column shows them."""
    return xml_text("\n".join(map(_sentence, rejections)))[:_CELL_LIMIT]


def comment(text: str) -> Comment:
    return Comment(xml_text(text), AUTHOR, height=120, width=320)


def spoken(rejection: Rejection) -> str:
    return f"{rejection.reason.zh} / {rejection.reason.en}"


def _sentence(rejection: Rejection) -> str:
    return f"{rejection.column}：{spoken(rejection)}" if rejection.column else spoken(rejection)
