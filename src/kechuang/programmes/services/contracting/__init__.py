"""From the award to the contract: what is known is taken over, what is new is asked for."""

from kechuang.programmes.selectors.promises import Promise, promises_of
from kechuang.programmes.services.contracting.drafting import NewTerms, draft_awarded_contract
from kechuang.programmes.services.contracting.gates import gate_terms
from kechuang.programmes.services.contracting.handing_over import project_award
from kechuang.programmes.services.contracting.lanes import lane_case_of
from kechuang.programmes.services.contracting.planning import planned_milestones

__all__ = [
    "NewTerms",
    "Promise",
    "draft_awarded_contract",
    "gate_terms",
    "lane_case_of",
    "planned_milestones",
    "project_award",
    "promises_of",
]
