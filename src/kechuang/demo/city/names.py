"""Invented legal names: place, two brand syllables, field word and legal form."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from kechuang.demo.city.draws import between, chance, choose
from kechuang.demo.city.profiles import LAST_DAY, Profile
from kechuang.demo.city.sectors import SECTORS

PLACE, PLACE_EN = "云澜", "Yunlan"
# Rare characters in unusual order, so that no pair is a known firm's brand.
_FIRST = (
    "砚Yan 岑Cen 霁Ji 汀Ting 澍Shu 翎Ling 篁Huang 蘅Heng 岫Xiu 溟Ming 漪Yi 珩Heng 樾Yue 晗Han "
    "潼Tong 滟Yan 菀Wan 郗Xi 槿Jin 竺Zhu 陌Mo 煦Xu 苇Wei 鹭Lu 棠Tang 沅Yuan 笠Li 葭Jia"
)
_SECOND = (
    "衡heng 屹yi 泓hong 峤qiao 恪ke 榆yu 弦xian 衍yan 湛zhan 舸ge 彦yan 砺li 垣yuan 岚lan 穗sui "
    "津jin 骅hua 埠bu 枢shu 麓lu 崮gu 棣di 桁heng 圳zhen 畴chou 斛hu"
)
FIRST = tuple((pair[0], pair[1:]) for pair in _FIRST.split())
SECOND = tuple((pair[0], pair[1:]) for pair in _SECOND.split())
BRANDS = len(FIRST) * len(SECOND)
_STRIDE = 311
RENAMED_BP = 600


class LegalName(NamedTuple):
    zh: str
    en: str
    short: str
    brand: str


def name_firm(rng: Random, profile: Profile, *, number: int, taken: set[str]) -> LegalName:
    """A name no firm in ``taken`` has; the brand moves on until the whole name is free."""
    word, word_en = choose(rng, SECTORS[profile.sector].words)
    tail, tail_en = _legal_form(rng, profile)
    for step in range(BRANDS):
        brand, brand_en = _brand(number + step)
        name = f"{PLACE}{brand}{word}{tail}"
        if name not in taken:
            taken.add(name)
            english = f"{PLACE_EN} {brand_en} {word_en} {tail_en}"
            return LegalName(name, english, brand + word, brand)
    raise AssertionError(f"every brand with {word}{tail} is taken")


def former_names(
    rng: Random, name: LegalName, founded_on: date
) -> tuple[tuple[str, date | None], ...]:
    """For some firms the name they had before, now and then without its last day."""
    if not chance(rng, RENAMED_BP):
        return ()
    earlier = f"{PLACE}{name.brand}{choose(rng, ('实业', '商贸', '工贸', '技术服务'))}有限公司"
    days = (LAST_DAY - founded_on).days
    until = founded_on + timedelta(days=between(rng, days // 4, days * 3 // 4))
    return ((earlier, None if chance(rng, 1_800) else until),)


def _brand(number: int) -> tuple[str, str]:
    place = number * _STRIDE % BRANDS
    first, second = FIRST[place % len(FIRST)], SECOND[place // len(FIRST)]
    return first[0] + second[0], first[1] + second[1]


def _legal_form(rng: Random, profile: Profile) -> tuple[str, str]:
    if profile.is_trader:
        return "贸易有限公司", "Trading Co., Ltd."
    if profile.size in ("medium", "large") and chance(rng, 3_000):
        return "股份有限公司", "Corporation"
    if chance(rng, 3_000):
        return "技术有限公司", "Technology Co., Ltd."
    return "有限公司", "Co., Ltd."
