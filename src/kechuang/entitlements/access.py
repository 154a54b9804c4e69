"""Who may see answers."""

from kechuang.base.actors import Actor
from kechuang.base.roles import Role
from kechuang.parties.access import can_read_facts
from kechuang.parties.models import Party


def can_read_answers(actor: Actor, party: Party) -> bool:
    """Answers quote facts, so whoever may read the party's facts may read its answers."""
    return can_read_facts(actor, party)


def can_survey_clauses(actor: Actor) -> bool:
    """Whom a clause reaches across the city: the bureau and auditors."""
    return actor.has_role(Role.BUREAU, Role.AUDITOR)
