"""Numbers with their units, told alike however they are written: 1.2 mm, 1200 μm, 0.12厘米."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

_SCALES: dict[str, dict[str, str]] = {
    "length": {
        "nm 纳米": "1e-9",
        "um μm 微米": "1e-6",
        "mm 毫米": "1e-3",
        "cm 厘米": "0.01",
        "m 米": "1",
        "km 公里 千米": "1000",
    },
    "mass": {
        "ug μg 微克": "1e-6",
        "mg 毫克": "1e-3",
        "g 克": "1",
        "kg 千克 公斤": "1000",
        "t 吨": "1e6",
        "万吨": "1e10",
    },
    "volume": {"ul μl 微升": "1e-6", "ml mL 毫升": "1e-3", "l L 升": "1"},
    "power": {"mW 毫瓦": "1e-3", "w W 瓦": "1", "kw kW KW 千瓦": "1000", "MW 兆瓦": "1e6"},
    "energy": {"wh Wh 瓦时": "1", "kwh kWh KWh 千瓦时": "1000"},
    "voltage": {"mV 毫伏": "1e-3", "v V 伏": "1", "kv kV KV 千伏": "1000"},
    "current": {"ma mA 毫安": "1e-3", "a A 安": "1"},
    "charge": {"mah mAh 毫安时": "1e-3", "ah Ah 安时": "1"},
    "pressure": {
        "pa Pa 帕": "1",
        "kpa kPa KPa 千帕": "1000",
        "mpa MPa Mpa 兆帕": "1e6",
        "gpa GPa 吉帕": "1e9",
    },
    "frequency": {
        "hz Hz HZ 赫兹": "1",
        "khz kHz KHz 千赫": "1000",
        "mhz MHz 兆赫": "1e6",
        "ghz GHz 吉赫": "1e9",
    },
    "time": {"ms 毫秒": "1e-3", "s 秒": "1", "min 分钟": "60", "h 小时": "3600", "d 天": "86400"},
    "money": {"元": "1", "万元": "1e4", "亿元": "1e8"},
    "share": {"ppb": "1e-9", "ppm": "1e-6", "‰": "1e-3", "%": "0.01"},
    "temperature": {"°C ℃ 摄氏度": "1"},
}
_NUMBER = r"\d+(?:\.\d+)?"
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


class Quantity(NamedTuple):
    """``value`` in the base unit of ``dimension``; a bare number has the dimension ``""``."""

    dimension: str
    value: Decimal


def quantities(text: str) -> frozenset[Quantity]:
    """The different quantities in ``text``; both ends of a range have its unit."""
    plain = _THOUSANDS.sub("", unicodedata.normalize("NFKC", text.replace("µ", "μ")))
    return frozenset(
        found for match in _pattern().finditer(plain) for found in _read(match["numbers"], match)
    )


def _read(numbers: str, match: re.Match[str]) -> Iterator[Quantity]:
    dimension, scale = _units().get(match["unit"] or "", ("", Decimal(1)))
    for number in re.findall(_NUMBER, numbers):
        yield Quantity(dimension, (Decimal(number) * scale).normalize())


@cache
def _units() -> dict[str, tuple[str, Decimal]]:
    return {
        unicodedata.normalize("NFKC", unit): (dimension, Decimal(scale))
        for dimension, scales in _SCALES.items()
        for units, scale in scales.items()
        for unit in units.split()
    }


@cache
def _pattern() -> re.Pattern[str]:
    units = "|".join(sorted(map(re.escape, _units()), key=len, reverse=True))
    return re.compile(
        rf"(?<![A-Za-z\d.])(?P<numbers>{_NUMBER}(?:\s*[-~—–～至]\s*{_NUMBER})?)"
        rf"(?:\s?(?P<unit>{units})(?![A-Za-z]))?"
    )
