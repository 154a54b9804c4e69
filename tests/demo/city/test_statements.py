"""What the sources state: catalogue names, right types, gaps and disagreements."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kechuang.demo.city import City
from kechuang.demo.city.draws import stream
from kechuang.demo.city.enterprises import found_firms
from kechuang.demo.city.figures import figures_of
from kechuang.demo.city.origins import ORIGIN_OF, ORIGINS, UNIT_OF
from kechuang.demo.city.shapes import StatedFact
from kechuang.demo.city.statements import FIGURES_STREAM
from kechuang.engines.rulebook import FactCatalogue, facts_needed, load_catalogue, load_folder

PACKS = Path(__file__).parents[3] / "packs"
CATALOGUE_FILE = PACKS / "facts.yaml"
YUNLAN = "9901"
TODAY = date(2026, 11, 21)
TYPES = {"flag": bool, "date": date, "code": str, "text": str}


@pytest.fixture(scope="module")
def catalogue() -> FactCatalogue:
    return load_catalogue(CATALOGUE_FILE)


def key_of(fact: StatedFact) -> tuple[str, str, str]:
    return fact.credit_code, fact.name, fact.period


def test_every_fact_has_a_name_type_and_unit_of_the_catalogue(
    city: City, catalogue: FactCatalogue
) -> None:
    for fact in city.facts:
        definition = catalogue[fact.name]
        assert type(fact.value) is TYPES.get(str(definition.type), int), fact
        assert fact.unit == definition.unit, fact
        assert bool(fact.period) == definition.is_yearly, fact


def test_every_fact_is_stated_that_the_city_knows_and_its_own_packs_ask_for(
    city: City, catalogue: FactCatalogue
) -> None:
    packs = load_folder(PACKS, catalogue)
    own = [pack for pack in packs if pack.region.startswith(YUNLAN)]
    asked = {name for name, _ in facts_needed(own, on=TODAY)}

    assert {fact.name for fact in city.facts} == set(ORIGIN_OF)
    assert own
    assert asked <= set(ORIGIN_OF) <= set(catalogue)


def test_sources_are_those_the_catalogue_names(catalogue: FactCatalogue) -> None:
    for name, origin in ORIGIN_OF.items():
        assert origin.source == catalogue[name].source, name
    assert sum(len(origin.names) for origin in ORIGINS) == len(ORIGIN_OF)
    assert set(UNIT_OF) <= set(ORIGIN_OF)


def test_a_register_says_that_there_was_no_contract_or_loan(city: City) -> None:
    names = ("tech_purchase_paid", "tech_sale_paid", "loan_principal")
    none = {
        (fact.name, fact.source) for fact in city.facts if fact.name in names and not fact.value
    }

    assert none == {
        ("tech_purchase_paid", "技术合同登记系统"),
        ("tech_sale_paid", "技术合同登记系统"),
        ("loan_principal", "银行贷款台账"),
    }


@pytest.mark.parametrize(
    ("holds", "until"),
    [("hnte_holder", "hnte_valid_until"), ("tech_sme_listed", "tech_sme_valid_until")],
)
def test_of_every_firm_it_is_known_whether_it_holds_a_certificate_and_until_when(
    city: City, holds: str, until: str
) -> None:
    held = {fact.credit_code: fact.value for fact in city.facts if fact.name == holds}
    dated = {fact.credit_code for fact in city.facts if fact.name == until}

    assert len(held) == 2_000
    assert {code for code, is_held in held.items() if is_held} == dated


def test_no_statement_is_repeated(city: City) -> None:
    """The parties room keeps one row per source and day."""
    assert len(set(city.facts)) == len(city.facts)


def test_no_source_speaks_of_the_future_or_before_the_year_ends(city: City) -> None:
    for fact in city.facts:
        assert fact.as_of <= TODAY
        assert not fact.period or fact.as_of >= date(int(fact.period), 10, 31)


def test_only_a_profit_may_be_negative(city: City) -> None:
    numbers = [fact for fact in city.facts if type(fact.value) is int]

    assert {fact.name for fact in numbers if fact.value < 0} == {"net_profit"}


def test_about_one_fact_in_twelve_is_unknown(city: City) -> None:
    firms = found_firms(20261121, 400)
    codes = {firm.enterprise.credit_code for firm in firms}
    true_figures = sum(
        sum(1 for _ in figures_of(stream(20261121, part=FIGURES_STREAM, number=number), firm))
        for number, firm in enumerate(firms)
    )
    stated = {key_of(fact) for fact in city.facts if fact.credit_code in codes}

    assert 0.06 <= 1 - len(stated) / true_figures <= 0.1


def test_about_three_facts_in_a_hundred_are_disputed_by_another_source(city: City) -> None:
    sources: dict[tuple[str, str, str], list[StatedFact]] = {}
    for fact in city.facts:
        sources.setdefault(key_of(fact), []).append(fact)
    disputed = [facts for facts in sources.values() if len(facts) > 1]

    assert 0.02 <= len(disputed) / len(sources) <= 0.04
    for first, second in disputed:
        assert first.value != second.value
        assert first.source != second.source


def test_part_of_the_facts_are_certified(city: City) -> None:
    certified = sum(bool(fact.certified_by) for fact in city.facts) / len(city.facts)

    assert 0.3 <= certified <= 0.6


def test_a_firm_s_own_word_is_never_certified(city: City) -> None:
    own_word = [fact for fact in city.facts if fact.source == "企业填报"]

    assert own_word
    assert not any(fact.certified_by for fact in own_word)


def test_registration_is_known_of_every_enterprise(city: City) -> None:
    names = ("mainland_resident", "established_on", "region_code", "industry_code")
    stated = Counter(fact.name for fact in city.facts)

    assert {stated[name] for name in names} == {len(city.enterprises)}


def test_no_certificate_is_older_than_its_firm_allows(city: City) -> None:
    founded = {row.credit_code: row.established_on.year for row in city.enterprises}
    years = {"hnte_valid_until": 4, "tech_sme_valid_until": 1}

    for fact in city.facts:
        if fact.name in years and isinstance(fact.value, date):
            assert fact.value.year >= founded[fact.credit_code] + years[fact.name]


def test_branches_have_no_figures_of_their_own(city: City) -> None:
    branches = {row.subject for row in city.relations if row.kind == "branch"}
    stated = [fact for fact in city.facts if fact.credit_code in branches]

    assert len(stated) == 4 * len(branches)
    assert not any(fact.value for fact in stated if fact.name == "mainland_resident")
