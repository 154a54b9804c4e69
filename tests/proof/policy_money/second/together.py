"""What one firm may hold at once, money by money, where everything is certain."""

from __future__ import annotations

from datetime import date

from tests.proof.policy_money.bundles import Bundle, Paid, Rule


def left_over(bundle: Bundle) -> tuple[int, ...]:
    """What is left of each claim: once, highest, caps of the year, caps over years."""
    money = dict(enumerate(bundle.claims))
    for stage in (_is_once, _is_highest, _is_annual, _is_total):
        for rule in filter(stage, bundle.rules):
            money |= _held(rule, money, bundle.history, bundle.on)
    return tuple(money[number] for number in sorted(money))


def _is_once(rule: Rule) -> bool:
    return rule.kind == "once"


def _is_highest(rule: Rule) -> bool:
    return rule.kind == "highest"


def _is_annual(rule: Rule) -> bool:
    return rule.kind == "annual_cap"


def _is_total(rule: Rule) -> bool:
    return rule.kind == "total_cap"


def _held(rule: Rule, money: dict[int, int], history: tuple[Paid, ...], on: date) -> dict[int, int]:
    named = [number for number in rule.of if number in money]
    earlier = [one for one in history if one.claim in rule.of]
    if _is_once(rule):
        is_paid = any(one.on < on for one in earlier)
        return dict.fromkeys(named, 0) if is_paid else {}
    if _is_highest(rule):
        first = max(named, key=lambda number: (money[number], -named.index(number)), default=None)
        return {number: 0 for number in named if number != first}
    room = rule.cap_fen - sum(one.fen for one in earlier if _is_counted(one, rule, on))
    kept = {}
    for number in named:
        kept[number] = sorted((0, room, money[number]))[1]
        room -= kept[number]
    return kept


def _is_counted(one: Paid, rule: Rule, on: date) -> bool:
    if one.on > on:
        return False
    if _is_annual(rule):
        return one.on.year == on.year
    return rule.years is None or one.on > _years_before(on, rule.years)


def _years_before(on: date, years: int) -> date:
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return date(on.year - years, 2, 28)
