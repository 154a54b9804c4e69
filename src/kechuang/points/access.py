"""Who may see standings, freeze snapshots, and answer appeals."""

from __future__ import annotations

from kechuang.base.actors import Actor
from kechuang.base.registry.standing import supervises_city
from kechuang.base.roles import Role
from kechuang.parties.access import can_read_facts
from kechuang.points.models import Appeal, Standing


def can_read_standing(actor: Actor, standing: Standing) -> bool:
    """A standing quotes facts, so whoever may read the firm's facts may read it."""
    return can_read_facts(actor, standing.party)


def can_survey_standings(actor: Actor) -> bool:
    return actor.has_role(Role.BUREAU, Role.AUDITOR)


def can_take_snapshots(actor: Actor) -> bool:
    return supervises_city(actor)


def can_appeal(actor: Actor, standing: Standing) -> bool:
    """The firm's own people, by name: the system appeals against nothing."""
    return actor.has_role(Role.ENTERPRISE) and actor.acts_for(standing.party_id)


def can_answer(actor: Actor, appeal: Appeal) -> bool:
    """A clerk of the city who neither froze the snapshot nor asked."""
    involved = {appeal.standing.snapshot.made_by_id, appeal.asked_by_id}
    return supervises_city(actor) and actor.account_id not in involved | {None}
