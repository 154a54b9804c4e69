"""Reads how one line of an amount is computed; exactly one form per line."""

from __future__ import annotations

from fractions import Fraction

from kechuang.engines.packfile import Located, WordingError
from kechuang.engines.rulebook.reading.words import read_amount, read_quantity, read_rate
from kechuang.engines.rulebook.rules.formulas import (
    Bracket,
    Brackets,
    ByYear,
    Expression,
    Formula,
    Steps,
)
from kechuang.engines.rulebook.terms.grammar import Vocabulary
from kechuang.engines.rulebook.terms.kinds import NUMERIC, Kind, mismatch
from kechuang.engines.rulebook.terms.literals import read_literal
from kechuang.engines.rulebook.terms.quantities import Arithmetic, Constant, Number, Quantity
from kechuang.engines.tally import DAY_COUNTS
from kechuang.engines.wording import Text

FORMS = ("fixed", "compute", "brackets", "each_full", "each_begun", "by_year", "interest")
_BESIDE = {
    "brackets": {"of"},
    "each_full": {"of", "award"},
    "each_begun": {"of", "award"},
    "by_year": {"of", "year"},
}
FORMULA_KEYS = frozenset({*FORMS, "of", "award", "year"})
INTEREST_KEYS = frozenset({"principal", "rate", "days", "days_in_year", "share"})


def read_formula(part: Located, vocabulary: Vocabulary) -> Formula:
    form = _form_of(part)
    if form == "brackets":
        return _read_brackets(part, vocabulary)
    if form in ("each_full", "each_begun"):
        return _read_steps(part, form, vocabulary)
    if form == "by_year":
        return _read_by_year(part, vocabulary)
    if form == "interest":
        return Expression(_read_interest(part.need(form), vocabulary))
    return Expression(read_money(part.need(form), vocabulary))


def _form_of(part: Located) -> str:
    forms = [form for form in FORMS if form in part]
    beside = {key for key in ("of", "award", "year") if key in part}
    if len(forms) != 1:
        part.refuse(
            Text("每一项恰好写一种算法", "each item is computed in exactly one way"),
            Text(f"请写 {'、'.join(FORMS)} 之一", f"write one of {', '.join(FORMS)}"),
        )
    if beside - _BESIDE.get(forms[0], set()):
        part.refuse(
            Text(f"“{forms[0]}”旁边不用写这些键", f"“{forms[0]}” takes none of these keys"),
            Text(f"请删去 {'、'.join(sorted(beside))}", f"take out {', '.join(sorted(beside))}"),
        )
    return forms[0]


def read_money(written: Located, vocabulary: Vocabulary) -> Quantity:
    return read_of_kind(written, vocabulary, Kind.MONEY)


def read_of_kind(written: Located, vocabulary: Vocabulary, kind: Kind) -> Quantity:
    quantity = read_quantity(written, vocabulary)
    if quantity.kind is not kind:
        written.refuse_wording(mismatch(quantity.kind, kind))
    return quantity


def _read_steps(part: Located, form: str, vocabulary: Vocabulary) -> Steps:
    base = read_quantity(part.need("of"), vocabulary)
    step = _read_step(part.need(form), base.kind)
    return Steps(base, step, read_amount(part.need("award")), is_begun=form == "each_begun")


def _read_step(part: Located, kind: Kind) -> Number:
    try:
        literal = read_literal(part.text())
    except WordingError as error:
        part.refuse_wording(error)
    if literal.kind is not kind or kind not in NUMERIC:
        part.refuse_wording(mismatch(literal.kind, kind))
    if not isinstance(literal.value, int | Fraction) or literal.value <= 0:
        part.refuse(
            Text("每一档须大于零", "a step must be above zero"),
            Text("请写 100万元 这样的数", "write a number such as 100万元"),
        )
    return literal.value


def _read_by_year(part: Located, vocabulary: Vocabulary) -> ByYear:
    rates = tuple(read_rate(item) for item in part.need("by_year").some)
    if list(rates) != sorted(rates, reverse=True):
        part.need("by_year").refuse(
            Text("后一年的比率高于前一年", "a later year has a higher rate"),
            Text("逐年递减须由高到低排列", "order the rates from the first year down"),
        )
    year = read_of_kind(part.need("year"), vocabulary, Kind.COUNT)
    return ByYear(read_money(part.need("of"), vocabulary), rates, year)


def _read_interest(part: Located, vocabulary: Vocabulary) -> Quantity:
    """``principal × rate × days ÷ days_in_year``, of which ``share``; simple interest."""
    part.only(INTEREST_KEYS)
    basis = part.need("days_in_year").whole()
    if basis not in DAY_COUNTS:
        part.need("days_in_year").refuse(
            Text(f"一年按{basis}天计", f"a year of {basis} days"),
            Text("请写360或365", "write 360 or 365"),
        )
    yearly = Arithmetic(
        "*",
        read_money(part.need("principal"), vocabulary),
        read_of_kind(part.need("rate"), vocabulary, Kind.RATIO),
        Kind.MONEY,
    )
    days = read_of_kind(part.need("days"), vocabulary, Kind.DAYS)
    years = Arithmetic("/", days, Constant(basis, Kind.DAYS), Kind.RATIO)
    interest = Arithmetic("*", yearly, years, Kind.MONEY)
    share = part.get("share")
    if share is None:
        return interest
    return Arithmetic("*", interest, Constant(read_rate(share), Kind.RATIO), Kind.MONEY)


def _read_brackets(part: Located, vocabulary: Vocabulary) -> Brackets:
    base = read_money(part.need("of"), vocabulary)
    brackets = tuple(_read_bracket(item) for item in part.need("brackets").items)
    tops = [bracket.up_to for bracket in brackets]
    bounded = [top for top in tops if top is not None]
    is_rising = [0, *bounded] == sorted({0, *bounded})
    if not tops or tops[-1] is not None or not is_rising or None in tops[:-1]:
        part.need("brackets").refuse(
            Text(
                "分段须从零由低到高，最后一段不设上限",
                "brackets rise from zero and the last has no end",
            ),
            Text(
                "请按 up_to 从小到大排列，最后一段只写 rate",
                "order by up_to; the last has only rate",
            ),
        )
    return Brackets(base, brackets)


def _read_bracket(item: Located) -> Bracket:
    item.only(frozenset({"up_to", "rate"}))
    up_to = item.get("up_to")
    return Bracket(read_amount(up_to) if up_to else None, read_rate(item.need("rate")))
