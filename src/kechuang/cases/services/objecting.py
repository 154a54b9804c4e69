"""Objections to what is in publicity, and their answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import SAY_WHY, NotAllowed, Text, invalid, require, wrong_state
from kechuang.cases.access import reads_objections, roles_of
from kechuang.cases.models import Case, Objection, Publicity, StepTaken
from kechuang.cases.refusals import NOT_ANSWERED, NOT_LODGED, NOTHING_MORE
from kechuang.cases.selectors.courses import Course, course_of
from kechuang.cases.services.locking import locked_cases
from kechuang.cases.services.moving import Act
from kechuang.cases.services.passing import settle_clocks
from kechuang.cases.services.stepping import advance
from kechuang.cases.states import ANYBODY, GRACE
from kechuang.engines.flow import Actor as FlowActor
from kechuang.files.models import StoredFile

PUBLIC = frozenset({ANYBODY})


def lodge_objection(
    *, by: Actor, at: datetime, case: Case, text: str, evidence: StoredFile | None = None
) -> Objection:
    """Object to what is in publicity: anybody with an account may.

    The procedure's own step for it is taken, which makes the clock stand still; while an earlier
    objection is examined a further one only joins it.
    """
    if by.account_id is None:
        raise NotAllowed(Text("提出异议", "object"))
    require(
        evidence is None or evidence.owner_id == by.account_id, Text("提交证据", "give evidence")
    )
    _refuse_silent(NOT_LODGED, text)
    settle_clocks(case, until=at - GRACE, at=at)
    return _lodge(case, by.account_id, Act(by, at, at, text.strip()), evidence)


@transaction.atomic
def _lodge(case: Case, account_id: int, act: Act, evidence: StoredFile | None) -> Objection:
    row = locked_cases().get(pk=case.pk)
    publicity = _open_publicity(row)
    step = _object(course_of(row, act.at), account_id, replace(act, reason=""))
    objection = Objection.objects.create(
        publicity=publicity,
        text=act.reason,
        evidence=evidence,
        lodged_at=act.at,
        by_id=account_id,
        step=step,
    )
    payload = {"number": row.number, "is_pausing": step is not None}
    record(by=act.by, at=act.at, command="lodge_objection", target=objection, payload=payload)
    return objection


@transaction.atomic
def answer_objection(
    *, by: Actor, at: datetime, objection: Objection, is_upheld: bool, answer: str
) -> Objection:
    """The authority's finding; the case goes on by the procedure's own step afterwards, which
    takes the finding as the fact ``objection_upheld``."""
    _refuse_silent(NOT_ANSWERED, answer)
    case = locked_cases().get(publicities__objections=objection)
    row = Objection.objects.get(pk=objection.pk)
    is_another = by.account_id != row.by_id
    may_answer = "officer" in roles_of(by, case) and reads_objections(by, case) and is_another
    require(may_answer, Text("答复异议", "answer the objection"))
    if row.answered_at is not None:
        raise wrong_state(NOT_ANSWERED, "已经答复", "it was answered before", NOTHING_MORE)
    row.is_upheld, row.answer = is_upheld, answer.strip()
    row.answered_at, row.answered_by_id = at, by.account_id
    row.save(update_fields=["is_upheld", "answer", "answered_at", "answered_by_id"])
    payload = {"number": case.number, "is_upheld": is_upheld, "answer": row.answer}
    record(by=by, at=at, command="answer_objection", target=row, payload=payload)
    return row


def _open_publicity(case: Case) -> Publicity:
    publicity = case.publicities.filter(ended_at__isnull=True).first()
    if publicity is None:
        raise wrong_state(
            NOT_LODGED,
            "现在不在公示期内",
            "it is not in publicity now",
            Text("请联系项目主管", "Ask the programme officer"),
        )
    return publicity


def _object(course: Course, account_id: int, act: Act) -> StepTaken | None:
    """The step the public takes from the present state, if there is one."""
    events = {step.event for step in course.steps if PUBLIC.intersection(step.who)}
    if not events:
        return None
    (event,) = events
    return advance(course, event, FlowActor(str(account_id), PUBLIC), act)


def _refuse_silent(what: Text, text: str) -> None:
    if not text.strip():
        raise invalid(what, "没有写明内容", "it says nothing", SAY_WHY)
