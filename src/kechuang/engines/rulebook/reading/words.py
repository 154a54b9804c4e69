"""Reads the words of a pack: tests, quantities, guards, literals of one kind, choices."""

from __future__ import annotations

from fractions import Fraction

from kechuang.engines.packfile import Located, WordingError, nearest
from kechuang.engines.rulebook.terms.comparisons import Test
from kechuang.engines.rulebook.terms.grammar import Vocabulary, parse_quantity, parse_test
from kechuang.engines.rulebook.terms.guards import Guard, JointGuard, TestGuard
from kechuang.engines.rulebook.terms.kinds import Kind, mismatch
from kechuang.engines.rulebook.terms.literals import read_literal
from kechuang.engines.rulebook.terms.quantities import Quantity
from kechuang.engines.wording import Text

GUARD_KEYS = frozenset({"all", "any", "none", "at_least", "of"})


def read_quantity(part: Located, vocabulary: Vocabulary) -> Quantity:
    try:
        return parse_quantity(part.text(), vocabulary)
    except WordingError as error:
        part.refuse_wording(error)


def read_test(part: Located, vocabulary: Vocabulary) -> Test:
    try:
        return parse_test(part.text(), vocabulary)
    except WordingError as error:
        part.refuse_wording(error)


def read_amount(part: Located) -> int:
    """A money literal in fen."""
    value = _read_kind(part, Kind.MONEY)
    return int(value)


def read_rate(part: Located) -> Fraction:
    return Fraction(_read_kind(part, Kind.RATIO))


def _read_kind(part: Located, kind: Kind) -> Fraction | int:
    try:
        literal = read_literal(part.text())
        if literal.kind is not kind or not isinstance(literal.value, int | Fraction):
            raise mismatch(literal.kind, kind)
    except WordingError as error:
        part.refuse_wording(error)
    return literal.value


def read_guard(part: Located, vocabulary: Vocabulary) -> Guard:
    """A test, or ``all``, ``any``, ``none``, ``at_least`` … ``of`` guards."""
    if not isinstance(part.value, dict):
        return TestGuard(read_test(part, vocabulary))
    part.only(GUARD_KEYS)
    joints = [key for key in part.fields if key != "of"]
    if len(joints) != 1 or ("of" in part) is not (joints[0] == "at_least"):
        part.refuse(
            Text(
                "这里只能有一个 all、any、none 或 at_least 加 of",
                "exactly one of all, any, none, at_least with of is expected",
            ),
            Text("请嵌套书写", "nest them instead"),
        )
    listed = part.need("of" if joints[0] == "at_least" else joints[0])
    count = part.need("at_least").whole() if joints[0] == "at_least" else 0
    return JointGuard(joints[0], tuple(read_guard(one, vocabulary) for one in listed.some), count)


def read_choice(part: Located, allowed: frozenset[str]) -> str:
    if part.value not in allowed:
        why = Text(f"没有“{part.value}”", f"there is no “{part.value}”")
        part.refuse(why, nearest(str(part.value), allowed))
    return part.text()
