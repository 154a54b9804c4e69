"""Opinions, evaluation, follow-ups and records of a project in words, with who gave them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from kechuang.base.actors import Actor
from kechuang.base.errors import Text
from kechuang.base.registry.standing import represented_parties
from kechuang.cases.presenting.timeline import names_of
from kechuang.ledger.access import is_person
from kechuang.programmes.models.execution import Contract, IntegrityRecord
from kechuang.programmes.presenting.projects.acts import Offer, offers
from kechuang.programmes.presenting.projects.milestones import name_of
from kechuang.programmes.selectors.execution.readiness import closing_gaps
from kechuang.programmes.states_of_execution import AppealState, ContractState, Grade

GRADE_TONES: dict[str, str] = {
    Grade.EXCELLENT: "good",
    Grade.GOOD: "good",
    Grade.FAIR: "info",
    Grade.FAIL: "bad",
}
OPINIONS = ("record_panel_opinion", "give_demander_opinion")


def acceptance_acts(project: Contract, on: date) -> tuple[str, ...]:
    """Opinions while it runs; follow-ups once it is closed, and the evaluation when it is due."""
    if project.state == ContractState.RUNNING:
        return OPINIONS
    if project.state != ContractState.CLOSED:
        return ()
    evaluation = ("record_evaluation",) if is_evaluation_due(project, on) else ()
    return (*evaluation, "record_follow_up")


def is_evaluation_due(project: Contract, on: date) -> bool:
    """Once, from the day that was set at the closing."""
    due_on = project.evaluation_due_on
    return due_on is not None and due_on <= on and not hasattr(project, "evaluation")


def gaps_of(project: Contract) -> list[Text]:
    """What still stands between a running project and its closing."""
    return closing_gaps(project) if project.state == ContractState.RUNNING else []


def said_by(rows: Iterable[Any]) -> list[tuple[Any, str]]:
    """Each act with the name of who did it."""
    acts = list(rows)
    names = names_of({act.by_id for act in acts if act.by_id})
    return [(act, name_of(names, act.by_id, act.by_name)) for act in acts]


def records_of(actor: Actor, project: Contract) -> list[dict[str, object]]:
    """Records written about the project, the latest first, with their appeal and what is open."""
    rows = project.integrity_records.select_related("party", "appeal").order_by("-found_on", "-pk")
    return [
        {
            "row": row,
            "who": who,
            "appeal": getattr(row, "appeal", None),
            "is_own": is_person(actor, row.by_id, row.by_name),
            "offers": _record_offers(actor, project, row),
        }
        for row, who in said_by(rows)
    ]


def _record_offers(actor: Actor, project: Contract, row: IntegrityRecord) -> tuple[Offer, ...]:
    place = {"number": project.number, "pk": row.pk}
    appeal = getattr(row, "appeal", None)
    if appeal is None:
        names = ("file_appeal",) if row.party_id in represented_parties(actor) else ()
    else:
        names = ("decide_appeal",) if appeal.state == AppealState.FILED else ()
    return offers(actor, project, names, **place)
