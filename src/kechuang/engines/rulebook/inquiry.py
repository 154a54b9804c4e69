"""One subject asked on one day: reads facts and remembers which were used and which lack."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from kechuang.engines.rulebook.catalogue import FactDefinition
from kechuang.engines.rulebook.facts import Conflict, Fact, FactSheet
from kechuang.engines.rulebook.refusals import FactError
from kechuang.engines.rulebook.terms.display import Value
from kechuang.engines.rulebook.terms.kinds import Kind
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


class Inquiry:
    """Reads facts of ``sheet`` as of ``on``; ``used`` and ``missing`` are those of one leaf."""

    __slots__ = ("conflicts", "missing", "on", "sheet", "used")

    def __init__(self, sheet: FactSheet, on: date) -> None:
        self.sheet = sheet
        self.on = on
        self.used: list[Fact] = []
        self.missing: list[MissingFact] = []
        self.conflicts: dict[tuple[str, str | None], Conflict] = {}

    def begin_leaf(self) -> None:
        self.used = []
        self.missing = []

    def read(self, definition: FactDefinition, period: str | None) -> Value | None:
        """The value, exact; None (and one more ``missing``) when nobody has told it."""
        key = (definition.name, period)
        fact = self.sheet.facts.get(key)
        if fact is None:
            self.missing.append(MissingFact(*key, definition.label, definition.source))
            return None
        self.used.append(fact)
        if key in self.sheet.conflicts:
            self.conflicts[key] = self.sheet.conflicts[key]
        return _typed(fact, definition)


def _typed(fact: Fact, definition: FactDefinition) -> Value:
    value, kind = fact.value, definition.type
    if kind is Kind.FLAG:
        return value if isinstance(value, bool) else _wrong(fact, definition)
    if kind is Kind.DATE:
        return value if isinstance(value, date) else _wrong(fact, definition)
    if kind is Kind.CODE or kind is Kind.TEXT:
        return value if isinstance(value, str) else _wrong(fact, definition)
    if not isinstance(value, int) or isinstance(value, bool):
        return _wrong(fact, definition)
    return value * BASIS_POINT if kind is Kind.RATIO else value


def _wrong(fact: Fact, definition: FactDefinition) -> Value:
    if definition.type is Kind.DATE and isinstance(fact.value, str):
        try:
            return date.fromisoformat(fact.value)
        except ValueError:
            pass
    label = definition.label
    raise FactError(
        Text(f"{label.zh}（{fact.name}）", f"{label.en} ({fact.name})"),
        Text(f"值“{fact.value!r}”不是{definition.type}", f"{fact.value!r} is no {definition.type}"),
        Text("请在数据来源中改正后重新导入", "correct it at its source and import it again"),
    )
