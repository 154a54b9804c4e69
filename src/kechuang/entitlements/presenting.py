"""Shaping answers for pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from kechuang.design.codes import region_name
from kechuang.entitlements.models import Entitlement, VerdictChoice
from kechuang.entitlements.selectors import Reach
from kechuang.policies.models import PolicyClause


@dataclass(frozen=True)
class ClauseBoard:
    """A clause and its reach; ``reach`` is None before the first sweep covers it."""

    clause: PolicyClause
    reach: Reach | None


@dataclass(frozen=True)
class AnswerCard:
    """An answer with the clause it is about (None when the clause left the library)."""

    answer: Entitlement
    clause: PolicyClause | None


@dataclass
class PartyBoard:
    """A party's answers in the order a reader wants: gets, may get, nearly, unknown, no."""

    met: list[AnswerCard] = field(default_factory=list)
    possible: list[AnswerCard] = field(default_factory=list)
    near: list[AnswerCard] = field(default_factory=list)
    unknown: list[AnswerCard] = field(default_factory=list)
    not_met: list[AnswerCard] = field(default_factory=list)

    @classmethod
    def of(
        cls, answers: Iterable[Entitlement], clauses: Mapping[tuple[str, str], PolicyClause]
    ) -> PartyBoard:
        """Sort answers into their groups; of the unknown the one that lacks least comes first."""
        board = cls()
        for answer in answers:
            card = AnswerCard(answer, clauses.get((answer.pack_id, answer.clause_id)))
            board._group(answer).append(card)
        board.unknown.sort(key=lambda card: len(card.answer.missing))
        return board

    @property
    def is_empty(self) -> bool:
        return not (self.met or self.possible or self.near or self.unknown or self.not_met)

    def _group(self, answer: Entitlement) -> list[AnswerCard]:
        if answer.is_near_miss and answer.verdict == VerdictChoice.NOT_MET:
            return self.near
        groups: dict[str, list[AnswerCard]] = {
            VerdictChoice.MET: self.met,
            VerdictChoice.POSSIBLE: self.possible,
            VerdictChoice.UNKNOWN: self.unknown,
        }
        return groups.get(answer.verdict, self.not_met)


def district_rows(counts: Mapping[str, int], path: str, language: str) -> list[dict[str, Any]]:
    """Chart rows: each district with its count and the address of the parties counted."""
    return [
        {
            "label": region_name(region, language),
            "value": count,
            "url": f"{path}?{urlencode({'verdict': 'met', 'region': region})}",
        }
        for region, count in counts.items()
    ]
