"""From the award to the contract: what is known is taken over, what is new is asked for."""

from kechuang.programmes.services.contracting.drafting import NewTerms, draft_awarded_contract
from kechuang.programmes.services.contracting.gates import gate_terms
from kechuang.programmes.services.contracting.handing_over import project_award
from kechuang.programmes.services.contracting.lanes import lane_case_of
from kechuang.programmes.services.contracting.planning import planned_milestones, planned_targets

__all__ = [
    "NewTerms",
    "draft_awarded_contract",
    "gate_terms",
    "lane_case_of",
    "planned_milestones",
    "planned_targets",
    "project_award",
]
