"""Levers: the numbers about one subject that decide something if they move a little."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple, cast

from kechuang.engines.rulebook.facts import Fact, FactSheet
from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.packs import Clause, Pack
from kechuang.engines.rulebook.reasons import Outcome, Reason
from kechuang.engines.rulebook.rules.conditions import Leaf
from kechuang.engines.rulebook.terms.closeness import closeness_of
from kechuang.engines.rulebook.terms.comparisons import Comparison
from kechuang.engines.rulebook.terms.quantities import NotComputableError
from kechuang.engines.rulebook.verdict import Verdict
from kechuang.engines.rulebook.walking import walk_rules

_BASIS_POINTS = 10_000


class Lever(NamedTuple):
    """A fact that is a number, and the clauses (pack, clause) that it would help or endanger."""

    fact: Fact
    clauses: tuple[tuple[str, str], ...]

    @property
    def value(self) -> int:
        """The number in fen, basis points, days or pieces."""
        return cast(int, self.fact.value)


def levers_of(packs: Iterable[Pack], sheet: FactSheet, *, on: date) -> tuple[Lever, ...]:
    """Numbers in the gaps of clauses that can be cured, and in met conditions near their bound.

    Those that move most clauses come first, and of those the latest. Near: within the
    ``near_miss`` gap of the pack.
    """
    moved: dict[Fact, set[tuple[str, str]]] = defaultdict(set)
    for pack in packs:
        for clause in pack.clauses:
            for fact in _deciding(pack, clause, sheet, on):
                moved[fact].add((pack.id, clause.id))
    levers = [Lever(fact, tuple(sorted(clauses))) for fact, clauses in moved.items()]
    return tuple(sorted(levers, key=_rank))


def _rank(lever: Lever) -> tuple[int, int, str]:
    return -len(lever.clauses), -int(lever.fact.period or 0), lever.fact.name


def _deciding(pack: Pack, clause: Clause, sheet: FactSheet, on: date) -> Iterator[Fact]:
    outcome = clause.condition.check(Inquiry(sheet, on))
    if outcome.verdict is Verdict.NOT_MET:
        facts = _in_gaps(outcome)
    elif outcome.verdict is Verdict.MET:
        facts = _near_bounds(pack, clause, sheet, on)
    else:
        facts = iter(())
    return (fact for fact in facts if type(fact.value) is int)


def _in_gaps(outcome: Outcome) -> Iterator[Fact]:
    """Nothing where the place or the time of the policy is another: no number cures that."""
    if all(failing.is_curable for failing in outcome.repair):
        short = {failing.gap.reason_id for failing in outcome.repair}
        yield from _facts_under(outcome.reason, short, is_asked=False)


def _facts_under(reason: Reason, short: set[str], *, is_asked: bool) -> Iterator[Fact]:
    is_asked = is_asked or reason.id in short
    if is_asked:
        yield from reason.facts
    for child in reason.children:
        yield from _facts_under(child, short, is_asked=is_asked)


def _near_bounds(pack: Pack, clause: Clause, sheet: FactSheet, on: date) -> Iterator[Fact]:
    for rule in walk_rules(clause.condition):
        if isinstance(rule, Leaf) and isinstance(rule.test, Comparison):
            inquiry = Inquiry(sheet, on)
            if _is_near(rule.test, inquiry, pack.near_miss.gap_bp):
                yield from inquiry.used


def _is_near(test: Comparison, inquiry: Inquiry, gap_bp: int) -> bool:
    """Met, and by no more than ``gap_bp`` of the bound."""
    if test.find(inquiry).verdict is not Verdict.MET:
        return False
    try:
        have, need = test.left.value(inquiry), test.right.value(inquiry)
    except NotComputableError:
        return False
    if have is None or need is None:
        return False
    closeness = closeness_of(have, need)
    return isinstance(closeness, Fraction) and closeness * _BASIS_POINTS <= gap_bp
