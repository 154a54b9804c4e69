"""Answers that facts stated since the sweep change, as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kechuang.base.clock import today
from kechuang.entitlements.code_words import with_codes_named
from kechuang.entitlements.current import Renewed, changes_since
from kechuang.entitlements.fact_words import with_facts_in_words
from kechuang.entitlements.models import Entitlement
from kechuang.parties.models import Party
from kechuang.policies.models import PolicyClause
from kechuang.runs.models import Run

Clauses = Mapping[tuple[str, str], PolicyClause]


@dataclass(frozen=True)
class ShownRenewal:
    """A clause with the answer of the sweep and the one of today."""

    kept: Entitlement
    clause: PolicyClause | None
    now: dict[str, Any]


@dataclass(frozen=True)
class ShownSince:
    """How many facts were stated since the sweep began, and what they change."""

    count: int
    renewals: tuple[ShownRenewal, ...]


def shown_since(
    party: Party, run: Run, answers: Iterable[Entitlement], clauses: Clauses
) -> ShownSince:
    """Nothing is computed while no fact was stated since."""
    since = changes_since(party, run, answers, on=today())
    return ShownSince(since.count, tuple(_shown(one, clauses) for one in since.renewed))


def _shown(renewed: Renewed, clauses: Clauses) -> ShownRenewal:
    kept = renewed.kept
    now = with_codes_named(with_facts_in_words(renewed.now.as_dict()))
    return ShownRenewal(kept, clauses.get((kept.pack_id, kept.clause_id)), now)
