"""Facts of the catalogue as columns of a table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache, partial

from kechuang.base.errors import InvalidInput
from kechuang.base.identifiers.characters import quoted
from kechuang.engines.rulebook import FactDefinition, Kind, WordingError, read_records
from kechuang.engines.wording import Text
from kechuang.intake.kinds import cells as read
from kechuang.intake.kinds.fields import Cells, Field, Read, Terms
from kechuang.intake.kinds.headings import Heading
from kechuang.packs.catalogue import fact_catalogue
from kechuang.parties.services import NewFact

PREFIX = "fact:"
LONGEST_TEXT = 300
READERS: dict[str, Read] = {
    Kind.MONEY: read.read_money,
    Kind.COUNT: read.read_count,
    Kind.DAYS: read.read_count,
    Kind.RATIO: read.read_ratio,
    Kind.FLAG: read.read_flag,
    Kind.DATE: read.read_day,
    Kind.TEXT: read.read_text,
    Kind.CODE: read.read_text,
}
CODES: dict[str, Read] = {"region_code": read.read_region, "industry_code": read.read_industry}
NO_YEAR = Text(
    "本行没有填年度；请填写年度列，或把年度写进列名",
    "The row states no year; fill in the column of years, or put the year into the heading",
)


@cache
def fact_fields() -> dict[str, Field]:
    """A field for every fact, by ``fact:<name>``."""
    return {PREFIX + name: _field(fact) for name, fact in fact_catalogue().items()}


def reader_of(fact: FactDefinition) -> Read:
    """The reader for the fact's type."""
    if fact.type is Kind.LIST:
        return partial(read_list, fact)
    return CODES.get(fact.name) or READERS[fact.type]


def read_list(fact: FactDefinition, raw: str, heading: Heading) -> str:
    """The records of one cell, as they are kept: 类别：发明专利，授权日：2022-05-01；…"""
    try:
        return read_records(raw if raw.startswith("[") else read.read_prose(raw, heading), fact)
    except WordingError as unreadable:
        raise InvalidInput(
            Text(f"{quoted(raw)}无法采用", f"{quoted(raw)} cannot be used"),
            unreadable.why,
            unreadable.mend,
        ) from unreadable


def definition_of(field: Field) -> FactDefinition:
    return fact_catalogue()[field.name.removeprefix(PREFIX)]


def stated_in(cells: Cells, terms: Terms, *, credit_code: str) -> Iterator[NewFact]:
    """One statement for every filled fact column of the row; rejects a yearly one without year."""
    for column in cells.columns:
        if column.field.name.startswith(PREFIX) and (value := cells.read(column)) is not None:
            fact = definition_of(column.field)
            period = (column.year or cells.get("period", "")) if fact.is_yearly else ""
            if fact.is_yearly and not period:
                cells.reject(column.field.name, NO_YEAR)
            yield new_fact(
                cells,
                terms,
                fact,
                value,
                credit_code=credit_code,
                period=period,
                raw=cells.raw(column),
            )


def new_fact(
    cells: Cells,
    terms: Terms,
    fact: FactDefinition,
    value: int | bool | str | date,
    *,
    credit_code: str,
    period: str,
    raw: str,
) -> NewFact:
    """A statement with its source and day; what the row does not tell comes from the terms."""
    return NewFact(
        credit_code=credit_code,
        name=fact.name,
        value=value,
        period=period,
        unit=fact.unit,
        source=cells.get("source") or terms.source,
        as_of=cells.get("as_of") or day_of(terms, period),
        certified_by=cells.get("certified_by", ""),
        raw_text=raw[:LONGEST_TEXT],
    )


def day_of(terms: Terms, period: str) -> date:
    """The day a fact holds as of: the sender's, else the end of its year, else the file's."""
    if terms.as_of:
        return terms.as_of
    return min(date(int(period), 12, 31), terms.arrived_on) if period else terms.arrived_on


def statement_key(fact: NewFact) -> str:
    """What tells one statement from another within a file, its value aside."""
    parts = (fact.credit_code, fact.name, fact.period, fact.source, fact.as_of, fact.certified_by)
    return "|".join(map(str, parts))


def _field(fact: FactDefinition) -> Field:
    return Field(
        PREFIX + fact.name,
        fact.label,
        reader_of(fact),
        (fact.name, *fact.headings),
        takes_year=fact.is_yearly,
    )
