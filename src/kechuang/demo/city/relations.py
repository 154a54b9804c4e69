"""Who belongs to whom: branches, parents and shareholders."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from kechuang.demo.city.draws import WHOLE_BP, between, chance, choose, stream
from kechuang.demo.city.enterprises import Branch, Firm
from kechuang.demo.city.shapes import Enterprise, Institution, Relation

STREAM = 2
WITH_PARENT_BP = 500
WITH_SHAREHOLDER_BP = 900
SECOND_SHAREHOLDER_BP = 2_500
LEAST_CONTROL_BP = 5_100
MOST_CONTROL_BP = 8_000


def relate(
    seed: int,
    firms: tuple[Firm, ...],
    branches: tuple[Branch, ...],
    institutions: tuple[Institution, ...],
) -> tuple[Relation, ...]:
    """Parents are large and children are not, so that nobody owns itself in a circle."""
    large = [firm.enterprise for firm in firms if firm.enterprise.size == "large"]
    investors = [row.credit_code for row in institutions if row.kind in ("university", "finance")]
    investors += [firm.credit_code for firm in large]
    relations = [_branch_of(branch) for branch in branches]
    for number, firm in enumerate(firms):
        if firm.enterprise.size != "large":
            rng = stream(seed, part=STREAM, number=number)
            relations += _owners(rng, firm.enterprise, large, investors)
    return tuple(relations)


def _branch_of(branch: Branch) -> Relation:
    return Relation(branch.head.credit_code, branch.enterprise.credit_code, "branch", WHOLE_BP)


def _owners(
    rng: Random, firm: Enterprise, large: list[Enterprise], investors: list[str]
) -> Iterator[Relation]:
    parent = ""
    if large and chance(rng, WITH_PARENT_BP):
        parent = choose(rng, large).credit_code
        share = between(rng, LEAST_CONTROL_BP, MOST_CONTROL_BP)
        yield Relation(firm.credit_code, parent, "parent", share)
    if chance(rng, WITH_SHAREHOLDER_BP):
        yield from _shareholders(rng, firm, [code for code in investors if code != parent])


def _shareholders(rng: Random, firm: Enterprise, investors: list[str]) -> Iterator[Relation]:
    first = choose(rng, investors)
    yield Relation(firm.credit_code, first, "shareholder", between(rng, 200, 1_200))
    if chance(rng, SECOND_SHAREHOLDER_BP):
        second = choose(rng, [code for code in investors if code != first])
        yield Relation(firm.credit_code, second, "shareholder", between(rng, 100, 800))
