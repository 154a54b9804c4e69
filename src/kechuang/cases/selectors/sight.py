"""What a reader may read of a case: its names and papers as the procedure's visibility says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kechuang.base.actors import Actor
from kechuang.cases.access import audited_by, holds, supervised_by
from kechuang.cases.models import Case, Participant, Round
from kechuang.cases.selectors.queries import cases_seen_by
from kechuang.cases.selectors.terms import options_of, procedure_of
from kechuang.cases.states import ANYBODY, STAFF_ROLES
from kechuang.engines.flow import FieldType, Procedure, Value, may_see, seen_by

NOBODY = Q(pk__in=())


@dataclass(frozen=True)
class Sight:
    """How one reader reads one case as it stands: ``roles`` are all in which they read it."""

    procedure: Procedure
    state: str
    options: Mapping[str, Value]
    roles: frozenset[str]

    def sees(self, name: str) -> bool:
        """Whether they read a field, fact or document, by its id."""
        return any(
            may_see(self.procedure, self.state, role, name, options=self.options)
            for role in self.roles
        )

    def of(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Those of ``values`` that they read."""
        return {name: value for name, value in values.items() if self.sees(name)}

    @property
    def sees_party(self) -> bool:
        """Whether they are told whose case it is: as its forms name the units, so does the page."""
        return not self.roles.isdisjoint(told_to(self.procedure, self.state, self.options))


def sight_of(actor: Actor, case: Case) -> Sight:
    return sights_of(actor, [case])[case.pk]


def sights_of(actor: Actor, cases: Iterable[Case]) -> dict[int, Sight]:
    """By the key of each case, with two queries however many there are."""
    rows = list(cases)
    roles = reading_roles(actor, [case.pk for case in rows])
    return {case.pk: sight_in(case, roles[case.pk]) for case in rows}


def sight_in(case: Case, roles: frozenset[str]) -> Sight:
    """What somebody reads who holds ``roles``, and whatever anybody reads."""
    of_round = case.round
    procedure = procedure_of(of_round.version)
    return Sight(procedure, case.state, options_of(of_round), roles | {ANYBODY})


def reading_roles(actor: Actor, keys: Iterable[int]) -> dict[int, frozenset[str]]:
    """The roles that ``actor`` holds in each case; auditors read as the authority's offices do,
    once the case has come to it."""
    asked = list(keys)
    held: dict[int, set[str]] = defaultdict(set)
    named = Participant.objects.filter(holds(actor), case__in=asked)
    for key, role in named.values_list("case", "role"):
        held[key].add(role)
    office = Case.objects.filter(supervised_by(actor) | audited_by(actor), pk__in=asked)
    for key in office.values_list("pk", flat=True):
        held[key] |= STAFF_ROLES
    return {key: frozenset(held[key]) for key in asked}


def told_to(procedure: Procedure, state: str, options: Mapping[str, Value]) -> frozenset[str]:
    """The roles that are told whose case it is: those that read a unit named in its forms, and
    everybody where no unit is hidden."""
    units = [
        field.id
        for form in procedure.forms.values()
        for field in form.fields
        if field.type is FieldType.PARTY and field.tells_who
    ]
    if not units or procedure.visibility is None:
        return frozenset({ANYBODY, *procedure.roles})
    told = (seen_by(procedure, state, unit, options=options) for unit in units)
    return frozenset[str]().union(*told)


def named_to(actor: Actor) -> Q:
    """Cases of which the actor may read whose they are: only in these is a unit searched for."""
    found = NOBODY
    for roles, places in _places_by_roles(actor).items():
        found |= places & _read_in(actor, roles)
    return found


def named_cases(actor: Actor) -> QuerySet[Case]:
    return cases_seen_by(actor).filter(named_to(actor))


def _places_by_roles(actor: Actor) -> dict[frozenset[str], Q]:
    """Rounds and states of the actor's cases, by the roles that are told whose they are."""
    pairs = cases_seen_by(actor).order_by().values_list("round", "state").distinct()
    rounds = Round.objects.select_related("version").in_bulk({pk for pk, _ in pairs})
    places: dict[frozenset[str], Q] = defaultdict(lambda: NOBODY)
    for pk, state in pairs:
        of_round = rounds[pk]
        roles = told_to(procedure_of(of_round.version), state, options_of(of_round))
        places[roles] |= Q(round=pk, state=state)
    return places


def _read_in(actor: Actor, roles: frozenset[str]) -> Q:
    """Cases that the actor reads in one of ``roles``."""
    if ANYBODY in roles:
        return Q()
    named = Participant.objects.filter(holds(actor), role__in=roles)
    own = Q(pk__in=named.values("case"))
    by_office = supervised_by(actor) | audited_by(actor)
    return own if roles.isdisjoint(STAFF_ROLES) else own | by_office
