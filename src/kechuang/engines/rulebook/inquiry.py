"""One subject asked on one day: reads facts and remembers which were used and which lack."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple, NoReturn, Protocol, cast

from kechuang.engines.rulebook.catalogue import FactDefinition
from kechuang.engines.rulebook.facts import Conflict, Fact, FactSheet
from kechuang.engines.rulebook.refusals import FactError
from kechuang.engines.rulebook.terms.display import Value
from kechuang.engines.rulebook.terms.kinds import NUMERIC, STORED_AS, Kind
from kechuang.engines.rulebook.terms.records import rows_of
from kechuang.engines.wording import Text

BASIS_POINT = Fraction(1, 10_000)


class MissingFact(NamedTuple):
    """A fact to collect, and where it usually comes from."""

    name: str
    period: str | None
    label: Text
    source: str

    def as_dict(self) -> dict[str, object]:
        return {**self._asdict(), "label": self.label._asdict()}

    @classmethod
    def from_dict(cls, data: Mapping[str, object]) -> MissingFact:
        return cls(**{**data, "label": Text(**data["label"])})  # type: ignore[arg-type]


class Ranking(Protocol):
    """Whom a firm is ranked among."""

    def rank(self, value: Fraction | int) -> Fraction: ...


_NOBODY: Mapping[tuple[object, str], Ranking] = MappingProxyType({})


class Inquiry:
    """Reads facts of ``sheet`` as of ``on``; ``used`` and ``missing`` are those of one leaf.

    ``cohorts``: for scores that rank a firm among others, by rule and group.
    ``chosen``: the reading that an ambiguous wording has for now.
    """

    __slots__ = ("chosen", "cohorts", "conflicts", "missing", "on", "sheet", "used")

    def __init__(
        self, sheet: FactSheet, on: date, cohorts: Mapping[tuple[object, str], Ranking] = _NOBODY
    ) -> None:
        self.sheet = sheet
        self.on = on
        self.cohorts = cohorts
        self.chosen: dict[object, int] = {}
        self.used: list[Fact] = []
        self.missing: list[MissingFact] = []
        self.conflicts: dict[tuple[str, str | None], Conflict] = {}

    def begin_leaf(self) -> None:
        self.used = []
        self.missing = []

    def read(self, definition: FactDefinition, period: str | None) -> Value | None:
        """The value, exact; None (and one more ``missing``) when nobody has told it.

        Raises FactError, naming the subject, when the value is of another type than its definition.
        """
        key = (definition.name, period)
        fact = self.sheet.facts.get(key)
        if fact is None:
            self.missing.append(MissingFact(*key, definition.label, definition.source))
            return None
        self.used.append(fact)
        if key in self.sheet.conflicts:
            self.conflicts[key] = self.sheet.conflicts[key]
        return typed_fact(self.sheet.subject, fact, definition)


def typed_fact(subject: str, fact: Fact, definition: FactDefinition) -> Value:
    """The value as its definition reads it; FactError, naming ``subject``, when it cannot."""
    value = typed(fact.value, definition)
    if value is None:
        _refuse(subject, fact, definition)
    return value


def typed(value: object, definition: FactDefinition) -> Value | None:
    """The stored value as its definition reads it; None when it is of another type."""
    kind = definition.type
    if kind is Kind.DATE and isinstance(value, str):
        return _day(value)
    if isinstance(value, bool) is not (kind is Kind.FLAG) or not isinstance(value, _STORED[kind]):
        return None
    if kind is Kind.LIST and rows_of(value) is None:
        return None
    stored = cast(Value, value)
    return stored * BASIS_POINT if kind is Kind.RATIO else stored  # type: ignore[operator]


_STORED: dict[Kind, type] = {
    Kind.FLAG: bool,
    Kind.DATE: date,
    Kind.CODE: str,
    Kind.TEXT: str,
    Kind.LIST: str,
    **dict.fromkeys(NUMERIC, int),
}


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _refuse(subject: str, fact: Fact, definition: FactDefinition) -> NoReturn:
    label, need = definition.label, STORED_AS[definition.type]
    year = Text(f"{fact.period}年", f", {fact.period}") if fact.period else Text("", "")
    raise FactError(
        Text(
            f"{subject} 的{year.zh}{label.zh}（{fact.name}）",
            f"{label.en} ({fact.name}{year.en}) of {subject}",
        ),
        Text(
            f"值 {fact.value!r} 类型不对，应为{need.zh}",
            f"the value {fact.value!r} has the wrong type; it must be {need.en}",
        ),
        Text("请在数据来源中改正后重新导入", "correct it at its source and import it again"),
    )
