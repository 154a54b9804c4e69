"""Composing texts: frames with alternatives, measured values and their bounds."""

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import TypeVar

from kechuang.demo.city.draws import between, choose
from kechuang.demo.city.topics import Metric

ALTERNATIVES = re.compile(r"\[([^\[\]]*)\]")
TIGHT_UNIT = re.compile(r"$|[%‰℃°×\u4e00-\u9fff]")
T = TypeVar("T")


def shuffled(rng: Random, items: Sequence[T]) -> tuple[T, ...]:
    """``items`` in random order (Fisher-Yates)."""
    order = list(items)
    for last in range(len(order) - 1, 0, -1):
        other = between(rng, 0, last)
        order[last], order[other] = order[other], order[last]
    return tuple(order)


def compose(rng: Random, frame: str, slots: Mapping[str, str]) -> str:
    """Settle every ``[one|other]`` of ``frame``, innermost first, then fill its ``{slots}``."""
    settled, count = frame, 1
    while count:
        settled, count = ALTERNATIVES.subn(lambda found: choose(rng, found[1].split("|")), settled)
    return settled.format_map(slots)


def quantity(value: str, unit: str) -> str:
    """``17%``, ``500次`` or ``450 mAh/g``: a space stands only before a Latin unit."""
    return value + ("" if TIGHT_UNIT.match(unit) else " ") + unit


def is_lowered(metric: Metric) -> bool:
    """Whether less is better."""
    return Decimal(metric.reached) < Decimal(metric.current)


def part_way(metric: Metric, percent: int) -> str:
    """The value ``percent`` of the way from what firms have to what laboratories reach."""
    start, end = Decimal(metric.current), Decimal(metric.reached)
    step = Decimal(1).scaleb(_exponent(metric.reached, end))
    value = ((start + (end - start) * percent / 100) / step).quantize(Decimal(1), ROUND_HALF_UP)
    return metric.reached if value * step == start else f"{value * step:f}"


def bound(metric: Metric) -> str:
    """What a firm asks for: ``不高于20%``."""
    word = "不高于" if is_lowered(metric) else "不低于"
    return word + quantity(metric.target, metric.unit)


def asked(metric: Metric) -> str:
    """What a firm asks for, with the name of the quantity: ``极片膨胀率不高于20%``."""
    return metric.name + bound(metric)


def _exponent(text: str, value: Decimal) -> int:
    if "." in text:
        return -len(text.split(".")[1])
    return max(0, value.adjusted() - 2)
