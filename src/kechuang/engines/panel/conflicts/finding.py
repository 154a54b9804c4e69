"""Every conflict between experts and proposals, and the pairs that must never meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kechuang.engines.panel.conflicts.conflict import Conflict
from kechuang.engines.panel.conflicts.contact_rules import by_calendar, by_contact, by_identity
from kechuang.engines.panel.conflicts.facts import Expert, Proposal, Stakeholder, Units
from kechuang.engines.panel.conflicts.person_rules import (
    by_bid,
    by_exclusion,
    by_oneself,
    by_tie,
)
from kechuang.engines.panel.conflicts.policy import Policy
from kechuang.engines.panel.conflicts.reaching import reaching
from kechuang.engines.panel.conflicts.rounds import Book
from kechuang.engines.panel.conflicts.unit_rules import by_holding, by_post
from kechuang.engines.panel.conflicts.unknown_rules import by_unknown

Rule = Callable[[Expert, Book], Iterator[Conflict]]
RULES: tuple[Rule, ...] = (
    by_post,
    by_holding,
    by_oneself,
    by_tie,
    by_bid,
    by_exclusion,
    by_contact,
    by_identity,
    by_calendar,
    by_unknown,
)


def find_conflicts(
    experts: Iterable[Expert],
    proposals: Iterable[Proposal],
    *,
    stakeholders: Iterable[Stakeholder] = (),
    units: Units | None = None,
    policy: Policy | None = None,
) -> tuple[Conflict, ...]:
    """Every conflict with its reason, rule and source, by expert; uncertain ones among them.

    An interest in one proposal, or in a stakeholder, bars from every proposal of its round.
    Refuses (``PanelError``) more excluded experts than allowed, and units above themselves.
    """
    proposals, stakeholders, policy = tuple(proposals), tuple(stakeholders), policy or Policy()
    book = Book(proposals, units or Units(), policy, stakeholders)
    found = (conflict for expert in experts for rule in RULES for conflict in rule(expert, book))
    return reaching(found, proposals, stakeholders, policy=policy)


def barred_pairs(conflicts: Iterable[Conflict], policy: Policy) -> frozenset[tuple[str, str]]:
    """``(proposal, expert)`` pairs for ``assign`` and ``draw``: hard, whatever the scores."""
    return frozenset(
        (one.proposal, one.expert)
        for one in conflicts
        if one.is_certain or policy.is_unknown_excluded
    )
