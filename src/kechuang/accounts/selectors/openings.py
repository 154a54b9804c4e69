"""Openings of restricted records: which are in force, who sees them, what was looked into."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from kechuang.accounts.access import can_see_every_opening
from kechuang.accounts.models import BreakGlass
from kechuang.audit.models import Event
from kechuang.audit.selectors import history_of
from kechuang.base.actors import Actor


def open_now(actor: Actor, *, at: datetime) -> QuerySet[BreakGlass]:
    """The openings that let ``actor`` read at this instant."""
    is_not_closed = Q(closed_at__isnull=True) | Q(closed_at__gt=at)
    own = BreakGlass.objects.filter(is_not_closed, Q(user_id=actor.account_id))
    return own.filter(opened_at__lte=at, until__gt=at).order_by("pk")


def openings_seen_by(actor: Actor) -> QuerySet[BreakGlass]:
    """Every opening for auditors; for others their own."""
    rows = BreakGlass.objects.select_related("party", "user")
    is_seen = Q() if can_see_every_opening(actor) else Q(user_id=actor.account_id)
    return rows.filter(is_seen)


def openings_of_party(party_id: int) -> QuerySet[BreakGlass]:
    """Who opened the restricted records of one party, the newest first."""
    return BreakGlass.objects.filter(party_id=party_id).select_related("user")


def looks_into(opening: BreakGlass) -> QuerySet[Event]:
    """The pages that were read by the opened right."""
    return history_of(opening).filter(command="look_into_party")
