"""By how many places one bound must give way, in words: whose it is, from what to what."""

from __future__ import annotations

from collections.abc import Callable

from kechuang.engines.panel.assign.bounds import Kind, Relaxed
from kechuang.engines.panel.assign.instance import Instance
from kechuang.engines.panel.refusals import counted
from kechuang.engines.wording import Text


def said(instance: Instance, one: Relaxed) -> Text:
    """What somebody who wants an assignment would have to change."""
    return _SAY[one.kind](instance, one)


def _load(instance: Instance, one: Relaxed) -> Text:
    name, now = instance.reviewers[one.owner], int(instance.most[one.owner])
    return Text(
        f"评审人“{name}”的上限由{now}提高到{now + one.places}",
        f"raise the load of reviewer “{name}” from {now} to {now + one.places}",
    )


def _min_load(instance: Instance, one: Relaxed) -> Text:
    name, now = instance.reviewers[one.owner], int(instance.least[one.owner])
    return Text(
        f"评审人“{name}”的下限由{now}降到{now - one.places}",
        f"lower the least load of reviewer “{name}” from {now} to {now - one.places}",
    )


def _demand(instance: Instance, one: Relaxed) -> Text:
    name, now = instance.proposals[one.owner], int(instance.demand[one.owner])
    return Text(
        f"项目“{name}”的评审人数由{now}降到{now - one.places}，"
        f"或为它增补{one.places}名无冲突的评审人",
        f"lower the demand of proposal “{name}” from {now} to {now - one.places}, or find it "
        f"{counted(one.places, 'more reviewer')} without conflict",
    )


def _region(instance: Instance, one: Relaxed) -> Text:
    name, now = instance.proposals[one.owner], instance.rules.region_at_most or 0
    return Text(
        f"项目“{name}”同一地区的席位上限由{now}提高到{now + one.places}",
        f"raise the seats for one region on proposal “{name}” from {now} to {now + one.places}",
    )


def _away(instance: Instance, one: Relaxed) -> Text:
    name, now = instance.proposals[one.owner], int(instance.away_wanted()[one.owner])
    return Text(
        f"项目“{name}”的异地席位由{now}降到{now - one.places}",
        f"lower the seats from elsewhere on proposal “{name}” from {now} to {now - one.places}",
    )


def _unit(instance: Instance, one: Relaxed) -> Text:
    name = instance.proposals[one.owner]
    return Text(
        f"项目“{name}”允许同一单位多{one.places}人",
        f"allow {counted(one.places, 'more reviewer')} of one unit on proposal “{name}”",
    )


_SAY: dict[Kind, Callable[[Instance, Relaxed], Text]] = {
    Kind.LOAD: _load,
    Kind.MIN_LOAD: _min_load,
    Kind.DEMAND: _demand,
    Kind.REGION: _region,
    Kind.AWAY: _away,
    Kind.UNIT: _unit,
}
