"""Texts that must not be taken for copies: the same sentences about something else."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from kechuang.engines.match.bench.copies import Chance
from kechuang.engines.match.records import Document

SUBJECTS = """
铝合金 钛合金 镁合金 不锈钢 石墨烯 聚乙烯 聚丙烯 陶瓷 玻璃 橡胶 混凝土 沥青 小麦 玉米
水稻 大豆 棉花 番茄 苹果 柑橘 大鼠 小鼠 家兔 肝癌 胃癌 肺癌 乳腺癌 糖尿病
高血压 脑梗死 锂电池 铅酸电池 光伏 风电 汽车 船舶 飞机 火车 煤矿 铁矿 铜矿 氧化锌
二氧化钛 氧化铝 氧化铁 碳纤维 土壤 水体 黄河 长江
"""
FACTORS = tuple(map(Decimal, ("0.4", "0.6", "1.5", "2.5", "3")))
_MODEL = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,4}-?\d{1,4}[A-Za-z]?(?![A-Za-z0-9])")
_NUMBER = re.compile(r"(?<![A-Za-z\d.-])\d+(?:\.\d+)?")
LEAST_NUMBERS = 2


def other_subject(document: Document, chance: Chance) -> Document | None:
    """Each material, crop or illness of the title replaced by another, everywhere."""
    whole = document.title + document.text
    named = [subject for subject in SUBJECTS.split() if subject in document.title]
    free = [subject for subject in SUBJECTS.split() if subject not in whole]
    return _replaced(document, dict(zip(named, chance.sample(free, len(named)), strict=True)))


def other_model(document: Document, chance: Chance) -> Document | None:
    """GCr15 made GCr18: each name of letters and digits gets another number."""
    named = sorted(set(_MODEL.findall(f"{document.title}\n{document.text}")))
    return _replaced(document, {name: _renumbered(name, chance) for name in named})


def other_numbers(document: Document, chance: Chance) -> Document | None:
    """Each number of the text multiplied by something that is not 1."""
    if len(_NUMBER.findall(document.text)) < LEAST_NUMBERS:
        return None
    text = _NUMBER.sub(
        lambda found: f"{(Decimal(found[0]) * chance.choice(FACTORS)).normalize():f}", document.text
    )
    return Document(f"{document.id} alike", document.title, text)


def _replaced(document: Document, words: dict[str, str]) -> Document | None:
    if not words:
        return None
    title, text = (
        re.sub("|".join(map(re.escape, words)), lambda found: words[found[0]], written)
        for written in (document.title, document.text)
    )
    return Document(f"{document.id} alike", title, text)


def _renumbered(name: str, chance: Chance) -> str:
    return re.sub(r"\d+", lambda found: str(int(found[0]) + chance.randint(1, 9)), name)


LOOK_ALIKES: dict[str, Callable[[Document, Chance], Document | None]] = {
    "other subject": other_subject,
    "other model": other_model,
    "other numbers": other_numbers,
}
