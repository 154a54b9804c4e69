"""What the name of a column says: its subject, its year, and where its alias is listed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from kechuang.base.identifiers import MoneyUnit, unit_in_header

YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?:年度|财年|年)?(?!\d)")
BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
FULL_WIDTH = str.maketrans(
    {**dict(zip("（）［］：＊", "()[]:*", strict=True)), "Ⅰ": "I", "Ⅱ": "II"}
)


@dataclass(frozen=True)
class Heading:
    """One column name as the sender wrote it."""

    text: str

    @property
    def year(self) -> str:
        """The only year it names, or ""."""
        years = {match["year"] for match in YEAR.finditer(self.text)}
        return years.pop() if len(years) == 1 else ""

    @cached_property
    def unit(self) -> MoneyUnit | None:
        """The unit it states; refuses (``IdentifierError``) two different ones."""
        return unit_in_header(self.text)

    @property
    def spellings(self) -> tuple[str, ...]:
        """Ways to look it up, the most exact first."""
        whole = plain(self.text)
        undated = plain(YEAR.sub("", self.text, count=1))
        found = (whole, BRACKETS.sub("", whole), undated, BRACKETS.sub("", undated))
        return tuple(dict.fromkeys(filter(None, found)))


def plain(text: str) -> str:
    """``text`` without spaces, marks of obligation, width and case, for comparing headings."""
    return re.sub(r"\s+", "", text.translate(FULL_WIDTH)).strip("*_:").casefold()
