"""The wording of one outcome: sentence slots, summary, keywords and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from kechuang.demo.city.composing import (
    asked,
    compose,
    is_lowered,
    part_way,
    quantity,
    shuffled,
)
from kechuang.demo.city.draws import between, chance, choose
from kechuang.demo.city.topics import Method, Metric, Topic, load_phrases

STUDIED, PILOT = 2, 6
SHORTEST_SUMMARY, LONG_ENOUGH = 120, 160
ENOUGH_SAID_BP = 6_000
Slots = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of an outcome apart from its title."""

    slots: Slots
    summary: str
    keywords: tuple[str, ...]
    title_en: str
    summary_en: str


def word_outcome(
    rng: Random, topic: Topic, *, method: Method, turn: int, maturity: int, frame: str
) -> Wording:
    """Everything said of ``method``; ``turn`` chooses the object and the application."""
    slots = _slots(rng, topic, method, turn, maturity)
    title_en = compose(rng, choose(rng, load_phrases("outcomes")["titles_en"]), slots)
    return Wording(
        slots=slots,
        summary=_summary(rng, frame, slots, maturity),
        keywords=(*shuffled(rng, topic.keywords)[: between(rng, 3, 4)], method.name),
        title_en=_capital(title_en),
        summary_en=_english(topic, method, maturity),
    )


def _summary(rng: Random, frame: str, slots: Slots, maturity: int) -> str:
    text = compose(rng, frame, slots)
    closings = load_phrases("outcomes")["closings"]["late" if maturity >= PILOT else "early"]
    for closing in shuffled(rng, closings)[:3]:
        if len(text) >= SHORTEST_SUMMARY and (
            len(text) > LONG_ENOUGH or chance(rng, ENOUGH_SAID_BP)
        ):
            break
        text += closing
    return text


def _slots(rng: Random, topic: Topic, method: Method, turn: int, maturity: int) -> dict[str, str]:
    return {
        "topic": topic.name,
        "topic_en": topic.name_en,
        "object": topic.objects[turn],
        "issue": topic.issue,
        "method": method.name,
        "method_en": method.name_en,
        "mechanism": method.mechanism,
        "application": topic.applications[turn],
        "application2": topic.applications[1 - turn],
        "evidence": _evidence(rng, topic, turn, maturity),
        "stage": _stage(rng, topic.kind, maturity),
    } | _measured(rng, topic, maturity)


def _measured(rng: Random, topic: Topic, maturity: int) -> dict[str, str]:
    lowest = 84 if maturity > 3 else 72
    slots = {}
    for place, metric in enumerate(shuffled(rng, topic.metrics), start=1):
        value = part_way(metric, between(rng, lowest, 100))
        slots[f"change{place}"] = _said(rng, metric, value, wordings="compared")
        slots[f"state{place}"] = _said(rng, metric, value, wordings="stated")
        slots[f"target{place}"] = asked(metric)
        slots[f"value{place}"] = quantity(value, metric.unit)
    return slots


def _said(rng: Random, metric: Metric, value: str, *, wordings: str) -> str:
    direction = "lowered" if is_lowered(metric) else "raised"
    wording: str = choose(rng, load_phrases("outcomes")[wordings][direction])
    return wording.format(
        name=metric.name,
        value=quantity(value, metric.unit),
        current=quantity(metric.current, metric.unit),
    )


def _evidence(rng: Random, topic: Topic, turn: int, maturity: int) -> str:
    kind = topic.kind if maturity > STUDIED else "studied"
    wording: str = choose(rng, load_phrases("outcomes")["evidence"][kind])
    counts = {"few": between(rng, 3, 12), "many": 10 * between(rng, 12, 101)}
    return wording.format(object=topic.objects[turn], **counts)


def _stage(rng: Random, kind: str, maturity: int) -> str:
    wording: str = choose(rng, _reached(load_phrases("outcomes")["stages"][kind], maturity))
    return wording.format(months=between(rng, 3, 18), firms=between(rng, 3, 14))


def _english(topic: Topic, method: Method, maturity: int) -> str:
    stage: str = _reached(load_phrases("outcomes")["stages_en"], maturity)
    return f"{_capital(method.name_en)}: {topic.name_en}, for use in {topic.use_en}. {stage}."


def _reached(stages: Mapping[int, Any], maturity: int) -> Any:
    return next(stage for highest, stage in stages.items() if maturity <= highest)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
