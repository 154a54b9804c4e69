"""True copies to be found again: reworded, put in another order, shortened, in other units."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from decimal import Decimal

from kechuang.engines.match.records import Document

Chance = random.Random
SYNONYMS = """
研究/探究 提出/给出 采用/运用 利用/借助 基于/依托 分析/剖析 表明/显示 具有/拥有
提高/提升 降低/减少 影响/作用 设计/构思 方法/办法 实现/达成 建立/构建 验证/检验
结果/结论 显著/明显 有效/切实 通过/经由 主要/重点 过程/流程 问题/难题 制备/制取
开发/研制 优化/改良 解决/攻克 由于/因为 因此/所以 能够/可以 目前/当前 介绍/阐述
讨论/探讨 比较/对比 发现/观察到 增加/增多 进行/开展 系统/体系 性能/特性 技术/工艺
条件/情形 结合/联合 针对/面向 特点/特征 不同/各异 较好/良好 进一步/更加 应用/使用
检测/测定 评价/评估 控制/调控 产品/制品 生产/制造
"""
UNITS = (
    *(
        ("mm", "μm", 1000),
        ("cm", "mm", 10),
        ("m", "cm", 100),
        ("km", "m", 1000),
        ("μm", "nm", 1000),
    ),
    *(("kg", "g", 1000), ("g", "mg", 1000), ("t", "kg", 1000), ("L", "mL", 1000), ("h", "min", 60)),
    *(("kW", "W", 1000), ("MPa", "kPa", 1000), ("GPa", "MPa", 1000), ("kV", "V", 1000)),
    *(("kHz", "Hz", 1000), ("MHz", "kHz", 1000), ("%", "‰", 10), ("万元", "元", 10_000)),
)
_ENDS = re.compile(r"(?<=[。；;！!？?])|(?<=\.)(?!\d)")
_CLAUSES = re.compile(r"(?<=[，。；;！!？?])|(?<=[,.])(?!\d)")
_QUANTITY = re.compile(r"(?<![A-Za-z\d.])(\d+(?:\.\d+)?)\s?([A-Za-zμ]+|%|万元)(?![A-Za-z])")


def chance_of(seed: object) -> Chance:
    """A source of chance of its own; it draws samples, not secrets."""
    return Chance(str(seed))


def reworded(document: Document, chance: Chance) -> Document:
    """Other words for the same, clauses turned round."""
    text = "".join(
        _turned(part, chance) for part in _ENDS.split(_other_words(document.text, chance, 0.8))
    )
    return _copy(document, _retitled(document.title, chance), text)


def reordered(document: Document, chance: Chance) -> Document:
    """Sentences in another order, or clauses where there are few sentences."""
    parts = [part for part in _ENDS.split(document.text) if part]
    if len(parts) < 3:
        parts = [part for part in _CLAUSES.split(document.text) if part]
    chance.shuffle(parts)
    return _copy(document, _maybe_retitled(document.title, chance), "".join(parts))


def shortened(document: Document, chance: Chance) -> Document:
    """From 30 to 60 % of the text, in clauses as they stood."""
    parts = [part for part in _CLAUSES.split(document.text) if part]
    wanted, kept = chance.uniform(0.3, 0.6) * len(document.text), set[int]()
    for place in chance.sample(range(len(parts)), len(parts)):
        if sum(len(parts[each]) for each in kept) < wanted:
            kept.add(place)
    text = "".join(parts[place] for place in sorted(kept))
    return _copy(document, _maybe_retitled(document.title, chance), text)


def in_other_units(document: Document, chance: Chance) -> Document | None:
    """1.2 mm as 1200 μm; nothing where no quantity has another unit."""
    text = _QUANTITY.sub(_converted, document.text)
    return _copy(document, document.title, text) if text != document.text else None


def mixed(document: Document, chance: Chance) -> Document:
    """Reworded and reordered, three in ten also shortened."""
    shorter = shortened(document, chance) if chance.random() < 0.3 else document
    return reordered(reworded(shorter, chance), chance)


def _converted(found: re.Match[str]) -> str:
    for large, small, factor in UNITS:
        if found[2] == large:
            return f"{(Decimal(found[1]) * factor).normalize():f} {small}"
        if found[2] == small:
            return f"{(Decimal(found[1]) / factor).normalize():f} {large}"
    return found[0]


def _turned(sentence: str, chance: Chance) -> str:
    clauses = re.split("，|,(?!\\d)", sentence[:-1])
    if len(clauses) > 2 and chance.random() < 0.6:
        chance.shuffle(clauses)
    return "，".join(clauses) + sentence[-1:]


def _maybe_retitled(title: str, chance: Chance) -> str:
    return title if chance.random() < 0.5 else _retitled(title, chance)


def _retitled(title: str, chance: Chance) -> str:
    form = chance.random()
    if form < 0.3:
        title = title.removesuffix("研究") if title.endswith("研究") else f"关于{title}的研究"
    elif form < 0.6:
        title = re.sub("^一种|^新型|^基于", "", title)
    return _other_words(title, chance, 0.5)


def _other_words(text: str, chance: Chance, share: float) -> str:
    for pair in SYNONYMS.split():
        word, _, other = pair.partition("/")
        text = text.replace(word, other) if chance.random() < share else text
    return text


def _copy(document: Document, title: str, text: str) -> Document:
    return Document(f"{document.id} copy", title, text)


COPIES: dict[str, Callable[[Document, Chance], Document | None]] = {
    "reworded": reworded,
    "reordered": reordered,
    "shortened": shortened,
    "units changed": in_other_units,
    "mixed": mixed,
}
