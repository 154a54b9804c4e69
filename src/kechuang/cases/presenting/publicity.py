"""The publicity box of a case: the objections a reader may read, and what they may do."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from kechuang.base.actors import Actor
from kechuang.cases.access import reads_objections, roles_of
from kechuang.cases.connections import public_place
from kechuang.cases.models import Case, Objection, Publicity
from kechuang.cases.selectors import procedure_of

ANSWERING = "officer"


def publicity_context(actor: Actor, case: Case) -> dict[str, Any]:
    """Where its matter is to be read; and what belongs to the publicity, if there is one now."""
    publicity = case.publicities.filter(ended_at__isnull=True).first()
    matter = {"matter_url": public_place(case, procedure_of(case.round.version))}
    if publicity is None:
        return matter
    return matter | {
        "publicity": publicity,
        "objections": _readable(actor, publicity),
        "may_answer": ANSWERING in roles_of(actor, case) and reads_objections(actor, case),
        "may_object": actor.account_id is not None,
    }


def _readable(actor: Actor, publicity: Publicity) -> QuerySet[Objection]:
    """All of them for the authority; for everybody else one's own."""
    raised = publicity.objections.select_related("evidence")
    if reads_objections(actor, publicity.case):
        return raised
    return raised.filter(by_id=actor.account_id) if actor.account_id else raised.none()
