"""What clauses answer by the facts as they stand now, beside what the newest sweep kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kechuang.engines.rulebook import Answer, evaluate, evaluate_many
from kechuang.entitlements.models import Entitlement
from kechuang.parties.models import Party, PartyFact
from kechuang.parties.selectors import fact_sheet
from kechuang.policies.selectors import packs_in_force
from kechuang.runs.models import Run


@dataclass(frozen=True)
class Renewed:
    """An answer of the sweep, and what the same clause answers today where that is another."""

    kept: Entitlement
    now: Answer


@dataclass(frozen=True)
class Since:
    """What was stated about a party since a sweep began, and which answers it changes."""

    count: int
    renewed: tuple[Renewed, ...]


def changes_since(party: Party, run: Run, answers: Iterable[Entitlement], *, on: date) -> Since:
    """The answers of ``run`` that would come out otherwise today; none is asked while no fact
    was stated since the sweep began."""
    count = PartyFact.objects.filter(party=party, recorded_at__gt=run.started_at).count()
    if not count:
        return Since(0, ())
    asked = evaluate_many(packs_in_force(on), [fact_sheet(party)], on=on)
    now = {(answer.pack_id, answer.clause_id): answer for answer in asked}
    found = ((kept, now.get((kept.pack_id, kept.clause_id))) for kept in answers)
    changed = (Renewed(kept, new) for kept, new in found if new and not is_as_answered(kept, new))
    return Since(count, tuple(changed))


def answer_now(party: Party, pack_id: str, clause_id: str, *, on: date) -> Answer | None:
    """What one clause answers today; None where it is not in force."""
    packs = (pack for pack in packs_in_force(on) if pack.id == pack_id)
    answers = (one for pack in packs for one in evaluate(pack, fact_sheet(party), on=on))
    return next((one for one in answers if one.clause_id == clause_id), None)


def is_as_answered(kept: Entitlement, now: Answer) -> bool:
    """Whether verdict, nearness and amount are those that were kept."""
    amount = now.amount
    told = (amount.kind, amount.low_fen, amount.high_fen) if amount else ("", None, None)
    before = (kept.verdict, kept.is_near_miss, kept.amount_kind, kept.low_fen, kept.high_fen)
    return before == (now.verdict.value, now.is_near_miss, *told)
