"""Puts the city together."""

from __future__ import annotations

from kechuang.demo.city.cast import cast_people
from kechuang.demo.city.demands import build_demands
from kechuang.demo.city.draws import stream
from kechuang.demo.city.enterprises import found_firms, open_branches
from kechuang.demo.city.institutions import DEPARTMENTS, list_institutions
from kechuang.demo.city.outcomes import build_outcomes
from kechuang.demo.city.relations import relate
from kechuang.demo.city.seekers import list_seekers
from kechuang.demo.city.shapes import City
from kechuang.demo.city.showcases import choose_showcases
from kechuang.demo.city.statements import state_facts

SEED = 20261121
OUTCOMES_STREAM, DEMANDS_STREAM = 5, 6


def build_city(seed: int = SEED, enterprises: int = 2_000) -> City:
    """The whole city; ``enterprises`` counts the legal persons, branches come on top.

    Raises LookupError when so few firms leave a sector without any.
    """
    firms = found_firms(seed, enterprises)
    branches = open_branches(seed, firms)
    institutions = list_institutions()
    facts = state_facts(seed, firms, branches)
    demands = build_demands(stream(seed, part=DEMANDS_STREAM, number=0), list_seekers(firms))
    first, second = choose_showcases(firms, facts, demands)
    return City(
        name="云澜市",
        name_en="Yunlan",
        region_code="990100",
        enterprises=(*(firm.enterprise for firm in firms), *(one.enterprise for one in branches)),
        institutions=institutions,
        departments=DEPARTMENTS,
        relations=relate(seed, firms, branches, institutions),
        facts=facts,
        outcomes=build_outcomes(stream(seed, part=OUTCOMES_STREAM, number=0), institutions),
        demands=demands,
        cast=cast_people((first.enterprise, second.enterprise), institutions),
    )
