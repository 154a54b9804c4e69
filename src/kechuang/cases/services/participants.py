"""Who takes part in a case, in which role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from kechuang.accounts.models import User
from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, wrong_state
from kechuang.cases.access import can_name_participants
from kechuang.cases.models import Case, Participant
from kechuang.cases.refusals import NOT_NAMED, NOTHING_MORE
from kechuang.cases.selectors.terms import procedure_of
from kechuang.cases.services.locking import locked_cases
from kechuang.cases.states import ANYBODY, STAFF_ROLES
from kechuang.engines.flow import CLOCK, Procedure
from kechuang.parties.models import Party

Who = User | Party
NAME = Text("变更参与人", "change the participants")


def assignable_roles(procedure: Procedure) -> frozenset[str]:
    """Roles that a case gives to people; offices are held through the platform's own roles."""
    return frozenset(procedure.roles) - STAFF_ROLES - {ANYBODY, CLOCK}


def first_roles(procedure: Procedure) -> list[str]:
    """The roles that have a step to take from the first state."""
    owners = [role for step in procedure.steps_from(procedure.start) for role in step.who]
    allowed = assignable_roles(procedure)
    return [role for role in dict.fromkeys(owners) if role in allowed]


@transaction.atomic
def name_participant(*, by: Actor, at: datetime, case: Case, role: str, who: Who) -> Participant:
    """Give ``role`` in the case to a person or a party."""
    locked = locked_cases().get(pk=case.pk)
    require(can_name_participants(by, locked, role), NAME)
    allowed = assignable_roles(procedure_of(locked.round.version))
    (named,) = enter_participants(locked, {role: [who]}, allowed=allowed, at=at)
    payload = {"number": locked.number, "role": role, "participant": named.pk}
    record(by=by, at=at, command="name_participant", target=locked, payload=payload)
    return named


@transaction.atomic
def dismiss_participant(*, by: Actor, at: datetime, participant: Participant) -> Participant:
    """End a role; what was done in it stays. The last one of a role stays in it."""
    locked = locked_cases().get(pk=participant.case_id)
    require(can_name_participants(by, locked, participant.role), NAME)
    row = Participant.objects.get(pk=participant.pk)
    holders = Participant.objects.filter(case=locked, role=row.role, until__isnull=True)
    if row.until is not None or holders.count() < 2:
        raise wrong_state(
            NOT_NAMED,
            "已经终止，或是该角色的最后一位",
            "it was ended before, or is the last of its role",
            Text("请先指定接替者", "Name a successor first"),
        )
    row.until = at
    row.save(update_fields=["until"])
    payload = {"number": locked.number, "role": row.role, "participant": row.pk}
    record(by=by, at=at, command="dismiss_participant", target=locked, payload=payload)
    return row


def enter_participants(
    case: Case, named: Mapping[str, Sequence[Who]], *, allowed: frozenset[str], at: datetime
) -> list[Participant]:
    """Rows for everybody named; refuses roles that are no case's to give."""
    rows = []
    for role, people in named.items():
        if role not in allowed:
            raise invalid(
                NOT_NAMED,
                f"角色 {role} 不能在事项中指定",
                f"the role {role} cannot be given in a case",
                Text(
                    f"可指定：{'、'.join(sorted(allowed))}", f"One of: {', '.join(sorted(allowed))}"
                ),
            )
        rows += [_entered(case, role, who, at) for who in people]
    return rows


def _entered(case: Case, role: str, who: Who, at: datetime) -> Participant:
    holder = {"account": who} if isinstance(who, User) else {"party": who}
    same = Participant.objects.filter(case=case, role=role, until__isnull=True, **holder)
    if same.exists():
        raise wrong_state(
            NOT_NAMED, f"{who} 已是该角色", f"{who} has the role already", NOTHING_MORE
        )
    return Participant.objects.create(case=case, role=role, since=at, **holder)
