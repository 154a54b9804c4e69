"""Beginning an application with everything that is known filled in."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, wrong_state
from kechuang.base.turns import take_turn
from kechuang.cases.models import Case, ProcedureVersion, Round
from kechuang.cases.services import begin_case, open_round
from kechuang.entitlements.models import Entitlement, VerdictChoice
from kechuang.offers.access import can_answer_for, can_handle_lists
from kechuang.offers.models import Application
from kechuang.offers.refusals import NOT_APPLIED, out_of_season
from kechuang.offers.selectors.claimed import claimed_parties
from kechuang.offers.selectors.prefilled import first_draft
from kechuang.offers.selectors.standing import application_round
from kechuang.offers.selectors.windows import window_of
from kechuang.offers.states import FIRM, GRANTED
from kechuang.policies.models import PolicyClause
from kechuang.policies.selectors import listed_clause

MAY_APPLY = (VerdictChoice.MET, VerdictChoice.POSSIBLE)


@transaction.atomic
def start_application(*, by: Actor, at: datetime, entitlement: Entitlement) -> Application:
    """Begin the firm's application under the clause of ``entitlement``, its draft filled in with
    the facts that the answer used and where they come from.

    Refused where the clause is not met, out of its season, and where the firm has an offer, an
    open application or a grant under it for the year.
    """
    party = entitlement.party
    require(can_answer_for(by, party), Text("提出政策申请", "apply under a clause"))
    clause = _clause(entitlement)
    _refuse_closed(clause, localdate(at))
    year = entitlement.run.on.year
    take_turn(f"application {party.pk} {entitlement.pack_id}/{entitlement.clause_id} {year}")
    _free_ended(entitlement, year, at)
    if party.pk in claimed_parties(entitlement.pack_id, entitlement.clause_id, year):
        raise wrong_state(
            NOT_APPLIED,
            "本年度该条款已有告知、申请或立项",
            "there is an offer, an application or a grant under the clause this year",
        )
    case = _case(by, at, entitlement, clause, year)
    application = _kept(entitlement, case, year, at)
    payload = {"case": case.number, "clause": f"{entitlement.pack_id}/{entitlement.clause_id}"}
    record(by=by, at=at, command="start_application", target=application, payload=payload)
    return application


@transaction.atomic
def open_applications(*, by: Actor, at: datetime, version: ProcedureVersion, year: int) -> Round:
    """The round of a year's applications, opened by the city's bureau; once."""
    require(can_handle_lists(by), Text("开设政策申请", "open applications"))
    code = f"applications-{year}"
    take_turn(code)
    if earlier := Round.objects.filter(code=code).first():
        return earlier
    return open_round(
        by=by,
        at=at,
        code=code,
        title=f"{year}年政策申请",
        title_en=f"Applications under policies, {year}",
        version=version,
    )


def _clause(entitlement: Entitlement) -> PolicyClause:
    if entitlement.verdict not in MAY_APPLY:
        raise invalid(
            NOT_APPLIED,
            "按现有数据不符合该条款，或数据不足",
            "by what is known the clause is not met, or data are missing",
            Text("请先补充或更正数据", "Add or correct the data first"),
        )
    try:
        return listed_clause(entitlement.pack_id, entitlement.clause_id)
    except PolicyClause.DoesNotExist as gone:
        raise invalid(NOT_APPLIED, "该条款已不在库", "the clause left the library") from gone


def _refuse_closed(clause: PolicyClause, on: date) -> None:
    window = window_of(clause, on=on)
    if window is not None and not window.is_open:
        raise out_of_season(window.opens_on, window.closes_on)


def _free_ended(entitlement: Entitlement, year: int, at: datetime) -> None:
    """An application that ended without a grant does not bar another one."""
    ended = Application.objects.filter(
        party=entitlement.party,
        pack_id=entitlement.pack_id,
        clause_id=entitlement.clause_id,
        year=year,
        freed_at=None,
        case__is_closed=True,
    ).exclude(case__state=GRANTED)
    ended.update(freed_at=at)


def _case(
    by: Actor, at: datetime, entitlement: Entitlement, clause: PolicyClause, year: int
) -> Case:
    return begin_case(
        by=by,
        at=at,
        round=_round(year),
        title=f"{entitlement.party.name} {clause.title}"[:200],
        title_en=f"{entitlement.party.name_en or entitlement.party.name}: {clause.title_en}"[:400],
        party=entitlement.party,
        values=first_draft(entitlement, clause),
        participants={FIRM: [entitlement.party]},
    )


def _round(year: int) -> Round:
    found = application_round(year)
    if found is None:
        raise wrong_state(
            NOT_APPLIED,
            f"主管部门尚未开设{year}年政策申请",
            f"the bureau has not opened applications for {year}",
            Text("请联系主管部门", "Ask the bureau"),
        )
    return found


def _kept(entitlement: Entitlement, case: Case, year: int, at: datetime) -> Application:
    """The database itself refuses a second one."""
    try:
        with transaction.atomic():
            return Application.objects.create(
                entitlement=entitlement,
                party=entitlement.party,
                pack_id=entitlement.pack_id,
                clause_id=entitlement.clause_id,
                year=year,
                case=case,
                begun_at=at,
            )
    except IntegrityError as clash:
        raise wrong_state(NOT_APPLIED, "已有申请", "there is an application") from clash
