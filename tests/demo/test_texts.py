"""The texts of the fictional city read like real ones, and no two of them are alike."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from random import Random
from statistics import median

import pytest

from kechuang.base.identifiers import listed_disciplines, parse_patent_class
from kechuang.demo.city.composing import compose, part_way, quantity
from kechuang.demo.city.demands import build_demands
from kechuang.demo.city.enterprises import found_firms
from kechuang.demo.city.institutions import list_institutions
from kechuang.demo.city.outcomes import build_outcomes
from kechuang.demo.city.shapes import FIELDS, CityDemand, CityOutcome, Enterprise
from kechuang.demo.city.topics import Metric, load_topics

SEED = 7
ARTEFACTS = re.compile(r"[{}\[\]|]|[，。；：、]{2}|的的|了了|是是|在在|约约|的技术技术|None|lorem")


@pytest.fixture(scope="module")
def enterprises() -> tuple[Enterprise, ...]:
    return tuple(firm.enterprise for firm in found_firms(SEED, 400))


@pytest.fixture(scope="module")
def outcomes() -> tuple[CityOutcome, ...]:
    return build_outcomes(Random(SEED), list_institutions())


@pytest.fixture(scope="module")
def demands(enterprises: tuple[Enterprise, ...]) -> tuple[CityDemand, ...]:
    return build_demands(Random(SEED), enterprises)


def bigrams(text: str) -> frozenset[str]:
    return frozenset(text[start : start + 2] for start in range(len(text) - 1))


def nearest_neighbours(texts: Iterable[str]) -> list[float]:
    """For every text the Jaccard likeness of the text most like it."""
    grams = [bigrams(text) for text in texts]
    nearest = [0.0] * len(grams)
    for one, left in enumerate(grams):
        for other in range(one + 1, len(grams)):
            shared = len(left & grams[other])
            likeness = shared / (len(left) + len(grams[other]) - shared)
            nearest[one] = max(nearest[one], likeness)
            nearest[other] = max(nearest[other], likeness)
    return nearest


def test_every_field_has_eight_topics() -> None:
    topics = load_topics()

    assert Counter(topic.field for topic in topics) == dict.fromkeys(FIELDS, 8)
    assert len({topic.id for topic in topics}) == len(topics)


def test_topics_name_listed_disciplines_and_patent_classes() -> None:
    listed = {name.zh for _, name in listed_disciplines()}

    for topic in load_topics():
        assert topic.discipline in listed
        assert str(parse_patent_class(topic.ipc))


def test_target_of_a_metric_lies_between_what_firms_have_and_what_laboratories_reach() -> None:
    for topic in load_topics():
        for metric in topic.metrics:
            values = [float(metric.current), float(metric.target), float(metric.reached)]

            assert values in (sorted(values), sorted(values, reverse=True)), (topic.id, metric)
            assert metric.current != metric.target


def test_there_are_enough_outcomes_and_demands(
    outcomes: tuple[CityOutcome, ...], demands: tuple[CityDemand, ...]
) -> None:
    assert len(outcomes) >= 600
    assert len(demands) >= 160


def test_no_two_texts_are_equal(
    outcomes: tuple[CityOutcome, ...], demands: tuple[CityDemand, ...]
) -> None:
    for texts in (
        [outcome.title for outcome in outcomes] + [demand.title for demand in demands],
        [outcome.title_en for outcome in outcomes],
        [outcome.public_summary for outcome in outcomes],
        [outcome.key for outcome in outcomes] + [demand.key for demand in demands],
        [demand.public_text for demand in demands],
    ):
        assert len(set(texts)) == len(texts)


def test_summaries_differ_substantially(outcomes: tuple[CityOutcome, ...]) -> None:
    nearest = nearest_neighbours(outcome.public_summary for outcome in outcomes)

    assert max(nearest) < 0.9
    assert median(nearest) < 0.75


def test_texts_have_the_length_of_real_ones(
    outcomes: tuple[CityOutcome, ...], demands: tuple[CityDemand, ...]
) -> None:
    assert all(120 <= len(outcome.public_summary) <= 300 for outcome in outcomes)
    assert all(60 <= len(demand.public_text) <= 400 for demand in demands)
    assert all(len(outcome.title_en) <= 200 for outcome in outcomes)


def test_no_text_shows_its_frame(
    outcomes: tuple[CityOutcome, ...], demands: tuple[CityDemand, ...]
) -> None:
    for outcome in outcomes:
        texts = (outcome.title, outcome.public_summary, outcome.title_en, outcome.summary_en)
        assert not ARTEFACTS.search("\n".join((*texts, outcome.confidential_text))), outcome
    for demand in demands:
        texts = (demand.title, demand.public_text, demand.background, demand.problem)
        assert not ARTEFACTS.search("\n".join((*texts, demand.title_en))), demand


def test_shares_are_exactly_whole_and_held_by_universities_and_institutes(
    outcomes: tuple[CityOutcome, ...],
) -> None:
    kinds = {one.credit_code: one.kind for one in list_institutions()}

    for outcome in outcomes:
        assert sum(share for _, share in outcome.owners) == 10_000
        assert len({owner for owner, _ in outcome.owners}) == len(outcome.owners)
        assert {kinds[owner] for owner, _ in outcome.owners} <= {"university", "institute"}


def test_medical_university_owns_no_smart_farming(outcomes: tuple[CityOutcome, ...]) -> None:
    medical = {one.credit_code for one in list_institutions() if "医" in one.name}
    fields = {one.field for one in outcomes if medical & {owner for owner, _ in one.owners}}

    assert "medical_devices" in fields
    assert "smart_agriculture" not in fields


def test_nearly_half_of_the_prices_are_negotiable(outcomes: tuple[CityOutcome, ...]) -> None:
    negotiable = sum(outcome.price_fen is None for outcome in outcomes)

    assert 0.38 < negotiable / len(outcomes) < 0.52


def test_patent_numbers_say_that_they_are_invented(outcomes: tuple[CityOutcome, ...]) -> None:
    numbers = [number for outcome in outcomes for number in outcome.patent_numbers]

    assert numbers
    assert all(number.startswith("虚构") for number in numbers)


def test_every_demand_has_outcomes_of_its_topic(
    outcomes: tuple[CityOutcome, ...], demands: tuple[CityDemand, ...]
) -> None:
    supply = Counter(outcome.topic for outcome in outcomes)

    assert all(supply[demand.topic] >= 2 for demand in demands)


def test_demand_comes_from_an_enterprise_of_its_field(
    demands: tuple[CityDemand, ...], enterprises: tuple[Enterprise, ...]
) -> None:
    sectors = {one.credit_code: one.sector for one in enterprises}

    assert all(sectors[demand.enterprise] == demand.field for demand in demands)


def test_hidden_firm_is_named_in_no_public_text(
    demands: tuple[CityDemand, ...], enterprises: tuple[Enterprise, ...]
) -> None:
    firms = {one.credit_code: one for one in enterprises}
    hidden = [demand for demand in demands if demand.confidentiality != "public"]

    assert hidden
    for demand in hidden:
        public = demand.title + demand.background + demand.problem + demand.public_text
        assert firms[demand.enterprise].short_name not in public
        assert firms[demand.enterprise].name not in public


def test_some_public_demands_name_their_firm(
    demands: tuple[CityDemand, ...], enterprises: tuple[Enterprise, ...]
) -> None:
    firms = {one.credit_code: one for one in enterprises}

    assert any(firms[demand.enterprise].short_name in demand.public_text for demand in demands)


def test_needs_are_stated_with_one_to_three_targets(demands: tuple[CityDemand, ...]) -> None:
    for demand in demands:
        assert 1 <= len(demand.targets) <= 3
        assert all(
            quantity(target, unit) in demand.public_text for _, _, target, unit in demand.targets
        )


def test_same_seed_gives_the_same_texts(
    outcomes: tuple[CityOutcome, ...],
    demands: tuple[CityDemand, ...],
    enterprises: tuple[Enterprise, ...],
) -> None:
    assert build_outcomes(Random(SEED), list_institutions()) == outcomes
    assert build_demands(Random(SEED), enterprises) == demands
    assert build_outcomes(Random(SEED + 1), list_institutions()) != outcomes


def test_field_without_enterprise_is_refused(enterprises: tuple[Enterprise, ...]) -> None:
    others = [replace(one, sector="chips_packaging") for one in enterprises]

    with pytest.raises(LookupError, match="new_materials"):
        build_demands(Random(SEED), others)


def test_frame_settles_nested_alternatives_and_fills_slots() -> None:
    texts = {compose(Random(seed), "[甲|乙[丙|丁]]{thing}", {"thing": "。"}) for seed in range(40)}

    assert texts == {"甲。", "乙丙。", "乙丁。"}


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [("17", "%", "17%"), ("500", "次", "500次"), ("450", "mAh/g", "450 mAh/g"), ("2", "", "2")],
)
def test_space_stands_only_before_a_latin_unit(value: str, unit: str, shown: str) -> None:
    assert quantity(value, unit) == shown


@pytest.mark.parametrize(
    ("current", "reached", "percent", "value"),
    [("38", "18", 50, "28"), ("0.9", "0.15", 80, "0.30"), ("9", "8", 10, "8")],
)
def test_value_part_of_the_way_has_the_precision_of_the_laboratory(
    current: str, reached: str, percent: int, value: str
) -> None:
    metric = Metric(name="", unit="", current=current, target=reached, reached=reached)

    assert part_way(metric, percent) == value
