"""One general rule that, changed alone and as little as possible, lets all panels be filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from kechuang.engines.panel.assign.held import every_group
from kechuang.engines.panel.assign.instance import Instance, Ints
from kechuang.engines.panel.assign.model_building import build_model
from kechuang.engines.wording import Text

Variant = Callable[[int], Instance]


def single_changes(instance: Instance) -> Iterator[Text]:
    """Each general rule whose change alone is enough, with the least such change."""
    rules, proposals = instance.rules, len(instance.proposals)
    if (load := _uniform(instance.most)) is not None:
        to = _least(lambda n: replace(instance, most=0 * instance.most + n), load + 1, proposals)
        yield from _said("每人上限", "the load of every reviewer", load, to)
    if least := _uniform(instance.least):
        to = _most(lambda n: replace(instance, least=0 * instance.least + n), least - 1)
        yield from _said("每人下限", "the least load of every reviewer", least, to)
    if demand := _uniform(instance.demand):
        to = _most(lambda n: replace(instance, demand=0 * instance.demand + n), demand - 1)
        yield from _said("每个项目的评审人数", "the demand of every proposal", demand, to or None)
    if away := rules.away_at_least:
        to = _most(lambda n: _with(instance, away_at_least=n), away - 1)
        yield from _said("异地席位", "the seats from elsewhere", away, to)
    if (cap := rules.region_at_most) is not None:
        highest = int(instance.demand.max(initial=0))
        to = _least(lambda n: _with(instance, region_at_most=n), cap + 1, highest)
        yield from _said("同一地区席位上限", "the seats for one region", cap, to)
    if rules.one_per_unit and _is_feasible(_with(instance, one_per_unit=False)):
        yield Text("取消“同一单位至多一人”", "drop the rule of one reviewer per unit")


def _with(instance: Instance, **changes: int | bool) -> Instance:
    return replace(instance, rules=replace(instance.rules, **changes))  # type: ignore[arg-type]


def _said(zh: str, en: str, now: int, to: int | None) -> Iterator[Text]:
    if to is not None:
        verb = ("提高", "raise") if to > now else ("降", "lower")
        yield Text(f"把{zh}由{now}{verb[0]}到{to}", f"{verb[1]} {en} from {now} to {to}")


def _uniform(numbers: Ints) -> int | None:
    return int(numbers[0]) if len(numbers) and (numbers == numbers[0]).all() else None


def _is_feasible(instance: Instance) -> bool:
    if (instance.least > instance.most).any():
        return False
    model = build_model(
        replace(instance, score=np.zeros_like(instance.score)), every_group(instance)
    )
    return model.network.cheapest_flow() is not None


def _least(variant: Variant, low: int, high: int) -> int | None:
    """The least number in ``low``…``high`` that works, when greater ones always work too."""
    if low > high or not _is_feasible(variant(high)):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _is_feasible(variant(middle)) else (middle + 1, high)
    return low


def _most(variant: Variant, high: int) -> int | None:
    """The greatest number in 0…``high`` that works, when smaller ones always work too."""
    found = _least(lambda n: variant(high - n), 0, high)
    return None if found is None else high - found
