"""Reading one cell into a typed value, or refusing it with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from django.db.models import TextChoices

from kechuang.base.errors import InvalidInput
from kechuang.base.identifiers import (
    PartialDate,
    industry_code,
    parse_amount,
    parse_credit_code,
    parse_date,
    region_path,
)
from kechuang.base.identifiers.characters import half_width, quoted, upper_code
from kechuang.base.registry.technical_fields import TechnicalField
from kechuang.base.registry.wording import both_languages
from kechuang.engines.wording import Text
from kechuang.intake.kinds.headings import Heading, plain

SEPARATORS = re.compile(r"[,，、;；\n]+")
WRITTEN_BREAKS = {r"\r\n": "\n", r"\n": "\n", r"\r": "\n", r"\t": " "}
WHOLE = re.compile(r"(?P<minus>-)?(?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.0+)?")
PERCENT = re.compile(
    r"(?P<minus>-)?(?P<whole>[0-9]{1,6})(?:\.(?P<part>[0-9]{1,6}))?(?P<sign>[%‰]?)"
)
YEAR = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?:年度|财年|年)?")
YES = {"是", "有", "√", "true", "yes", "y", "1"}
NO = {"否", "无", "没有", "×", "false", "no", "n", "0"}
BASIS_POINTS = {"%": 2, "‰": 1}
Reader = Callable[[str, Heading], str]
NONE: Mapping[str, str] = MappingProxyType({})
CHECK_CELL = Text("请核对单元格", "Check the cell")


def read_text(raw: str, heading: Heading) -> str:
    """One line of text."""
    return " ".join(read_prose(raw, heading).split())


def read_prose(raw: str, heading: Heading) -> str:
    """Text of several lines; line breaks that a program wrote as backslash-n become real."""
    for written, meant in WRITTEN_BREAKS.items():
        raw = raw.replace(written, meant)
    return raw.strip()


def read_words(raw: str, heading: Heading) -> tuple[str, ...]:
    """Words separated by commas or semicolons, each once."""
    words = (word.strip() for word in SEPARATORS.split(raw))
    return tuple(dict.fromkeys(filter(None, words)))


def read_money(raw: str, heading: Heading) -> int:
    """Integer fen; the unit stands in the heading or in the cell, and both must agree."""
    return parse_amount(raw, unit=heading.unit)


def read_count(raw: str, heading: Heading) -> int:
    """A whole number, with or without its measure word."""
    match = WHOLE.fullmatch(half_width(raw).rstrip("人件项家分天个名 "))
    if match is None:
        raise refused(raw, Text("不是整数", "it is not a whole number"))
    number = int(match["number"].replace(",", ""))
    return -number if match["minus"] else number


def read_ratio(raw: str, heading: Heading) -> int:
    """Basis points; the % or ‰ stands in the cell or in the heading."""
    match = PERCENT.fullmatch(half_width(raw))
    sign = (match and match["sign"]) or next(
        (s for s in BASIS_POINTS if s in half_width(heading.text)), ""
    )
    if match is None or not sign:
        raise refused(raw, Text("不是带 % 的比率", "it is not a ratio with %"))
    part, places = match["part"] or "", BASIS_POINTS[sign]
    if part[places:].strip("0"):
        raise refused(raw, Text("比万分之一更细", "it is finer than a basis point"))
    points = int(match["whole"] + part[:places].ljust(places, "0"))
    return -points if match["minus"] else points


def read_flag(raw: str, heading: Heading) -> bool:
    """是 or 否, in the usual spellings."""
    word = plain(raw)
    if word not in YES | NO:
        raise refused(raw, Text("应填“是”或“否”", "write 是 (yes) or 否 (no)"))
    return word in YES


def read_partial_date(raw: str, heading: Heading) -> PartialDate:
    """A date with the precision it has."""
    return parse_date(raw)


def read_day(raw: str, heading: Heading) -> date:
    """A date to the day; a mere month is refused rather than completed."""
    return parse_date(raw).exact_day()


def read_year(raw: str, heading: Heading) -> str:
    """A fiscal year as four digits."""
    match = YEAR.fullmatch(half_width(raw))
    if match is None:
        raise refused(
            raw, Text("应填四位年度，如 2024", "write a year of four digits such as 2024")
        )
    return match["year"]


def read_code(raw: str, heading: Heading) -> str:
    """A valid unified social credit code."""
    return str(parse_credit_code(raw))


def read_code_as_written(raw: str, heading: Heading) -> str:
    """A credit code that is judged later, by who sends it."""
    return upper_code(raw)


def read_region(raw: str, heading: Heading) -> str:
    """A six-digit code of GB/T 2260."""
    region_path(raw)
    return half_width(raw)


def read_industry(raw: str, heading: Heading) -> str:
    """A code of GB/T 4754-2017."""
    return industry_code(raw)


@cache
def spellings_of(choices: type[TextChoices]) -> Mapping[str, str]:
    """The values of ``choices`` by value and by label in either language."""
    return {
        plain(word): choice.value
        for choice in choices
        for word in (choice.value, *both_languages(choice.label))
    }


def read_technical_field(raw: str, heading: Heading) -> str:
    """A listed technical field by its name; any other word stays as it is."""
    return spellings_of(TechnicalField).get(plain(raw)) or read_text(raw, heading)


def choice_reader(choices: type[TextChoices], aliases: Mapping[str, str] = NONE) -> Reader:
    """A reader of one of ``choices`` by its value, its label in either language or an alias."""

    @cache
    def known() -> dict[str, str]:
        others = {plain(word): value for word, value in aliases.items()}
        return others | dict(spellings_of(choices))

    def read(raw: str, heading: Heading) -> str:
        if plain(raw) not in known():
            zh, en = zip(*(both_languages(choice.label) for choice in choices), strict=True)
            listed = Text("、".join(zh), ", ".join(en))
            raise refused(raw, Text(f"应为：{listed.zh}", f"it must be one of {listed.en}"))
        return known()[plain(raw)]

    return read


def refused(raw: str, why: Text) -> InvalidInput:
    """The refusal of one cell."""
    return InvalidInput(
        Text(f"{quoted(raw)}无法采用", f"{quoted(raw)} cannot be used"), why, CHECK_CELL
    )
