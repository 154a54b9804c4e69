"""Plausible wrong versions of what the rulebook does with amounts and with policies together."""

from __future__ import annotations

from dataclasses import replace

from kechuang.engines.rulebook.reading import formulas
from kechuang.engines.rulebook.rules import levels
from kechuang.engines.rulebook.rules.amounts import AmountItem, AmountRule
from kechuang.engines.rulebook.rules.formulas import ByYear
from kechuang.engines.rulebook.rules.roundings import RoundTo
from kechuang.engines.rulebook.together.limits import CapRule
from kechuang.engines.tally import ceiling, floor

PAY, JOIN, YEARLY = AmountItem.compute, AmountRule._capped, ByYear.compute
ROUND, READ_INTEREST, SERVE = RoundTo.__call__, formulas._read_interest, CapRule.apply
SHARES = levels.shares_of


def begun(numerator, denominator):
    return ceiling(numerator, denominator)


def full_only(numerator, denominator):
    return floor(numerator, denominator)


def next_years_rate(rule, inquiry):
    return YEARLY(replace(rule, rates=(*rule.rates[1:], rule.rates[0] * 0)), inquiry)


def to_whole_fen(rounding, numerator, denominator):
    return ROUND(replace(rounding, unit_fen=1), numerator, denominator)


def half_up_always(rounding, numerator, denominator):
    return ROUND(replace(rounding, way="half_up"), numerator, denominator)


def past_the_limits(item, fen):
    return fen


def due_always(item, inquiry):
    return PAY(replace(item, when=None), inquiry)


def nothing_paid_before(head, line, less, inquiry):
    return line


def added_up(rule, lines):
    return JOIN(replace(rule, is_highest=False), lines)


def first_level_pays(payers, low_fen, high_fen):
    return SHARES(
        tuple(one._replace(weight=int(at == 0)) for at, one in enumerate(payers)), low_fen, high_fen
    )


def whole_interest(part, vocabulary):
    interest = READ_INTEREST(part, vocabulary)
    return interest.left if "share" in part else interest


def all_kept(rule, claim, group):
    return claim


def paid_again(rule, claims, history, on):
    return claims


def history_forgotten(rule, paid, on):
    return 0


def any_year(rule, paid, on):
    return paid.fen if paid.clause in rule.clauses and paid.on <= on else 0


def served_as_claimed(rule, claims, history, on):
    return SERVE(replace(rule, clauses=tuple(sorted(rule.clauses))), claims, history, on)


def as_written(rule):
    return 0, False
