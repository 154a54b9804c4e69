"""openpyxl uses lxml where it is installed: a returned workbook stays as safe and as bounded."""

from __future__ import annotations

import pytest

from kechuang.base.sheets import Rejection, SheetError, return_rejections
from kechuang.engines.wording import Text
from tests.base.sheets.hostile import LAUGHS, OUTSIDE
from tests.base.sheets.packages import HEADER_ROW, MAIN, package, text_cell, worksheet

WRONG = [Rejection(2, "名称", Text("不对", "wrong"))]
ROWS = HEADER_ROW + f'<row r="2">{text_cell("A2", "甲")}</row>'
PROPERTIES = "docProps/core.xml"
STYLES = "xl/styles.xml"


def returned(tmp_path, content: bytes) -> bytes:
    file = tmp_path / "a.xlsx"
    file.write_bytes(content)
    return return_rejections(file, name="a.xlsx", rejections=WRONG)


@pytest.mark.parametrize("prolog", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize("part", [STYLES, PROPERTIES, "xl/comments1.xml", "xl/theme/theme1.xml"])
def test_a_part_with_entities_never_reaches_openpyxl(tmp_path, part, prolog):
    content = package(worksheet(ROWS), extra={part: f"{prolog}<styleSheet xmlns='{MAIN}'/>"})

    with pytest.raises(SheetError) as refused:
        returned(tmp_path, content)

    assert refused.value.code == "entities"


@pytest.mark.parametrize("odd", ["<a>" * 400 + "</a>" * 400, "<unbound:a/>"])
def test_what_the_library_cannot_parse_comes_back_as_a_fresh_workbook(tmp_path, odd):
    content = package(worksheet(ROWS), extra={PROPERTIES: odd})

    assert returned(tmp_path, content).startswith(b"PK")
