"""The rules that hold between clauses; each cuts the claims it names and says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kechuang.engines.rulebook.rules.heads import Head
from kechuang.engines.rulebook.terms.calendar import MONTHS_PER_YEAR, shift_months
from kechuang.engines.rulebook.terms.display import shown
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.together.claims import Claim, Paid
from kechuang.engines.wording import Text

History = Sequence[Paid] | None


@dataclass(frozen=True, slots=True)
class OnceRule:
    """Whoever was paid under one of the clauses is not paid under any of them again."""

    head: Head
    clauses: tuple[str, ...]

    def apply(self, claims: tuple[Claim, ...], history: History, on: date) -> tuple[Claim, ...]:
        if history is None:
            told = _told(self.head, Text("过往领取未知", "earlier payments are unknown"))
            return _each(claims, self.clauses, 0, None, told)
        if not any(paid.clause in self.clauses and paid.on < on for paid in history):
            return claims
        told = _told(self.head, Text("已领取过，不再给予", "paid before, so not again"))
        return _each(claims, self.clauses, 0, 0, told)


@dataclass(frozen=True, slots=True)
class HighestRule:
    """Only the highest of the claims is paid; equal ones go to the clause named first."""

    head: Head
    clauses: tuple[str, ...]

    def apply(self, claims: tuple[Claim, ...], history: History, on: date) -> tuple[Claim, ...]:
        group = sorted(
            (claim for claim in claims if claim.clause in self.clauses),
            key=lambda claim: self.clauses.index(claim.clause),
        )
        return tuple(
            self._kept(claim, group) if claim in group and len(group) > 1 else claim
            for claim in claims
        )

    def _kept(self, claim: Claim, group: list[Claim]) -> Claim:
        position = group.index(claim)
        others = [(at, other) for at, other in enumerate(group) if at != position]
        if any(_beats(other, claim, at < position) for at, other in others):
            return claim.cut(0, 0, _told(self.head, _LOWER))
        is_certain = all(_beats(claim, other, position < at) for at, other in others)
        return claim if is_certain else claim.cut(0, None, _told(self.head, _PERHAPS_LOWER))


def _beats(claim: Claim, other: Claim, is_first: bool) -> bool:
    """Whether ``claim`` is surely at least as high as ``other`` can become."""
    if other.high_fen is None:
        return False
    return claim.low_fen > other.high_fen or (is_first and claim.low_fen == other.high_fen)


_LOWER = Text("同组另一项更高，就高不重复", "another of the group is higher")
_PERHAPS_LOWER = Text("同组另一项可能更高", "another of the group may be higher")


@dataclass(frozen=True, slots=True)
class CapRule:
    """The claims together, with what was paid in the last ``years``, are at most ``cap_fen``.

    ``years`` 0: the year of the day asked for; None: ever. Claims are served as they are named.
    """

    head: Head
    clauses: tuple[str, ...]
    cap_fen: int
    years: int | None = 0

    def apply(self, claims: tuple[Claim, ...], history: History, on: date) -> tuple[Claim, ...]:
        earlier = None if history is None else sum(self._counted(paid, on) for paid in history)
        least_room = 0 if earlier is None else max(self.cap_fen - earlier, 0)
        most_room = self.cap_fen if earlier is None else least_room
        cut: dict[str, Claim] = {}
        for claim in sorted(claims, key=self._place):
            if claim.clause in self.clauses:
                kept = claim.cut(least_room, most_room, _told(self.head, self._why()))
                least_room = max(least_room - kept.most(least_room), 0)
                most_room = max(most_room - kept.low_fen, 0)
                cut[claim.clause] = kept
        return tuple(cut.get(claim.clause, claim) for claim in claims)

    def _place(self, claim: Claim) -> int:
        return self.clauses.index(claim.clause) if claim.clause in self.clauses else -1

    def _counted(self, paid: Paid, on: date) -> int:
        if paid.clause not in self.clauses or paid.on > on:
            return 0
        if self.years is None:
            return paid.fen
        if self.years == 0:
            return paid.fen if paid.on.year == on.year else 0
        return paid.fen if paid.on > shift_months(on, -self.years * MONTHS_PER_YEAR) else 0

    def _why(self) -> Text:
        cap = shown(self.cap_fen, Kind.MONEY)
        if self.years == 0:
            return Text(f"当年合计不超过{cap.zh}", f"at most {cap.en} in the year")
        span = f"{self.years}年" if self.years else ""
        over = f" in {self.years} years" if self.years else ""
        return Text(f"{span}累计不超过{cap.zh}", f"at most {cap.en} in all{over}")


@dataclass(frozen=True, slots=True)
class BudgetRule:
    """All firms together get at most ``total_fen`` of the clauses; ``method`` says who waits."""

    head: Head
    clauses: tuple[str, ...]
    total_fen: int
    method: str


def _each(
    claims: tuple[Claim, ...], clauses: tuple[str, ...], low: int, high: int | None, step: Text
) -> tuple[Claim, ...]:
    return tuple(
        claim.cut(low, high, step) if claim.clause in clauses else claim for claim in claims
    )


def _told(head: Head, why: Text) -> Text:
    return Text(
        f"{head.label.zh}（{head.article.zh}）：{why.zh}",
        f"{head.label.en} ({head.article.en}): {why.en}",
    )
