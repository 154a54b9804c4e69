"""Ownership stays sound where chances to go wrong abound: four owners for many firms."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from kechuang.demo.city.enterprises import Firm, found_firms
from kechuang.demo.city.relations import relate
from kechuang.demo.city.shapes import Relation

LARGE = 4


@pytest.fixture(scope="module")
def relations() -> tuple[Relation, ...]:
    """Few possible owners for many firms; the first four firms are large, the others small."""
    firms = [
        Firm(replace(firm.enterprise, size="large" if number < LARGE else "small"), firm.profile)
        for number, firm in enumerate(found_firms(7, 1_500))
    ]
    return relate(7, (*firms, *firms[:LARGE] * 50), (), ())


def test_no_large_firm_has_an_owner(relations: tuple[Relation, ...]) -> None:
    owners = {row.subject for row in relations}

    assert len(owners) == LARGE
    assert not owners & {row.party for row in relations}


def test_nobody_owns_the_same_firm_twice(relations: tuple[Relation, ...]) -> None:
    joined = Counter((row.party, row.subject) for row in relations)

    assert max(joined.values()) == 1
