"""Shaping answers for pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from kechuang.design.codes import region_name
from kechuang.design.formatting import said
from kechuang.engines.rulebook import is_ladder
from kechuang.entitlements.lacking import Lacked
from kechuang.entitlements.models import Entitlement, VerdictChoice
from kechuang.entitlements.selectors import Reach, lacks_what_it_is
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
    """A party's answers in the order a reader wants: gets, may get, nearly, unknown, no.

    ``unsure_whom``: unknown as long as nobody told what the party is (inherent facts).
    ``rungs``: what ladders of titles answer; they have a page of their own.
    """

    met: list[AnswerCard] = field(default_factory=list)
    possible: list[AnswerCard] = field(default_factory=list)
    near: list[AnswerCard] = field(default_factory=list)
    unknown: list[AnswerCard] = field(default_factory=list)
    unsure_whom: list[AnswerCard] = field(default_factory=list)
    not_met: list[AnswerCard] = field(default_factory=list)
    rungs: list[AnswerCard] = field(default_factory=list)

    @classmethod
    def of(
        cls, answers: Iterable[Entitlement], clauses: Mapping[tuple[str, str], PolicyClause]
    ) -> PartyBoard:
        """Sort answers into their groups; of the unknown the one that lacks least comes first."""
        board, answers = cls(), list(answers)
        ladders = _ladders_among(answers)
        for answer in answers:
            card = AnswerCard(answer, clauses.get((answer.pack_id, answer.clause_id)))
            group = board.rungs if answer.pack_id in ladders else board._group(answer)
            group.append(card)
        board.unknown.sort(key=lambda card: len(card.answer.missing))
        return board

    @property
    def answerable(self) -> list[AnswerCard]:
        """What the party's own numbers can settle, whatever it is."""
        return [*self.met, *self.possible, *self.near, *self.unknown, *self.not_met]

    @property
    def is_empty(self) -> bool:
        return not (self.answerable or self.unsure_whom or self.rungs)

    @property
    def facts_to_confirm(self) -> list[dict[str, Any]]:
        """The facts, each once, that settle which clauses are for such a party at all."""
        missing = (fact for card in self.unsure_whom for fact in card.answer.missing)
        named = {fact["name"]: fact for fact in missing if lacks_what_it_is([fact])}
        return list(named.values())

    def _group(self, answer: Entitlement) -> list[AnswerCard]:
        if answer.verdict == VerdictChoice.UNKNOWN and lacks_what_it_is(answer.missing):
            return self.unsure_whom
        if answer.is_near_miss and answer.verdict == VerdictChoice.NOT_MET:
            return self.near
        groups: dict[str, list[AnswerCard]] = {
            VerdictChoice.MET: self.met,
            VerdictChoice.POSSIBLE: self.possible,
            VerdictChoice.UNKNOWN: self.unknown,
        }
        return groups.get(answer.verdict, self.not_met)


def _ladders_among(answers: Iterable[Entitlement]) -> set[str]:
    clause_ids: dict[str, set[str]] = defaultdict(set)
    for answer in answers:
        clause_ids[answer.pack_id].add(answer.clause_id)
    return {pack_id for pack_id, ids in clause_ids.items() if is_ladder(ids)}


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


def lacked_rows(lacked: Iterable[Lacked], path: str, language: str) -> list[dict[str, Any]]:
    """Chart and table rows: each condition with its counts and the address of the firms."""
    return [
        {
            "label": said(one.label, language),
            "value": one.firms,
            "alone": one.alone,
            "url": f"{path}?{urlencode({'verdict': 'not_met', 'lacks': one.condition})}",
        }
        for one in lacked
    ]
