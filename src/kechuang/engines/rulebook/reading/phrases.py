"""Reads the phrases of a pack: tests, quantities, guards, definitions, literals of one kind."""

from __future__ import annotations

from fractions import Fraction

from kechuang.engines.packfile import Located, WordingError, nearest
from kechuang.engines.rulebook.terms.choices import Branch, Cases, Dated, Since
from kechuang.engines.rulebook.terms.comparisons import Test
from kechuang.engines.rulebook.terms.grammar import Vocabulary, parse_quantity, parse_test
from kechuang.engines.rulebook.terms.guards import Guard, JointGuard, TestGuard
from kechuang.engines.rulebook.terms.kinds import Kind, mismatch
from kechuang.engines.rulebook.terms.literals import read_literal
from kechuang.engines.rulebook.terms.quantities import Quantity
from kechuang.engines.wording import Text

_JOINTS = frozenset({"all", "any", "none"})


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
    """A test, or ``all``/``any``/``none`` of guards."""
    if not isinstance(part.value, dict):
        return TestGuard(read_test(part, vocabulary))
    part.only(_JOINTS)
    if len(part.fields) != 1:
        part.refuse(
            Text("这里只能有一个 all、any 或 none", "exactly one of all, any, none is expected"),
            Text("请嵌套书写", "nest them instead"),
        )
    ((joint, parts),) = part.fields.items()
    return JointGuard(joint, tuple(read_guard(item, vocabulary) for item in parts.items))


def read_definitions(part: Located, vocabulary: Vocabulary) -> Vocabulary:
    """``vocabulary`` with the quantities of ``part``; each may use those above it."""
    defined = dict(vocabulary.defined)
    for name, entry in part.fields.items():
        if name in vocabulary.catalogue:
            entry.refuse(
                Text("与事实目录中的事实重名", "a fact of the catalogue has this name"),
                Text("请换一个名字", "choose another name"),
            )
        defined[name] = _read_meaning(entry, Vocabulary(vocabulary.catalogue, defined))
    return Vocabulary(vocabulary.catalogue, defined)


def _read_meaning(entry: Located, vocabulary: Vocabulary) -> Quantity:
    if not isinstance(entry.value, dict):
        return read_quantity(entry, vocabulary)
    entry.only(frozenset({"value", "cases", "dated", "article", "evidence"}))
    if "cases" in entry:
        return _read_cases(entry.need("cases"), vocabulary)
    if "dated" in entry:
        return _read_dated(entry.need("dated"), vocabulary)
    return read_quantity(entry.need("value"), vocabulary)


def _read_cases(part: Located, vocabulary: Vocabulary) -> Cases:
    *cases, last = part.items or [part]
    if "otherwise" not in last:
        last.refuse(
            Text("最后一种情形须写 otherwise", "the last case must be otherwise"),
            Text("请补上 - otherwise: …", "add “- otherwise: …”"),
        )
    branches = tuple(_read_branch(case, vocabulary) for case in cases)
    otherwise = read_quantity(last.need("otherwise"), vocabulary)
    return Cases(branches, otherwise, _one_kind(part, [*branches], otherwise))


def _read_branch(case: Located, vocabulary: Vocabulary) -> Branch:
    case.only(frozenset({"when", "value", "unclear", "article"}))
    guard = read_guard(case.need("when"), vocabulary)
    unclear = case.get("unclear")
    if unclear and unclear.flag():
        return Branch(guard, None)
    return Branch(guard, read_quantity(case.need("value"), vocabulary))


def _one_kind(part: Located, branches: list[Branch], otherwise: Quantity) -> Kind:
    for branch in branches:
        if branch.quantity:
            _same_kind(part, branch.quantity, otherwise)
    return otherwise.kind


def _same_kind(part: Located, one: Quantity, other: Quantity) -> None:
    if one.kind is not other.kind:
        part.refuse_wording(mismatch(one.kind, other.kind))


def _read_dated(part: Located, vocabulary: Vocabulary) -> Dated:
    part.only(frozenset({"at", "versions"}))
    at = read_quantity(part.need("at"), vocabulary)
    if at.kind is not Kind.DATE:
        part.need("at").refuse_wording(mismatch(at.kind, Kind.DATE))
    versions = tuple(_read_since(item, vocabulary) for item in part.need("versions").items)
    days = [version.valid_from for version in versions]
    if not days or days != sorted(set(days)):
        part.need("versions").refuse(
            Text("各版本须按起始日期先后排列且不重复", "versions must be in order of their dates"),
            Text("请按 from 从早到晚排列", "order them by from"),
        )
    for version in versions:
        _same_kind(part, version.quantity, versions[0].quantity)
    return Dated(at, versions, versions[0].quantity.kind)


def _read_since(item: Located, vocabulary: Vocabulary) -> Since:
    item.only(frozenset({"from", "value", "article"}))
    item.need("article").text()
    return Since(item.need("from").date(), read_quantity(item.need("value"), vocabulary))


def read_choice(part: Located, allowed: frozenset[str]) -> str:
    if part.value not in allowed:
        why = Text(f"没有“{part.value}”", f"there is no “{part.value}”")
        part.refuse(why, nearest(str(part.value), allowed))
    return part.text()
