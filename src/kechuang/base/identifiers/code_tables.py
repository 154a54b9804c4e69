"""Tables of codes kept beside this package as CSV, read once."""

from __future__ import annotations

import csv
from importlib.resources import files

from kechuang.base.identifiers.characters import quoted
from kechuang.base.identifiers.errors import IdentifierError
from kechuang.engines.wording import Text


def read_rows(file_name: str) -> dict[str, dict[str, str]]:
    """The rows of ``file_name`` by their ``code``, in file order."""
    content = files("kechuang.base.identifiers").joinpath(file_name).read_text("utf-8")
    return {row["code"]: row for row in csv.DictReader(content.splitlines())}


def name_of(row: dict[str, str]) -> Text:
    """Both names; where a row has no English name the Chinese one stands in."""
    return Text(row["zh"], row["en"] or row["zh"])


def unknown_code(raw: str, *, table: Text, example: str) -> IdentifierError:
    """The refusal for a code that ``table`` does not contain."""
    return IdentifierError(
        Text(f"代码{quoted(raw)}无法采用", f"The code {quoted(raw)} cannot be used"),
        Text(f"{table.zh}中没有它", f"{table.en} does not contain it"),
        Text(f"请核对代码，例如 {example}", f"Check the code, for example {example}"),
    )
