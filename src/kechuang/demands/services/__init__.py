"""Commands about demands."""

from kechuang.demands.services.advancing import (
    advance_demand,
    close_demand,
    publish_demand,
    return_demand,
    submit_demand,
    vet_demand,
    withdraw_demand,
)
from kechuang.demands.services.confidential import read_confidential_text
from kechuang.demands.services.content import (
    NewDemand,
    NewTarget,
    content_problems,
    import_problems,
)
from kechuang.demands.services.filing import file_demand, revise_demand
from kechuang.demands.services.importing import import_demands

__all__ = [
    "NewDemand",
    "NewTarget",
    "advance_demand",
    "close_demand",
    "content_problems",
    "file_demand",
    "import_demands",
    "import_problems",
    "publish_demand",
    "read_confidential_text",
    "return_demand",
    "revise_demand",
    "submit_demand",
    "vet_demand",
    "withdraw_demand",
]
