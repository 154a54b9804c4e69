"""Technical needs of the fictional city, told in the words of a workshop."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from kechuang.demo.city.composing import compose, shuffled
from kechuang.demo.city.demand_texts import (
    closest_metrics,
    confidential_text,
    english_title,
    public_text,
    word_demand,
)
from kechuang.demo.city.draws import between, chance, choose, choose_weighted
from kechuang.demo.city.rights import FEN_PER_10K_YUAN
from kechuang.demo.city.shapes import CityDemand, Confidentiality, Enterprise
from kechuang.demo.city.topics import Topic, Want, load_phrases, load_topics

SECOND_DEMAND_BP, NAMED_IN_TEXT_BP, SINGLE_MODE_BP, OPEN_BUDGET_BP = 3_500, 4_000, 4_000, 3_500
CONFIDENTIALITY: tuple[tuple[Confidentiality, int], ...] = (
    ("public", 80),
    ("name_hidden", 14),
    ("restricted", 6),
)
MATURITY: tuple[tuple[int | None, int], ...] = (
    (None, 30),
    (4, 8),
    (5, 12),
    (6, 18),
    (7, 18),
    (8, 10),
    (9, 4),
)
BUDGETS_10K_YUAN = (10, 15, 20, 30, 40, 50, 60, 80, 100, 120, 150, 200, 300, 500)
SECOND_MODES = ("joint_development", "licence", "transfer", "commissioned_development")


def build_demands(rng: Random, enterprises: Sequence[Enterprise]) -> tuple[CityDemand, ...]:
    """One or two demands per topic, each of an enterprise whose sector is the topic's field.

    Raises LookupError when a field has no enterprise.
    """
    written = [
        demand
        for topic in load_topics()
        for demand in _topic_demands(rng, topic, _of_sector(enterprises, topic.field))
    ]
    return tuple(shuffled(rng, written))


def _of_sector(enterprises: Sequence[Enterprise], field: str) -> tuple[Enterprise, ...]:
    found = tuple(one for one in enterprises if one.sector == field)
    if not found:
        raise LookupError(f"no enterprise of the sector {field}")
    return found


def _topic_demands(
    rng: Random, topic: Topic, enterprises: Sequence[Enterprise]
) -> Iterator[CityDemand]:
    phrases = load_phrases("demands")
    frames, titles = shuffled(rng, phrases["frames"]), shuffled(rng, phrases["titles"])
    count = 2 if chance(rng, SECOND_DEMAND_BP) else 1
    for number, want in enumerate(shuffled(rng, topic.wants)[:count]):
        yield _demand(
            rng,
            topic=topic,
            want=want,
            enterprise=choose(rng, enterprises),
            frame=frames[number],
            title=titles[number],
            key=f"{topic.id}-d{number + 1}",
        )


def _demand(
    rng: Random,
    *,
    topic: Topic,
    want: Want,
    enterprise: Enterprise,
    frame: Mapping[str, Any],
    title: str,
    key: str,
) -> CityDemand:
    confidentiality = choose_weighted(rng, CONFIDENTIALITY)
    mode = choose(rng, tuple(load_phrases("demands")["coops"]))
    metrics = closest_metrics(topic, want)[: frame["targets"]]
    who = _speaker(rng, enterprise, confidentiality)
    slots = word_demand(rng, topic, want=want, who=who, metrics=metrics, mode=mode)
    return CityDemand(
        key=key,
        enterprise=enterprise.credit_code,
        title=compose(rng, title, slots),
        title_en=english_title(rng, slots),
        background=f"{who}{topic.line}。",
        problem=f"{want.pain}。",
        public_text=public_text(rng, frame["text"], slots),
        confidential_text=confidential_text(rng, topic, enterprise),
        targets=tuple((one.name, one.current, one.target, one.unit) for one in metrics),
        field=topic.field,
        industry_code=enterprise.industry_code,
        needed_maturity=choose_weighted(rng, MATURITY),
        budget_fen=_budget(rng),
        deadline=_deadline(rng),
        confidentiality=confidentiality,
        cooperation_modes=_modes(rng, mode),
        topic=topic.id,
    )


def _speaker(rng: Random, enterprise: Enterprise, confidentiality: Confidentiality) -> str:
    if confidentiality == "public" and chance(rng, NAMED_IN_TEXT_BP):
        return f"我公司（{enterprise.short_name}）"
    hidden: str = choose(rng, load_phrases("demands")["hidden_names"])
    return hidden


def _budget(rng: Random) -> int | None:
    if chance(rng, OPEN_BUDGET_BP):
        return None
    return choose(rng, BUDGETS_10K_YUAN) * FEN_PER_10K_YUAN


def _deadline(rng: Random) -> str:
    year, month, day = between(rng, 2027, 2028), between(rng, 1, 12), between(rng, 1, 28)
    return choose(rng, (f"{year}年", f"{year}年{month}月", f"{year}年{month}月{day}日"))


def _modes(rng: Random, first: str) -> tuple[str, ...]:
    second = choose(rng, SECOND_MODES)
    return (first,) if second == first or chance(rng, SINGLE_MODE_BP) else (first, second)
