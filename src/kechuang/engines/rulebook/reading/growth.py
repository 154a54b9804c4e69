"""Growth rates written as one line; read as the cases a policy officer would otherwise write out.

``growth: {of: sales_revenue, years: 3, since: established_on, zero_base: 0%}`` is the mean of the
yearly rates, (Y2/Y1 + Y3/Y2) ÷ 2 − 1, as in the guide 国科发火〔2016〕195号. ``zero_base`` is what
a rate from nothing is, or ``unclear``; a zero or a missing year before it shortens the series.
A negative base, and a firm with one full year only, are ``unclear`` unless the rule says.
"""

from __future__ import annotations

from fractions import Fraction

from kechuang.engines.packfile import Located, WordingError
from kechuang.engines.rulebook.reading.words import read_quantity
from kechuang.engines.rulebook.terms.choices import Branch, Cases
from kechuang.engines.rulebook.terms.grammar import Vocabulary, parse_quantity, parse_test
from kechuang.engines.rulebook.terms.guards import Guard, JointGuard, TestGuard
from kechuang.engines.rulebook.terms.kinds import Kind, mismatch
from kechuang.engines.rulebook.terms.quantities import Arithmetic, Constant, Quantity
from kechuang.engines.wording import Text

GROWTH_KEYS = frozenset(
    {"of", "years", "since", "zero_base", "negative_base", "too_young", "article"}
)
FEWEST, MOST = 2, 6
_UNCLEAR = "unclear"


def read_growth(part: Located, vocabulary: Vocabulary) -> Quantity:
    part.only(GROWTH_KEYS)
    years = part.need("years").whole()
    if not FEWEST <= years <= MOST:
        part.need("years").refuse(
            Text(f"年数须在 {FEWEST} 与 {MOST} 之间", f"years lie between {FEWEST} and {MOST}"),
            Text("两年只有一个增长率", "two years give one rate"),
        )
    reader = _GrowthReader(part, vocabulary)
    return reader.over(years, is_whole=True)


class _GrowthReader:
    def __init__(self, part: Located, vocabulary: Vocabulary) -> None:
        self.part, self.vocabulary = part, vocabulary
        self.fact = part.need("of").text()
        self.since = part.get("since")
        self.zero = self._outcome("zero_base")
        self.negative = self._outcome("negative_base")
        self.young = self._outcome("too_young")

    def _outcome(self, key: str) -> Quantity | None:
        """The rate that stands for the case; None where a person must judge."""
        part = self.part.get(key)
        if part is None or part.value == _UNCLEAR:
            return None
        rate = read_quantity(part, self.vocabulary)
        if rate.kind is not Kind.RATIO:
            part.refuse_wording(mismatch(rate.kind, Kind.RATIO))
        return rate

    def over(self, years: int, *, is_whole: bool = False) -> Quantity:
        """The mean of ``years - 1`` rates; shorter when the first year is missing or zero."""
        if years == FEWEST:
            return Cases(tuple(self._last_base()), self._mean(years), Kind.RATIO)
        shorter = self.over(years - 1)
        late = [self._established_after(years), self._sign("==", years)]
        joined = JointGuard("any", tuple(guard for guard in late if guard))
        first = [Branch(joined, shorter), Branch(self._sign("<", years), self.negative)]
        before = self._last_base() if is_whole else []
        return Cases((*before, *first), self._mean(years), Kind.RATIO)

    def _last_base(self) -> list[Branch]:
        """What holds of every length: the year before the last is there and above zero."""
        young = self._established_after(FEWEST)
        return [
            *([Branch(young, self.young)] if young else []),
            Branch(self._sign("==", FEWEST), self.zero),
            Branch(self._sign("<", FEWEST), self.negative),
        ]

    def _year(self, back: int) -> Quantity:
        try:
            quantity = parse_quantity(f"{self.fact}@year-{back}", self.vocabulary)
        except WordingError as error:
            self.part.need("of").refuse_wording(error)
        if quantity.kind not in (Kind.MONEY, Kind.COUNT):
            self.part.need("of").refuse_wording(mismatch(quantity.kind, Kind.MONEY))
        return quantity

    def _sign(self, operator: str, back: int) -> Guard:
        self._year(back)
        return TestGuard(parse_test(f"{self.fact}@year-{back} {operator} 0", self.vocabulary))

    def _established_after(self, back: int) -> Guard | None:
        if self.since is None:
            return None
        written = f"{self.since.text()} > end_of(year-{back})"
        try:
            return TestGuard(parse_test(written, self.vocabulary))
        except WordingError as error:
            self.since.refuse_wording(error)

    def _mean(self, years: int) -> Quantity:
        rates = [
            Arithmetic("/", self._year(back), self._year(back + 1), Kind.RATIO)
            for back in range(1, years)
        ]
        total: Quantity = rates[0]
        for rate in rates[1:]:
            total = Arithmetic("+", total, rate, Kind.RATIO)
        share = Constant(Fraction(1, len(rates)), Kind.RATIO)
        mean = total if len(rates) == 1 else Arithmetic("*", total, share, Kind.RATIO)
        return Arithmetic("-", mean, Constant(1, Kind.COUNT), Kind.RATIO)
