"""Beginning a case under a round's terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localtime

from kechuang.accounts.models import User
from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, wrong_state
from kechuang.base.registry.numbers import open_series, take_numbers
from kechuang.cases.access import can_begin, can_see
from kechuang.cases.connections import beginning_place
from kechuang.cases.models import Case, CaseSeries, Round
from kechuang.cases.refusals import NOT_BEGUN
from kechuang.cases.selectors.courses import course_of
from kechuang.cases.selectors.terms import terms_of
from kechuang.cases.services.drafting import as_stored, refuse_unfit, write_version
from kechuang.cases.services.due import refresh_due
from kechuang.cases.services.participants import (
    Who,
    assignable_roles,
    enter_participants,
    first_roles,
)
from kechuang.cases.services.reaching import reached_staff
from kechuang.engines.flow import Procedure, Value, begin, situation_as_data
from kechuang.parties.models import Party

PREFIX = "SX"


@transaction.atomic
def begin_case(
    *,
    by: Actor,
    at: datetime,
    round: Round,  # noqa: A002 - the word of the field
    title: str,
    party: Party | None = None,
    parent: Case | None = None,
    values: Mapping[str, Value] | None = None,
    participants: Mapping[str, Sequence[Who]] | None = None,
    title_en: str = "",
) -> Case:
    """A new case in the first state of the round's procedure, under the next number.

    Without ``participants`` the party (else the person who begins) holds the roles that have a
    step to take first. ``values`` are the first draft.
    """
    region = party.region_code if party else ""
    require(can_begin(by, party.pk if party else None, region), Text("建立事项", "begin a case"))
    _require_parent(by, parent)
    _refuse_untitled(title)
    terms = terms_of(round)
    series = open_series(CaseSeries, prefix=PREFIX, year=localtime(at).year)
    (number,) = take_numbers(series, 1)
    case = Case(number=number, title=title.strip(), title_en=title_en.strip(), round=round)
    case.party, case.parent = party, parent
    case.begun_at = case.updated_at = at
    case.begun_by_id = by.account_id
    situation = begin(terms, at=at)
    case.state, case.situation = situation.state, situation_as_data(situation)
    case.reached_staff_at = at if reached_staff(terms.procedure, situation.state) else None
    case.save(force_insert=True)
    named = participants or _default(by, party, terms.procedure)
    enter_participants(case, named, allowed=assignable_roles(terms.procedure), at=at)
    payload = {"number": number, "round": round.code, "procedure": terms.procedure.digest}
    record(by=by, at=at, command="begin_case", target=case, payload=payload)
    _first_draft(case, values or {}, by=by, at=at)
    refresh_due(course_of(case, at), after=at)
    return case


def begin_own_case(
    *,
    by: Actor,
    at: datetime,
    round: Round,  # noqa: A002 - the word of the field
    title: str,
    party: Party | None = None,
) -> Case:
    """``begin_case`` from the list of rounds; refused where a room above begins the cases, for
    the record that belongs to each would be missing."""
    if beginning_place(round) is not None:
        raise wrong_state(
            NOT_BEGUN,
            "这一轮的事项须从它自己的页面开始，否则缺少所属的需求、榜单或任务书",
            "cases of this round are begun at a page of their own; begun here, the need, item or "
            "contract to which they belong would be missing",
            Text("请从该页面开始填报", "Begin it at that page"),
        )
    return begin_case(by=by, at=at, round=round, title=title, party=party)


def _default(by: Actor, party: Party | None, procedure: Procedure) -> dict[str, list[Who]]:
    holder: Who | None = party or User.objects.filter(Q(pk=by.account_id)).first()
    if holder is None:
        raise invalid(
            NOT_BEGUN,
            "没有申请单位，也没有申请人",
            "it has neither a party nor a person",
            Text("请写明申请单位", "Name the party"),
        )
    return {role: [holder] for role in first_roles(procedure)}


def _first_draft(case: Case, values: Mapping[str, Value], *, by: Actor, at: datetime) -> None:
    if values:
        refuse_unfit(course_of(case, at), values)
        write_version(case, as_stored(values), by=by, at=at)


def _require_parent(by: Actor, parent: Case | None) -> None:
    is_open = parent is None or parent.published_at is not None or can_see(by, parent)
    require(is_open, Text("在该事项下建立事项", "begin a case under this one"))


def _refuse_untitled(title: str) -> None:
    if not title.strip():
        raise invalid(
            NOT_BEGUN,
            "没有名称",
            "it has no title",
            Text("请填写名称", "Give it a title"),
        )
