"""A measure in the words of a policy pack."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.proof.policy_money.measures import (
    COUNT,
    Brackets,
    ByYear,
    Formula,
    Guard,
    Interest,
    Item,
    Measure,
    Steps,
    Tree,
)

PACK = """\
id: proof
title: {zh: 证明, en: Proof}
issuer: 某局
doc_no: 证明〔2026〕1号
valid_from: 2026-01-01
region: "100000"
evidence: 示例
text_kind: TEXT_KIND
clauses:
  - id: only
    kind: subsidy
    title: {zh: 条款, en: Clause}
    article: 第一条
    conditions:
      - {id: here, article: 第一条, label: {zh: 境内, en: Here}, test: mainland_resident}
    amount:
      label: {zh: 补助, en: Subsidy}
"""


def written(measure: Measure) -> str:
    head = PACK.replace("TEXT_KIND", "ceiling" if measure.is_ceiling else "hard")
    items = (f"        - {{{_item(number, item)}}}\n" for number, item in enumerate(measure.items))
    around = "".join(f"      {line}\n" for line in _around(measure))
    return f"{head}      items:\n{''.join(items)}{around}"


def _around(measure: Measure) -> Iterator[str]:
    if measure.cap_fen is not None:
        yield f"cap: {_yuan(measure.cap_fen)}"
    if measure.is_highest:
        yield "take: highest"
    if measure.budget_fen is not None:
        yield f"budget: {{total: {_yuan(measure.budget_fen)}, method: pro_rata}}"
    if measure.weights:
        levels = (f"{{zh: 级{n}, en: L{n}, weight: {w}}}" for n, w in enumerate(measure.weights))
        yield f"shares: [{', '.join(levels)}]"


def _item(number: int, item: Item) -> str:
    head = f"id: item-{number}, article: 第二条, label: {{zh: 一项, en: Item}}"
    return ", ".join((head, _formula(item.formula), *_limits(item)))


def _limits(item: Item) -> Iterator[str]:
    if item.cap_fen is not None:
        yield f"cap: {_yuan(item.cap_fen)}"
    if item.least_fen:
        yield f"least: {_yuan(item.least_fen)}"
    if item.floor_fen:
        yield f"floor: {_yuan(item.floor_fen)}"
    if item.rounding:
        way, unit = item.rounding
        yield f"round: {way}" if unit == 1 else f"round: {{by: {way}, to: {_yuan(unit)}}}"
    if item.when:
        yield f"when: {_guard(item.when)}"
    if item.less:
        yield f"less: [{', '.join(map(_quoted, item.less))}]"


def _guard(guard: Guard) -> str:
    if guard.joint:
        return f"{{{guard.joint}: [{', '.join(map(_guard, guard.parts))}]}}"
    left, sign, fen = guard.parts
    return f'"{_phrase(left)} {sign} {_yuan(fen)}"'


def _formula(formula: Formula) -> str:
    return _FORMS.get(type(formula), _expression)(formula)


def _brackets(rule: Brackets) -> str:
    *below, last = rule.rates_bp
    pairs = zip(rule.tops_fen, below, strict=True)
    rows = [f"{{up_to: {_yuan(top)}, rate: {_percent(rate)}}}" for top, rate in pairs]
    rows.append(f"{{rate: {_percent(last)}}}")
    return f"of: {_quoted(rule.base)}, brackets: [{', '.join(rows)}]"


def _steps(rule: Steps) -> str:
    key = "each_begun" if rule.is_begun else "each_full"
    step = f"{rule.step}项" if rule.base[:2] == ("fact", COUNT) else _yuan(rule.step)
    return f"of: {_quoted(rule.base)}, {key}: {step}, award: {_yuan(rule.award_fen)}"


def _by_year(rule: ByYear) -> str:
    rates = ", ".join(map(_percent, rule.rates_bp))
    return f"of: {_quoted(rule.base)}, by_year: [{rates}], year: {_quoted(rule.year)}"


def _interest(rule: Interest) -> str:
    share = "" if rule.share_bp is None else f", share: {_percent(rule.share_bp)}"
    loan = f"principal: {_quoted(rule.principal)}, rate: {_quoted(rule.rate)}"
    days = f"days: {_quoted(rule.days)}, days_in_year: {rule.days_in_year}"
    return f"interest: {{{loan}, {days}{share}}}"


def _expression(tree: Tree) -> str:
    return f"compute: {_quoted(tree)}"


def _quoted(tree: Tree) -> str:
    return f'"{_phrase(tree)}"'


def _phrase(tree: Tree) -> str:
    sign, *parts = tree
    if sign in LEAVES:
        return LEAVES[sign](*parts)
    one, other = map(_phrase, parts)
    return f"{sign}({one}, {other})" if sign in ("min", "max") else f"({one} {sign} {other})"


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}元"


def _percent(bp: int) -> str:
    return f"{bp // 100}.{bp % 100:02d}%"


LEAVES: dict[str, Callable[..., str]] = {
    "fact": lambda name, year: f"{name}@{year}",
    "sum": lambda name, years: f"sum({name}, {years})",
    "mean": lambda name, years: f"mean({name}, {years})",
    "fen": _yuan,
    "ratio": _percent,
    "days": lambda days: f"{days}天",
}
_FORMS: dict[type, Callable[..., str]] = {
    Brackets: _brackets, Steps: _steps, ByYear: _by_year, Interest: _interest,
}  # fmt: skip
