"""One expense, and what the negative list says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kechuang.engines.lumpsum.elements import Item, Kind
from kechuang.engines.lumpsum.refusals import ExpenseError
from kechuang.engines.packfile import Basis
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Expense:
    """``text`` says what was bought; ``kind`` is an id or a name of the pack ("" where nobody
    stated it); ``marks`` hold only what somebody said, and what is absent is unknown.

    Refuses (``ExpenseError``) an amount that is not whole fen.
    """

    id: str
    text: str
    kind: str = ""
    payee: str = ""
    amount_fen: int = 0
    marks: Mapping[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not isinstance(self.amount_fen, int) or isinstance(self.amount_fen, bool):
            raise ExpenseError(
                Text(f"支出“{self.id}”", f"expense “{self.id}”"),
                Text("金额不是以分为单位的整数", "its amount is not whole fen"),
                Text("请换算成分", "give it in fen"),
            )


class Verdict(StrEnum):
    """Allowed, refused, or for a person to look at: unknown is neither yes nor no."""

    ALLOWED = "allowed"
    REFUSED = "refused"
    TO_BE_LOOKED_AT = "to_be_looked_at"


class Lead(StrEnum):
    """What kind of thing led to an item."""

    WORD = "word"
    HINT = "hint"
    MARK = "mark"
    NOTHING_SAID = "nothing_said"


@dataclass(frozen=True, slots=True)
class Trace:
    """What led to ``item`` (none: to no item in particular): the word found, or the mark in
    words, and where. Only what ``is_certain`` refuses."""

    item: Item | None
    lead: Lead
    found: Text
    where: Text
    is_certain: bool

    def explained(self) -> Text:
        """One sentence: the item's own wording, and what led there."""
        named = Text(
            f"“{self.found.zh}”（{self.where.zh}）", f"“{self.found.en}” ({self.where.en})"
        )
        if self.item is None:
            return named
        label = self.item.label
        if self.is_certain:
            zh = f"负面清单“{label.zh}”：{named.zh}"
            return Text(zh, f"negative list “{label.en}”: {named.en}")
        return Text(
            f"{named.zh}可能属于负面清单“{label.zh}”，请核对",
            f"{named.en} may fall under “{label.en}” of the negative list; please check",
        )

    def as_dict(self) -> dict[str, Any]:
        return {
            "item": self.item.id if self.item else "",
            "lead": self.lead.value,
            "found": self.found._asdict(),
            "where": self.where._asdict(),
            "is_certain": self.is_certain,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer for one expense. ``kind`` is None while it is not certain; ``presumed`` names
    the marks that only the leader's commitment vouches for."""

    expense: Expense
    pack: str
    verdict: Verdict
    kind: Kind | None
    traces: tuple[Trace, ...]
    presumed: tuple[str, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """The items the verdict rests on, each once."""
        is_refused = self.verdict is Verdict.REFUSED
        named = {
            trace.item.id: trace.item
            for trace in self.traces
            if trace.item and trace.is_certain == is_refused
        }
        return tuple(named.values())

    @property
    def basis(self) -> tuple[Basis, ...]:
        return tuple(dict.fromkeys(basis for item in self.items for basis in item.basis))

    def explained(self) -> Text:
        """Why, in all its sentences; an allowed expense is on no item of the list."""
        told = [trace.explained() for trace in self.traces]
        if not told:
            return Text("不在负面清单上", "not on the negative list")
        return Text("；".join(text.zh for text in told), "; ".join(text.en for text in told))

    def as_dict(self) -> dict[str, Any]:
        return {
            "expense": self.expense.id,
            "pack": self.pack,
            "verdict": self.verdict.value,
            "kind": self.kind.id if self.kind else "",
            "items": [item.id for item in self.items],
            "traces": [trace.as_dict() for trace in self.traces],
            "presumed": list(self.presumed),
            "why": self.explained()._asdict(),
        }
