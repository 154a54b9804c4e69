"""Commands about outcomes."""

from kechuang.outcomes.services.advancing import (
    advance_outcome,
    publish_outcome,
    verify_outcome,
    withdraw_outcome,
)
from kechuang.outcomes.services.confidential import read_confidential_text
from kechuang.outcomes.services.content import (
    NewOutcome,
    NewShare,
    content_problems,
    import_problems,
    share_problems,
)
from kechuang.outcomes.services.importing import import_outcomes
from kechuang.outcomes.services.registering import register_outcome, revise_outcome

__all__ = [
    "NewOutcome",
    "NewShare",
    "advance_outcome",
    "content_problems",
    "import_outcomes",
    "import_problems",
    "publish_outcome",
    "read_confidential_text",
    "register_outcome",
    "revise_outcome",
    "share_problems",
    "verify_outcome",
    "withdraw_outcome",
]
