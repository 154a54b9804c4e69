"""The wording of one demand: how a firm tells its pain, and what it asks for."""

from collections.abc import Mapping, Sequence
from random import Random

from kechuang.demo.city.composing import asked, bound, compose, quantity, shuffled
from kechuang.demo.city.draws import choose
from kechuang.demo.city.rights import contact, setting
from kechuang.demo.city.shapes import Enterprise
from kechuang.demo.city.topics import Metric, Topic, Want, load_phrases

SHORTEST_TEXT = 60


def word_demand(
    rng: Random, topic: Topic, *, want: Want, who: str, metrics: Sequence[Metric], mode: str
) -> dict[str, str]:
    """The slots of the demand's frames; ``who`` is how the firm calls itself in public."""
    turn = topic.wants.index(want)
    return {
        "who": who,
        "want": want.thing,
        "pain": want.pain,
        "pain2": topic.wants[1 - turn].pain,
        "line": topic.line,
        "object": topic.objects[turn],
        "application": topic.applications[turn],
        "limit": choose(rng, load_phrases("demands")["limits"]),
        "coop": choose(rng, load_phrases("demands")["coops"][mode]),
        "topic": topic.name,
        "topic_en": topic.name_en,
        "pain_en": topic.pain_en,
    } | _needs(rng, metrics)


def public_text(rng: Random, frame: str, slots: Mapping[str, str]) -> str:
    """The published text of at least ``SHORTEST_TEXT`` characters."""
    text = compose(rng, frame, slots)
    for tail in shuffled(rng, load_phrases("demands")["tail"]):
        if len(text) >= SHORTEST_TEXT:
            break
        text += tail
    return text


def english_title(rng: Random, slots: Mapping[str, str]) -> str:
    """An English title made of the topic and the pain."""
    title = compose(rng, choose(rng, load_phrases("demands")["titles_en"]), slots)
    return title[:1].upper() + title[1:]


def confidential_text(rng: Random, topic: Topic, enterprise: Enterprise) -> str:
    """Who asks, with which process settings; fictional as everything else."""
    settings = "，".join(setting(rng, topic, turn) for turn in range(2))
    return f"【虚构示例】{enterprise.name}现用参数：{settings}。{contact(rng)}"


def closest_metrics(topic: Topic, want: Want) -> tuple[Metric, ...]:
    """The topic's metrics, those first whose names share most characters with the want."""
    told = want.thing + want.pain
    turn = topic.wants.index(want)
    rotated = topic.metrics[turn:] + topic.metrics[:turn]
    return tuple(sorted(rotated, key=lambda metric: -sum(char in told for char in metric.name)))


def _needs(rng: Random, metrics: Sequence[Metric]) -> dict[str, str]:
    first = metrics[0]
    have: str = choose(rng, load_phrases("demands")["have"])
    current = quantity(first.current, first.unit)
    needs = {f"need{place}": asked(metric) for place, metric in enumerate(metrics, start=1)}
    return needs | {
        "goal1": bound(first),
        "have1": have.format(name=first.name, current=current),
    }
