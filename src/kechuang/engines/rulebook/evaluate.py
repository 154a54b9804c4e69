"""Asks packs about subjects: one answer per clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction

from kechuang.engines.rulebook.answers import Answer
from kechuang.engines.rulebook.cohorts import Cohorts
from kechuang.engines.rulebook.facts import FactSheet
from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.packs import Clause, NearMiss, Pack
from kechuang.engines.rulebook.reasons import Outcome
from kechuang.engines.rulebook.terms.closeness import YEAR, Closeness
from kechuang.engines.rulebook.verdict import Verdict

_BASIS_POINTS = 10_000


def evaluate(
    pack: Pack, sheet: FactSheet, *, on: date, cohorts: Cohorts | None = None
) -> tuple[Answer, ...]:
    """One answer per clause of ``pack``; FactError when a fact does not fit its definition.

    ``cohorts``: those of ``gather_cohorts``, for scores that rank firms among others.
    """
    return tuple(
        _answer(pack, clause, Inquiry(sheet, on, cohorts or {})) for clause in pack.clauses
    )


def evaluate_many(
    packs: Iterable[Pack],
    sheets: Iterable[FactSheet],
    *,
    on: date,
    cohorts: Cohorts | None = None,
) -> Iterator[Answer]:
    """Every clause of every pack for every sheet, subject by subject."""
    packs = tuple(packs)
    for sheet in sheets:
        for pack in packs:
            yield from evaluate(pack, sheet, on=on, cohorts=cohorts)


def _answer(pack: Pack, clause: Clause, inquiry: Inquiry) -> Answer:
    outcome = clause.condition.check(inquiry)
    amount, missing = None, outcome.missing
    if clause.amount_rule and outcome.verdict is not Verdict.NOT_MET:
        amount, lacking = clause.amount_rule.compute(inquiry)
        missing = tuple(dict.fromkeys(missing + lacking))
    return Answer(
        subject=inquiry.sheet.subject,
        pack_id=pack.id,
        pack_digest=pack.digest,
        clause_id=clause.id,
        on=inquiry.on,
        verdict=outcome.verdict,
        is_near_miss=is_near_miss(outcome, pack.near_miss),
        reason=outcome.reason,
        amount=amount,
        missing=missing,
        gaps=tuple(failing.sized for failing in outcome.repair),
        conflicts=tuple(inquiry.conflicts.values()),
    )


def is_near_miss(outcome: Outcome, near: NearMiss) -> bool:
    """Not met, curable, and either every gap is small or one single condition failed by not much.

    Small: a number within ``near.gap_bp`` of what is needed. Not much, for a single failure: a
    number within ``near.single_gap_bp``, a date at most a year off, or what has no size (a flag,
    a place in a list). A single failure counts only while nothing beside it is unknown. The period
    of validity and the region are not curable: a policy of another place or time is never near.
    """
    repair = outcome.repair
    if not repair or not all(failing.is_curable for failing in repair):
        return False
    if all(_is_small(failing.closeness, near) for failing in repair):
        return True
    return len(repair) == 1 and outcome.is_sole and _is_not_much(repair[0].closeness, near)


def _is_small(closeness: Closeness, near: NearMiss) -> bool:
    return isinstance(closeness, Fraction) and closeness * _BASIS_POINTS <= near.gap_bp


def _is_not_much(closeness: Closeness, near: NearMiss) -> bool:
    if isinstance(closeness, timedelta):
        return closeness <= YEAR
    return closeness is None or closeness * _BASIS_POINTS <= near.single_gap_bp
