"""A list as an auditor takes it along: rows, dictionary, what was asked, checksums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kechuang.base.sheets.writing import Value, write_csv
from kechuang.engines.wording import Text
from kechuang.ledger.evidence.archives import checked_archive, json_line

DICTIONARY = ("file", "column", "名称", "English", "type", "unit")
TYPES: Mapping[type, str] = {bool: "boolean", int: "integer", datetime: "instant", date: "date"}


@dataclass(frozen=True)
class Column:
    """``name`` stands in the file; one that ends in ``_fen`` is money in fen and is summed."""

    name: str
    said: Text

    @property
    def unit(self) -> str:
        return "分 / fen" if self.is_money else ""

    @property
    def is_money(self) -> bool:
        return self.name.endswith("_fen")


@dataclass(frozen=True)
class Listing:
    """Rows of a page as they were asked for; ``asked`` is the query that gives them again.

    ``said`` tells in words what the list is, with its figure and moment.
    """

    name: str
    title: Text
    said: Text
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    asked: Mapping[str, str]
    on: date
    known: datetime

    def sums(self) -> dict[str, int]:
        """Each money column's sum, in fen."""
        return {
            column.name: sum(fen for row in self.rows if isinstance(fen := row[place], int))
            for place, column in enumerate(self.columns)
            if column.is_money
        }


def listing_bundle(*listings: Listing) -> bytes:
    """One CSV per list, its manifest, the dictionary of all columns, and checksums."""
    members: dict[str, bytes] = {}
    for each in listings:
        members[f"{each.name}.csv"] = write_csv(
            header=[column.name for column in each.columns], rows=each.rows
        )
    members["dictionary.csv"] = write_csv(
        header=DICTIONARY, rows=[row for each in listings for row in _described(each)]
    )
    members["manifest.json"] = json_line([_manifest(each) for each in listings])
    return checked_archive(members)


def _described(listing: Listing) -> list[tuple[str, ...]]:
    return [
        (f"{listing.name}.csv", c.name, c.said.zh, c.said.en, _type(listing, place), c.unit)
        for place, c in enumerate(listing.columns)
    ]


def _type(listing: Listing, place: int) -> str:
    values = (row[place] for row in listing.rows)
    first = next((value for value in values if value is not None), "")
    return TYPES.get(type(first), "decimal" if isinstance(first, Decimal) else "text")


def _manifest(listing: Listing) -> dict[str, object]:
    return {
        "file": f"{listing.name}.csv",
        "title": [listing.title.zh, listing.title.en],
        "said": [listing.said.zh, listing.said.en],
        "asked": dict(listing.asked),
        "on": listing.on.isoformat(),
        "known": listing.known.isoformat(),
        "rows": len(listing.rows),
        "sums_fen": listing.sums(),
    }
