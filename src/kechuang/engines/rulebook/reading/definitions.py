"""Reads what a pack defines once and uses by name: quantities, cases, dated values, growth."""

from __future__ import annotations

from dataclasses import replace

from kechuang.engines.packfile import Located
from kechuang.engines.rulebook.checking.branches import refuse_unreachable
from kechuang.engines.rulebook.reading.alternatives import read_readings
from kechuang.engines.rulebook.reading.growth import read_growth
from kechuang.engines.rulebook.reading.words import read_guard, read_quantity
from kechuang.engines.rulebook.terms.calls import CALLS
from kechuang.engines.rulebook.terms.choices import Branch, Cases, Dated, Since
from kechuang.engines.rulebook.terms.grammar import Vocabulary
from kechuang.engines.rulebook.terms.kinds import Kind, mismatch
from kechuang.engines.rulebook.terms.quantities import Quantity
from kechuang.engines.wording import Text

MEANING_KEYS = frozenset({"value", "cases", "dated", "growth", "readings", "article", "evidence"})
RESERVED = frozenset({"on", "not", "and", "where", "under", "within", "between", "in", "to"})


def read_definitions(part: Located, vocabulary: Vocabulary) -> Vocabulary:
    """``vocabulary`` with the quantities of ``part``; each may use those above it."""
    defined = dict(vocabulary.defined)
    waiting = list(part.fields)
    for name, entry in part.fields.items():
        if name in vocabulary.catalogue or name in CALLS or name in RESERVED:
            entry.refuse(
                Text(
                    "与事实目录中的事实或语言中的词重名", "a fact or a word of the language has it"
                ),
                Text("请换一个名字", "choose another name"),
            )
        later = frozenset(waiting)
        known = replace(vocabulary, defined=dict(defined), later=later)
        defined[name] = _read_meaning(entry, known)
        waiting.remove(name)
    return replace(vocabulary, defined=defined)


def _read_meaning(entry: Located, vocabulary: Vocabulary) -> Quantity:
    if not isinstance(entry.value, dict):
        return read_quantity(entry, vocabulary)
    entry.only(MEANING_KEYS)
    if "readings" in entry:
        return read_readings(entry.need("readings"), vocabulary)
    if "growth" in entry:
        return read_growth(entry.need("growth"), vocabulary)
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
    refuse_unreachable(cases, [branch.guard for branch in branches])
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
