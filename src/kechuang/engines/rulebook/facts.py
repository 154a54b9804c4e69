"""Facts about one party, with their sources; disagreeing sources are all kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

FactValue = int | bool | str | date
# How sources begin that are a party's own word about itself; nobody else checked what they say.
OWN_WORDS = ("企业填报", "单位填报")


class Fact(NamedTuple):
    """One statement: money in fen, ratios in basis points; ``period`` is a fiscal year or None."""

    name: str
    value: FactValue
    period: str | None = None
    unit: str = ""
    source: str = ""
    as_of: date | None = None
    certified_by: str = ""

    @property
    def key(self) -> tuple[str, str | None]:
        return self.name, self.period

    @property
    def is_own_word(self) -> bool:
        """Whether the party says so itself and nobody certified it."""
        return not self.certified_by and self.source.startswith(OWN_WORDS)

    def as_dict(self) -> dict[str, object]:
        return {
            "name": self.name,
            "value": self.value.isoformat() if isinstance(self.value, date) else self.value,
            "value_type": type(self.value).__name__,
            "period": self.period,
            "unit": self.unit,
            "source": self.source,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "certified_by": self.certified_by,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, object]) -> Fact:
        plain = {name: data[name] for name in cls._fields}
        if data["value_type"] == "date":
            plain["value"] = date.fromisoformat(str(data["value"]))
        if data["as_of"]:
            plain["as_of"] = date.fromisoformat(str(data["as_of"]))
        return cls(**plain)  # type: ignore[arg-type]


class Conflict(NamedTuple):
    """Sources that disagree about one fact: the one the rules used, and the others."""

    name: str
    period: str | None
    chosen: Fact
    others: tuple[Fact, ...]

    def as_dict(self) -> dict[str, object]:
        return {
            "name": self.name,
            "period": self.period,
            "chosen": self.chosen.as_dict(),
            "others": [fact.as_dict() for fact in self.others],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, object]) -> Conflict:
        others: Iterable[Mapping[str, object]] = data["others"]  # type: ignore[assignment]
        chosen: Mapping[str, object] = data["chosen"]  # type: ignore[assignment]
        return cls(
            name=str(data["name"]),
            period=data["period"],  # type: ignore[arg-type]
            chosen=Fact.from_dict(chosen),
            others=tuple(Fact.from_dict(other) for other in others),
        )


def preference(fact: Fact) -> tuple[bool, bool, int, str, str]:
    """Sort key of the better source: certified first, the party's own word last, then the newest,
    then source by name."""
    age = -fact.as_of.toordinal() if fact.as_of else 0
    return not fact.certified_by, fact.is_own_word, age, fact.source, repr(fact.value)


class FactSheet:
    """Everything known about one subject; ``(name, period)`` finds the preferred fact."""

    __slots__ = ("conflicts", "facts", "subject")

    def __init__(self, subject: str, facts: Iterable[Fact]) -> None:
        self.subject = subject
        self.facts: dict[tuple[str, str | None], Fact] = {}
        self.conflicts: dict[tuple[str, str | None], Conflict] = {}
        told: dict[tuple[str, str | None], list[Fact]] = {}
        for fact in facts:
            told.setdefault(fact.key, []).append(fact)
        for key, versions in told.items():
            self._settle(key, versions)

    def _settle(self, key: tuple[str, str | None], versions: list[Fact]) -> None:
        chosen, *others = sorted(versions, key=preference) if len(versions) > 1 else versions
        self.facts[key] = chosen
        disagreeing = tuple(fact for fact in others if fact.value != chosen.value)
        if disagreeing:
            self.conflicts[key] = Conflict(chosen.name, chosen.period, chosen, disagreeing)
