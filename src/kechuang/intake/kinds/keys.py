"""Which entry of its source a row is, so that sending it again changes nothing."""

from __future__ import annotations

from kechuang.engines.wording import Text
from kechuang.intake.kinds.fields import Cells, Terms

LONGEST_KEY = 100
TOO_LONG = Text(
    f"编号超过 {LONGEST_KEY} 个字符；请缩短", f"The key is longer than {LONGEST_KEY}; shorten it"
)
NOT_GIVEN = Text(
    "编号是空的；有编号列时每行都须填写",
    "The key is blank; where there is a column of keys every row needs one",
)


def source_key(cells: Cells, terms: Terms) -> str:
    """The row's own key; without a column of keys, its place in exactly this file."""
    if all(column.field.name != "id" for column in cells.columns):
        return f"{terms.file_digest[:16]}:{cells.number}"
    key = str(cells.get("id", ""))
    if not key:
        cells.reject("id", NOT_GIVEN)
    if len(key) > LONGEST_KEY:
        cells.reject("id", TOO_LONG)
    return key
