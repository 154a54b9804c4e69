"""The rule that a challenge's grant follows: the step of its procedure by which it was approved."""

from __future__ import annotations

from kechuang.ledger.services import Rule
from kechuang.programmes.models.execution import Contract

APPROVING = "approve"


def rule_of(contract: Contract) -> Rule:
    """The version of the item's procedure, kept by its digest, and its approving step.

    A contract of an item without a case follows no kept rule.
    """
    case = contract.item.case
    if case is None:
        return Rule()
    version = case.round.version
    return Rule(version.procedure_id, version.digest, APPROVING)
