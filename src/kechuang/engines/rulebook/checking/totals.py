"""Refuses scores whose mark nobody can reach, and weights that do not make up the full marks."""

from __future__ import annotations

from fractions import Fraction

from kechuang.engines.packfile import Located
from kechuang.engines.rulebook.rules.items import Item, Section
from kechuang.engines.rulebook.rules.scores import ScoreCondition
from kechuang.engines.wording import Text


def refuse_unreachable_marks(part: Located, score: ScoreCondition) -> None:
    reachable = min(score.most, sum(_greatest(item) for item in score.items))
    if score.mark.at_least > reachable:
        part.need("pass").refuse(
            Text(
                f"最高只能得{reachable}分，达不到{score.mark.at_least}分",
                f"at most {reachable} points can be had, not {score.mark.at_least}",
            ),
            Text("请核对满分、各项分值和及格线", "check the full marks, the items and the mark"),
        )
    for item, listed in zip(score.items, part.need("items").items, strict=True):
        _refuse_own_mark(listed, item)
    _refuse_odd_weights(part, score)


def _refuse_own_mark(part: Located, item: Item | Section) -> None:
    if item.required and item.required.at_least > _greatest(item):
        part.refuse(
            Text(f"这一项最高{_greatest(item)}分，达不到自己的最低分", "it cannot reach its mark"),
            Text("请核对 pass", "check pass"),
        )
    if isinstance(item, Section):
        for inner, listed in zip(item.items, part.need("items").items, strict=True):
            _refuse_own_mark(listed, inner)


def _greatest(item: Item | Section) -> Fraction | int:
    if isinstance(item, Section):
        return min(item.most, sum(_greatest(one) for one in item.items))
    if item.weights:
        return max(weight for _, weight in item.weights.by_stage)
    return max(option.greatest for option in item.options)


def _refuse_odd_weights(part: Located, score: ScoreCondition) -> None:
    """Where every item is weighed, the weights of each stage sum to the full marks."""
    items = [item for one in score.items for item in _single(one)]
    weights = [item.weights for item in items if item.weights]
    if len(weights) < len(items):
        return
    for position, (stage, _) in enumerate(weights[0].by_stage):
        total = sum(one.by_stage[position][1] for one in weights)
        if total != score.most:
            part.need("items").refuse(
                Text(
                    f"阶段“{stage}”的权重合计{total}，满分{score.most}",
                    f"the weights of “{stage}” sum to {total}, full marks are {score.most}",
                ),
                Text("请使权重合计等于满分", "make the weights sum to the full marks"),
            )


def _single(item: Item | Section) -> tuple[Item, ...]:
    if isinstance(item, Item):
        return (item,)
    return tuple(one for inner in item.items for one in _single(inner))
