"""Titles that run out: which certificates packs ask to be valid, and until when a firm's are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from kechuang.engines.rulebook.catalogue import FactDefinition
from kechuang.engines.rulebook.facts import Fact, FactSheet
from kechuang.engines.rulebook.packs import Pack
from kechuang.engines.rulebook.terms.quantities import FactOf
from kechuang.engines.rulebook.terms.statuses import Certificate
from kechuang.engines.rulebook.walking import walk_rules


class Title(NamedTuple):
    """A title that a firm holds, the day it runs out, and the clauses that ask for it."""

    definition: FactDefinition
    until: date
    fact: Fact
    clauses: tuple[tuple[str, str], ...]

    def days_left(self, on: date) -> int:
        """Negative when it has run out."""
        return (self.until - on).days


AskedTitles = Mapping[tuple[FactDefinition, str], frozenset[tuple[str, str]]]


def titles_asked(packs: Iterable[Pack]) -> AskedTitles:
    """The certificates in ``packs``, as the fact of holding and the name of the last day's fact,
    each with the clauses that ask for it.
    """
    asked: dict[tuple[FactDefinition, str], set[tuple[str, str]]] = defaultdict(set)
    for pack in packs:
        for clause in pack.clauses:
            for rule in walk_rules((clause.condition, clause.amount_rule)):
                if isinstance(rule, Certificate):
                    asked[_named(rule)].add((pack.id, clause.id))
    return {key: frozenset(clauses) for key, clauses in asked.items()}


def titles_held(packs: Iterable[Pack], sheet: FactSheet) -> tuple[Title, ...]:
    """What ``sheet`` says is held of the certificates in ``packs``; what runs out first is first.

    A title nobody says is held, or whose last day nobody told, is not here.
    """
    return titles_among(titles_asked(packs), sheet)


def titles_among(asked: AskedTitles, sheet: FactSheet) -> tuple[Title, ...]:
    """``titles_held`` for many sheets, with the packs read once."""
    titles = (_held(sheet, held, until, found) for (held, until), found in asked.items())
    return tuple(sorted((title for title in titles if title), key=lambda title: title.until))


def _named(certificate: Certificate) -> tuple[FactDefinition, str]:
    held, until = certificate.held, certificate.valid_until
    if not isinstance(held, FactOf) or not isinstance(until, FactOf):
        raise TypeError(certificate)
    return held.definition, until.definition.name


def _held(
    sheet: FactSheet, held: FactDefinition, until: str, clauses: frozenset[tuple[str, str]]
) -> Title | None:
    told, last = sheet.facts.get((held.name, None)), sheet.facts.get((until, None))
    if told is None or told.value is not True or last is None:
        return None
    if not isinstance(last.value, date):
        return None
    return Title(held, last.value, last, tuple(sorted(clauses)))
