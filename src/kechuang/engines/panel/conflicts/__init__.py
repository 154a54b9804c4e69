"""Conflicts: who must not review what, with the reason, the rule and the source of the fact.

Sources: 国家自然科学基金条例 (2024) 第20条 (kin, own similar application, same legal unit, at most
three unsuitable experts). Windows that no source defines are parameters marked 示例.
"""

from kechuang.engines.panel.conflicts.conflict import Conflict
from kechuang.engines.panel.conflicts.facts import (
    Contacts,
    Expert,
    Holding,
    Post,
    Proposal,
    Relation,
    Span,
    Stakeholder,
    Tie,
    Units,
)
from kechuang.engines.panel.conflicts.finding import barred_pairs, find_conflicts
from kechuang.engines.panel.conflicts.policy import EXAMPLE_YEARS, FOR_EVER, Policy
from kechuang.engines.panel.conflicts.reaching import reaching

__all__ = [
    "EXAMPLE_YEARS",
    "FOR_EVER",
    "Conflict",
    "Contacts",
    "Expert",
    "Holding",
    "Policy",
    "Post",
    "Proposal",
    "Relation",
    "Span",
    "Stakeholder",
    "Tie",
    "Units",
    "barred_pairs",
    "find_conflicts",
    "reaching",
]
