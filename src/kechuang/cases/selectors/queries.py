"""Lists of rounds, cases and publicities."""

from __future__ import annotations

from django.db.models import QuerySet

from kechuang.base.actors import Actor
from kechuang.cases.access import visible_to
from kechuang.cases.models import (
    Case,
    CaseNotice,
    Objection,
    Participant,
    ProcedureVersion,
    Publicity,
    Round,
    StepTaken,
)


def procedure_versions() -> QuerySet[ProcedureVersion]:
    """Every version that was ever entered, the newest of each procedure first."""
    return ProcedureVersion.objects.all()


def rounds() -> QuerySet[Round]:
    return Round.objects.select_related("version")


def cases_seen_by(actor: Actor) -> QuerySet[Case]:
    """Cases that the actor may read whole, the latest changed first."""
    return Case.objects.filter(visible_to(actor)).select_related("round__version", "party")


def published_cases() -> QuerySet[Case]:
    """Cases whose public wording everybody reads."""
    return Case.objects.filter(published_at__isnull=False).select_related("round__version")


def open_publicities() -> QuerySet[Publicity]:
    """Publicities to which anybody may object now."""
    return Publicity.objects.filter(ended_at__isnull=True).select_related("case__round__version")


def notices_seen_by(actor: Actor) -> QuerySet[CaseNotice]:
    """What clocks brought in the actor's cases, the newest first; ``roles`` says for whom."""
    cases = Case.objects.filter(visible_to(actor))
    return CaseNotice.objects.filter(case__in=cases).select_related("case").order_by("-at", "-pk")


def roles_held_by(account_id: int) -> QuerySet[Participant]:
    """Every role a person was ever given in a case."""
    return Participant.objects.filter(account=account_id).select_related("case")


def objections_of(account_id: int) -> QuerySet[Objection]:
    """What a person ever objected to."""
    return Objection.objects.filter(by_id=account_id).select_related("publicity__case")


def deciders_of(case: Case) -> list[int]:
    """Accounts of the people who together took the case's last step, in the order they did."""
    step = StepTaken.objects.filter(case=case, waiting_for=0).order_by("position").last()
    return [int(person) for person in step.persons] if step else []
