"""What a bid promised of each target: a number and its unit, or words that nobody can measure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kechuang.engines.tally import half_up
from kechuang.programmes.models import Award
from kechuang.programmes.selectors.contents import handed_in, need_content, rows_of

LONGEST_UNIT, WHOLE_BP = 40, 10_000
# One number alone: no range, power, fraction or day, of which the first number says nothing
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?")
_GOES_ON = re.compile(r"\s*(?:[×xX*^~～/:：.,，-]|至|到|—|–)\s*\d|[eE][+-]?\d")


@dataclass(frozen=True)
class Promise:
    """``value`` is None where ``words`` name no single number; more is better unless the need
    wants less than there is now."""

    name: str
    words: str
    value: Decimal | None
    unit: str
    is_more_better: bool


def promises_of(award: Award) -> tuple[Promise, ...]:
    """As sealed, the last word on each target."""
    present = {
        one.indicator: measured(one.present)[0]
        for one in need_content(handed_in(award.item.case)).targets
    }
    found = {}
    for row in rows_of(handed_in(award.bid.case).get("answers")):
        name, words = str(row["target"]), str(row["promised"])
        value, unit = measured(words)
        now = present.get(name)
        is_more_better = now is None or value is None or value >= now
        found[name] = Promise(name, words, value, unit, is_more_better)
    return tuple(found.values())


def falls_short(promise: Promise, value: Decimal, unit: str, is_more_better: bool) -> bool:
    """Whether a target is less than was promised, or cannot be compared with it; words that
    nobody can measure are met by any number."""
    if promise.value is None:
        return False
    if unit.strip() != promise.unit or is_more_better != promise.is_more_better:
        return True
    return value < promise.value if is_more_better else value > promise.value


def front_bp(award: Award) -> int:
    """The share of the grant that is paid before."""
    return half_up(award.front_fen * WHOLE_BP, award.grant_fen)


def measured(words: str) -> tuple[Decimal | None, str]:
    """``1,200 小时`` is 1200 of 小时; of ``3×10^5``, ``900~950℃`` or mere words no number."""
    number = _NUMBER.search(words)
    if number is None or _GOES_ON.match(words, number.end()):
        return None, ""
    unit = words[number.end() :].strip()[:LONGEST_UNIT]
    return Decimal(number[0].replace(",", "").replace("，", "")), unit
