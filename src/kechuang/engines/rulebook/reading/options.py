"""Reads one way to earn points: bands, cases, a scale, a rank, or experts' free choice."""

from __future__ import annotations

from kechuang.engines.packfile import Located, WordingError
from kechuang.engines.rulebook.checking.branches import refuse_unreachable
from kechuang.engines.rulebook.reading.bands import read_bands
from kechuang.engines.rulebook.reading.points import read_points
from kechuang.engines.rulebook.reading.words import read_guard, read_quantity
from kechuang.engines.rulebook.rules.bands import Points
from kechuang.engines.rulebook.rules.options import Banded, ByCase, Case, Judged, Option
from kechuang.engines.rulebook.rules.scales import Percentile, Scale
from kechuang.engines.rulebook.terms.grammar import Vocabulary
from kechuang.engines.rulebook.terms.kinds import NUMERIC, Kind, mismatch
from kechuang.engines.rulebook.terms.literals import read_literal
from kechuang.engines.rulebook.terms.quantities import FactOf, Number, Quantity
from kechuang.engines.wording import Text

OPTION_KEYS = frozenset(
    {"of", "bands", "cases", "points", "when", "linear", "log", "percentile"}
)  # fmt: skip


def read_option(part: Located, vocabulary: Vocabulary, *, key: str, decimals: int) -> Option:
    """``key`` names the cohort of a rank; ``decimals`` are those of scales and ranks."""
    if part.get("of"):
        return _read_measured(part, vocabulary, key, decimals)
    if part.get("cases"):
        return _read_cases(part.need("cases"), vocabulary)
    points = read_points(part.need("points"))
    when = part.get("when")
    if when is None:
        return Judged(points)
    return ByCase((Case(read_guard(when, vocabulary), points),), Points(0, 0))


def _read_measured(part: Located, vocabulary: Vocabulary, key: str, decimals: int) -> Option:
    quantity = read_quantity(part.need("of"), vocabulary)
    for form in ("linear", "log"):
        if form in part:
            return _read_scale(part.need(form), quantity, decimals, is_log=form == "log")
    if "percentile" in part:
        return _read_percentile(part.need("percentile"), quantity, vocabulary, key, decimals)
    return Banded(quantity, read_bands(part.need("bands"), quantity.kind))


def _read_scale(part: Located, quantity: Quantity, decimals: int, *, is_log: bool) -> Scale:
    part.only(frozenset({"from", "to", "points"}))
    worst, best = (_read_end(part.need(key), quantity.kind) for key in ("from", "to"))
    if worst == best or (is_log and min(worst, best) <= 0):
        part.refuse(
            Text("两端须不同，对数的两端须大于零", "the ends differ; of a log both are above 0"),
            Text("from 得零分，to 得满分", "from earns nothing, to earns all"),
        )
    return Scale(quantity, worst, best, part.need("points").whole(), decimals, is_log)


def _read_end(part: Located, kind: Kind) -> Number:
    try:
        literal = read_literal(part.text())
        is_zero = literal.value == 0
        if kind not in NUMERIC or (literal.kind is not kind and not is_zero):
            raise mismatch(literal.kind, kind)
    except WordingError as error:
        part.refuse_wording(error)
    return literal.value  # type: ignore[return-value]


def _read_percentile(
    part: Located, quantity: Quantity, vocabulary: Vocabulary, key: str, decimals: int
) -> Percentile:
    part.only(frozenset({"same", "digits", "points"}))
    same, digits = part.get("same"), part.get("digits")
    fact = read_quantity(same, vocabulary) if same else None
    if quantity.kind not in NUMERIC:
        part.refuse_wording(mismatch(quantity.kind, Kind.COUNT))
    if fact is not None and (not isinstance(fact, FactOf) or fact.kind is not Kind.CODE):
        part.need("same").refuse_wording(mismatch(fact.kind, Kind.CODE))
    most, cut = part.need("points").whole(), digits.whole() if digits else 0
    return Percentile(key, quantity, most, decimals, fact, cut)


def _read_cases(part: Located, vocabulary: Vocabulary) -> ByCase:
    *cases, last = part.items or [part]
    for case in cases:
        case.only(frozenset({"when", "points"}))
    last.only(frozenset({"otherwise"}))
    read = tuple(
        Case(read_guard(case.need("when"), vocabulary), read_points(case.need("points")))
        for case in cases
    )
    refuse_unreachable(cases, [case.guard for case in read])
    return ByCase(read, read_points(last.need("otherwise")))
