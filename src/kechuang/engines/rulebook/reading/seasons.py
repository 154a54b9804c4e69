"""Reads when applications are taken: ``{opens: 03-01, closes: 05-31, article: …, name: …}``."""

from __future__ import annotations

import re
from datetime import date

from kechuang.engines.packfile import Located
from kechuang.engines.rulebook.checking.seasons import (
    Validity,
    refuse_contradictory_seasons,
)
from kechuang.engines.rulebook.reading.articles import read_article
from kechuang.engines.rulebook.seasons import Season
from kechuang.engines.wording import Text

SEASON_KEYS = frozenset({"opens", "closes", "article", "name"})
_EVERY_YEAR = re.compile(r"(\d{2})-(\d{2})")
_ORDINARY_YEAR = 2023  # 02-29 is no day of every year


def read_seasons(part: Located | None, validity: Validity) -> tuple[Season, ...]:
    """Every round; refused where two overlap, or one lies outside ``validity``."""
    written = part.some if part else []
    seasons = tuple(_read_season(item) for item in written)
    refuse_contradictory_seasons(list(zip(written, seasons, strict=True)), validity)
    return seasons


def _read_season(part: Located) -> Season:
    part.only(SEASON_KEYS)
    opens, closes = part.need("opens"), part.need("closes")
    is_yearly = isinstance(opens.value, str)
    if is_yearly is not isinstance(closes.value, str):
        part.refuse(
            Text("起止须同写年月日或同写月日", "both ends are whole dates or both days of a year"),
            Text("请写 03-01 或 2026-03-01", "write 03-01 or 2026-03-01"),
        )
    first, last = (_day(end) if is_yearly else end.date() for end in (opens, closes))
    if not is_yearly and last < first:
        closes.refuse(
            Text("截止早于开始", "it closes before it opens"),
            Text("请核对起止日期", "check both dates"),
        )
    name = part.get("name")
    named = name.both() if name else Text("", "")
    return Season(first, last, is_yearly, read_article(part.need("article")), named)


def _day(part: Located) -> date:
    found = _EVERY_YEAR.fullmatch(part.text())
    try:
        return date(_ORDINARY_YEAR, int(found[1]), int(found[2])) if found else part.date()
    except ValueError:
        part.refuse(
            Text(f"“{part.value}”不是每年都有的日子", f"“{part.value}” is no day of every year"),
            Text("请写成 03-01 的形式", "write it like 03-01"),
        )
