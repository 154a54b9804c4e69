"""A budget over all firms: who gets how much of what was settled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kechuang.engines.rulebook.rules.levels import PRO_RATA
from kechuang.engines.rulebook.together.claims import Claim
from kechuang.engines.rulebook.together.limits import BudgetRule
from kechuang.engines.tally import Ration, Request, first_come, pro_rata


class Rationed(NamedTuple):
    """What each firm gets, and the firms whose claims are not settled yet."""

    rations: tuple[Ration, ...]
    undecided: tuple[str, ...]


def ration(rule: BudgetRule, firms: Iterable[tuple[str, tuple[Claim, ...]]]) -> Rationed:
    """``firms`` in the order they applied, each with its settled claims.

    A firm whose claims are still open asks for nothing yet: paying it needs a decision first, and
    the figures of the others would change with it, so it is named.
    """
    requests: list[Request] = []
    undecided: list[str] = []
    for subject, claims in firms:
        asked = [claim for claim in claims if claim.clause in rule.clauses]
        if any(claim.low_fen != claim.high_fen for claim in asked):
            undecided.append(subject)
        elif asked:
            requests.append(Request(subject, sum(claim.low_fen for claim in asked)))
    if rule.method == PRO_RATA:
        return Rationed(pro_rata(rule.total_fen, requests), tuple(undecided))
    return Rationed(first_come(rule.total_fen, requests), tuple(undecided))
