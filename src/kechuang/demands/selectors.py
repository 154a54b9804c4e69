"""Reading demands."""

from __future__ import annotations

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from kechuang.base.actors import Actor
from kechuang.base.registry.standing import represented_parties
from kechuang.base.registry.transitions import Step
from kechuang.demands.access import (
    can_name_any_enterprise,
    can_take,
    names_shown_to,
    opened_to,
    visible_to,
)
from kechuang.demands.models import Demand
from kechuang.demands.states import LIFECYCLE, OPEN_STATES, Confidentiality
from kechuang.engines.match import Query
from kechuang.parties.models import Party

CONCEALED = ("confidential_text", "enterprise_name", "enterprise")


def visible_demands(actor: Actor) -> QuerySet[Demand]:
    """Demands that ``actor`` may know of.

    ``shown_name``, ``shown_name_en`` (text) and ``shown_party`` (id) tell the enterprise, or are
    empty where it is hidden from the actor; lists, searches and exports use nothing else about it.
    """
    return _told(visible_to(actor), names_shown_to(actor))


def demands_of(actor: Actor, party: Party) -> QuerySet[Demand]:
    """The demands of one enterprise that ``actor`` may know of, opened ones included."""
    opened = opened_to(actor)
    return _told(visible_to(actor) | opened, names_shown_to(actor) | opened).filter(
        enterprise=party
    )


def demand_for(actor: Actor, pk: int) -> Demand:
    """One visible or opened demand; raises ``Demand.DoesNotExist`` for absent and invisible alike.

    Lists and searches never show what was only opened.
    """
    opened = opened_to(actor)
    told = _told(visible_to(actor) | opened, names_shown_to(actor) | opened)
    demand = told.annotate(opened_party=_if_opened(opened)).prefetch_related("targets").get(pk=pk)
    actor.has_opened(demand.opened_party)
    return demand


def _told(is_visible: Q, is_shown: Q) -> QuerySet[Demand]:
    return (
        Demand.objects.filter(is_visible)
        .annotate(
            shown_name=_if_shown(is_shown, F("enterprise_name")),
            shown_name_en=_if_shown(is_shown, Coalesce("enterprise__name_en", Value(""))),
            shown_party=Case(When(is_shown, then=F("enterprise_id")), default=None),
        )
        .defer(*CONCEALED)
    )


def _if_opened(is_opened: Q) -> Case:
    return Case(When(is_opened, then=F("enterprise_id")), default=None)


def _if_shown(is_shown: Q, name: F | Coalesce) -> Case:
    return Case(When(is_shown, then=name), default=Value(""), output_field=CharField())


def possible_steps(actor: Actor, demand: Demand) -> tuple[Step, ...]:
    """Steps of the life-cycle that ``actor`` can take now."""
    return tuple(
        step for step in LIFECYCLE.steps_from(demand.state) if can_take(step, actor, demand)
    )


def own_enterprises(actor: Actor) -> QuerySet[Party] | None:
    """The enterprises for which ``actor`` files demands; None for the bureau, which may for any."""
    if can_name_any_enterprise(actor):
        return None
    return Party.objects.filter(pk__in=represented_parties(actor))


def open_demands() -> QuerySet[Demand]:
    """Published demands without a partner yet, as ``match_query`` needs them, whoever may see them.

    For the system's own sweeps; results are shown through ``visible_demands`` only.
    """
    return (
        Demand.objects.filter(state__in=OPEN_STATES)
        .select_related("enterprise")
        .prefetch_related("targets")
        .defer("confidential_text")
        .order_by("pk")
    )


def match_query(demand: Demand) -> Query:
    """The demand as the matching engine asks it: public text only, by primary key.

    A demand filed without its name does not tell the place of its enterprise either.
    """
    metrics = [target.metric for target in demand.targets.all()]
    texts = (demand.problem, demand.background, demand.public_text, *metrics)
    return Query(
        id=str(demand.pk),
        title=demand.title,
        text="\n".join(filter(None, texts)),
        attributes={
            "industry": demand.industry_code or None,
            "needed_maturity": demand.needed_maturity,
            "budget_fen": demand.budget_fen,
            "region": _public_region(demand),
        },
    )


def _public_region(demand: Demand) -> str | None:
    is_named = demand.confidentiality == Confidentiality.PUBLIC
    return demand.enterprise.region_code if is_named and demand.enterprise else None
