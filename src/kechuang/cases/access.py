"""Who sees a case, and which roles of its procedure somebody holds in it.

A case is its participants' own affair until it first comes to a state in which the authority has
a step to take: a sealed bid is read by nobody before it is opened.
"""

from __future__ import annotations

from django.db.models import Q

from kechuang.base.actors import Actor
from kechuang.base.registry.standing import (
    represented_parties,
    supervised_districts,
    supervises_city,
    supervises_somewhere,
)
from kechuang.base.roles import Role
from kechuang.cases.models import Case, Participant
from kechuang.cases.states import ANYBODY, STAFF_ROLES

NOTHING = Q(pk__in=())


def holds(actor: Actor) -> Q:
    """Participants that ``actor`` is: as a person, or as one of a party's own people."""
    in_force = Q(until__isnull=True)
    if actor.account_id is None:
        return NOTHING
    return in_force & (Q(account=actor.account_id) | Q(party__in=represented_parties(actor)))


def owned_by(actor: Actor) -> Q:
    """Cases in which the actor takes part."""
    return Q(pk__in=Participant.objects.filter(holds(actor)).values("case"))


def within_reach_of(actor: Actor) -> Q:
    """Cases of the clerk's district, or of the whole city."""
    if supervises_city(actor):
        return Q()
    return Q(party__region_code__in=supervised_districts(actor))


def concerning(actor: Actor) -> Q:
    """One's own cases, those above and beneath them, and those beside them under the same one.

    Who bids is no authority for the bids, nor for what they bid for; who poses an item is none
    for it, nor for the bids.
    """
    if actor.account_id is None:
        return NOTHING
    own = Case.objects.filter(owned_by(actor))
    above = own.filter(parent__isnull=False).values("parent")
    keys = own.values("pk")
    return Q(pk__in=keys) | Q(parent__in=keys) | Q(pk__in=above) | Q(parent__in=above)


def disinterested_reach_of(actor: Actor) -> Q:
    """Cases within the clerk's reach that do not concern the clerk's own."""
    return within_reach_of(actor) & ~concerning(actor)


def supervised_by(actor: Actor) -> Q:
    """What has come to the authority, within the clerk's reach."""
    if not supervises_somewhere(actor):
        return NOTHING
    return Q(reached_staff_at__isnull=False) & disinterested_reach_of(actor)


def audited_by(actor: Actor) -> Q:
    """What has come to the authority, for auditors; they never act."""
    if actor.is_system or not actor.has_role(Role.AUDITOR):
        return NOTHING
    return Q(reached_staff_at__isnull=False) & ~concerning(actor)


def visible_to(actor: Actor) -> Q:
    """Cases that the actor may read whole."""
    return owned_by(actor) | supervised_by(actor) | audited_by(actor)


def may_read_letter(actor: Actor) -> Q:
    """Letters of a case are for whoever reads the case. The answer to an objection names who
    objected: it is for that person, the authority and auditors, not for those objected to."""
    answering = Case.objects.filter(objections_told_to(actor))
    own = Q(objection__isnull=True) & Q(case__in=Case.objects.filter(visible_to(actor)))
    to_me = NOTHING if actor.account_id is None else Q(objection__by_id=actor.account_id)
    return own | to_me | Q(case__in=answering)


def objections_told_to(actor: Actor) -> Q:
    """Cases in which the actor learns who objects to what: the authority and auditors."""
    return supervised_by(actor) | audited_by(actor)


def reads_objections(actor: Actor, case: Case) -> bool:
    return Case.objects.filter(objections_told_to(actor), pk=case.pk).exists()


def is_published(case: Case) -> bool:
    """Whether everybody may read the case's public wording."""
    return case.published_at is not None


def can_see(actor: Actor, case: Case) -> bool:
    """As ``visible_to``; one's own cases are asked for first, by the index of participants."""
    return takes_part(actor, case) or reads_as_staff(actor, case)


def takes_part(actor: Actor, case: Case) -> bool:
    return Participant.objects.filter(holds(actor), case=case).exists()


def is_staff_of(actor: Actor, case: Case) -> bool:
    """Whether the case lies within the reach of the bureau's clerk and is none of the clerk's own
    concern; what they read is another matter (``can_see``)."""
    return (
        supervises_somewhere(actor)
        and Case.objects.filter(disinterested_reach_of(actor), pk=case.pk).exists()
    )


def reads_as_staff(actor: Actor, case: Case) -> bool:
    """Whether names and staff wording are shown: to the authority and to auditors."""
    return Case.objects.filter(supervised_by(actor) | audited_by(actor), pk=case.pk).exists()


def roles_of(actor: Actor, case: Case) -> frozenset[str]:
    """The roles of the procedure in which ``actor`` may act in ``case``; none without account."""
    if actor.account_id is None:
        return frozenset()
    return named_roles(actor, case) | office_roles(actor, case)


def office_roles(actor: Actor, case: Case) -> frozenset[str]:
    """Those that come with an office, and with an account."""
    if actor.account_id is None:
        return frozenset()
    return STAFF_ROLES | {ANYBODY} if is_staff_of(actor, case) else frozenset({ANYBODY})


def named_roles(actor: Actor, case: Case) -> frozenset[str]:
    """The roles that ``actor`` was given in ``case``, as a person or through a party."""
    named = Participant.objects.filter(holds(actor), case=case)
    return frozenset(named.order_by().values_list("role", flat=True))


def can_run_rounds(actor: Actor) -> bool:
    """Entering procedures, opening rounds and extending clocks is the city's bureau's."""
    return supervises_city(actor)


def can_begin(actor: Actor, party_id: int | None, region: str) -> bool:
    """One's own people for a party, clerks for parties of their reach, anybody for themselves."""
    if supervises_city(actor) or (party_id is not None and party_id in represented_parties(actor)):
        return True
    return (
        actor.account_id is not None
        if party_id is None
        else (region in supervised_districts(actor))
    )


def can_name_participants(actor: Actor, case: Case, role: str) -> bool:
    """Those who hold the role call in others; the authority names anybody once it has the case."""
    is_own = Participant.objects.filter(holds(actor), case=case, role=role).exists()
    return is_own or Case.objects.filter(supervised_by(actor), pk=case.pk).exists()


def can_watch_clocks(actor: Actor) -> bool:
    """Clerks see what falls due within their reach, auditors everywhere."""
    return bool(actor.has_role(Role.BUREAU, Role.AUDITOR))
