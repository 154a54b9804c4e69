"""Draws cases from a seed and asks both implementations, the first one twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from kechuang.engines.wording import Refusal
from tests.proof.policy_money import dividing, packs, paying, together
from tests.proof.policy_money.kinds import REFUSED, Inputs, Kind
from tests.proof.policy_money.second import Refused

TALLY_KINDS = (*dividing.KINDS, *paying.KINDS)
RULEBOOK_PARTS = 3
CASES_PER_MEASURE = 100


class Difference(NamedTuple):
    kind: str
    inputs: Inputs
    first: object
    second: object


def every_kind(random: Random, *, cases: int) -> tuple[Kind, ...]:
    """The rulebook, with so many parts of the cases, and the tally's kinds with one each."""
    rulebook = packs.kind(random, measures=max(cases // CASES_PER_MEASURE, 20))
    bundles = together.kind(random, documents=max(cases // CASES_PER_MEASURE, 20))
    return (*TALLY_KINDS, *[rulebook] * RULEBOOK_PARTS, bundles)


def differences(
    kinds: Sequence[Kind], *, seed: int, cases: int, drawn: Counter[str] | None = None
) -> Iterator[Difference]:
    """``drawn`` counts the cases that both were really asked, by kind."""
    random = Random(seed)
    for number in range(cases):
        kind = kinds[number % len(kinds)]
        found = difference(kind, kind.draw(random))
        if drawn is not None:
            drawn[kind.name] += 1
        if found:
            yield found


def difference(kind: Kind, inputs: Inputs) -> Difference | None:
    first, again, second = (answer_of(ask, inputs) for ask in (kind.ours, kind.ours, kind.second))
    is_whole = first == REFUSED or kind.is_whole(inputs, first)
    if first == second and first == again and is_whole:
        return None
    return Difference(kind.name, inputs, first, second)


def answer_of(ask: Callable[..., object], inputs: Inputs) -> object:
    try:
        return ask(*inputs)
    except (Refusal, Refused):
        return REFUSED
