"""Registering experts, confirming and suspending them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from kechuang.accounts.models import User
from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, stated, wrong_state
from kechuang.base.identifiers import discipline_name, region_name
from kechuang.reviews.access import can_keep_experts, can_state_about, is_oneself
from kechuang.reviews.digests import identity_digest
from kechuang.reviews.models import BlockedSpan, Expert
from kechuang.reviews.refusals import SamePerson
from kechuang.reviews.services.inputs import NewExpert
from kechuang.reviews.states import ExpertState

NOT_REGISTERED = Text("专家未登记", "The expert was not registered")
NOT_CONFIRMED = Text("专家未入库", "The expert was not confirmed")
NOT_SUSPENDED = Text("专家未暂停", "The expert was not suspended")
NOT_BLOCKED = Text("不可评审日期未登记", "The dates were not entered")
CORRECT = Text("请更正后重试", "Correct it and try again")


@transaction.atomic
def register_expert(*, by: Actor, at: datetime, expert: NewExpert) -> Expert:
    """Enter an expert, who may be drawn once the bureau has confirmed the entry.

    Refuses an unknown discipline or region, a missing name, field or source, and a person who is
    registered already (same account or same identity number).
    """
    require(can_keep_experts(by), Text("登记专家", "register experts"))
    _refuse_incomplete(expert)
    row = Expert(
        account=expert.account,
        name=expert.name.strip(),
        title=expert.title,
        fields=list(expert.fields),
        own_words=expert.own_words,
        region_code=expert.region_code,
        identity_digest=identity_digest(expert.identity_number),
        is_email_confirmed=expert.is_email_confirmed,
        source=expert.source.strip(),
        state=ExpertState.REGISTERED,
        registered_at=at,
        registered_by_id=by.account_id,
    )
    _refuse_known(row)
    row.save()
    payload = {"fields": row.fields, "source": row.source}
    record(by=by, at=at, command="register_expert", target=row, payload=payload)
    return row


@transaction.atomic
def confirm_expert(*, by: Actor, at: datetime, expert: Expert) -> Expert:
    """Admit a registered or suspended expert to the pool; neither the expert nor whoever entered
    the expert may."""
    row = _locked(by, expert, Text("确认专家", "confirm experts"))
    _refuse_same(by, row)
    if row.state == ExpertState.CONFIRMED:
        raise wrong_state(NOT_CONFIRMED, "已经入库", "the expert is confirmed already", CORRECT)
    return _move(by, at, row, ExpertState.CONFIRMED, command="confirm_expert", reason="")


@transaction.atomic
def suspend_expert(*, by: Actor, at: datetime, expert: Expert, reason: str) -> Expert:
    """Keep an expert out of every pool from now on, and out of replacements of running rounds."""
    reason = stated(NOT_SUSPENDED, reason)
    row = _locked(by, expert, Text("暂停专家", "suspend experts"))
    if row.state == ExpertState.SUSPENDED:
        raise wrong_state(NOT_SUSPENDED, "已经暂停", "the expert is suspended already", CORRECT)
    return _move(by, at, row, ExpertState.SUSPENDED, command="suspend_expert", reason=reason)


@transaction.atomic
def block_dates(
    *, by: Actor, at: datetime, expert: Expert, first_on: date, last_on: date, reason: str = ""
) -> BlockedSpan:
    """Enter days, both included, on which the expert cannot review."""
    require(can_state_about(by, expert), Text("登记不可评审日期", "enter blocked dates"))
    if last_on < first_on:
        raise invalid(NOT_BLOCKED, "终止早于开始", "it ends before it begins", CORRECT)
    span = BlockedSpan(expert=expert, first_on=first_on, last_on=last_on, reason=reason)
    span.save()
    payload = {"expert": expert.pk, "first_on": str(first_on), "last_on": str(last_on)}
    record(by=by, at=at, command="block_dates", target=span, payload=payload)
    return span


def forget_expert(user: User, instead: str) -> None:
    """Put ``instead`` in the place of the person; erasing is on record in the room of accounts."""
    Expert.objects.filter(account=user).update(
        name=instead, title="", own_words="", identity_digest="", state_reason=""
    )


def _refuse_same(by: Actor, row: Expert) -> None:
    is_registrar = by.account_id is not None and by.account_id == row.registered_by_id
    for is_same, zh, en in (
        (is_oneself(by, row), "不能确认自己", "nobody may confirm oneself"),
        (is_registrar, "登记人不能自己确认", "who entered an expert may not confirm"),
    ):
        if is_same:
            raise SamePerson(NOT_CONFIRMED, Text(zh, en), Text("请由他人确认", "Ask somebody else"))


def _locked(by: Actor, expert: Expert, what: Text) -> Expert:
    require(can_keep_experts(by), what)
    return Expert.objects.select_for_update().get(pk=expert.pk)


def _move(
    by: Actor, at: datetime, row: Expert, to: ExpertState, *, command: str, reason: str
) -> Expert:
    row.state, row.state_reason = to, reason
    row.save(update_fields=["state", "state_reason"])
    record(by=by, at=at, command=command, target=row, payload={"to": str(to), "reason": reason})
    return row


def _refuse_incomplete(expert: NewExpert) -> None:
    for code in expert.fields:
        discipline_name(code)
    if expert.region_code:
        region_name(expert.region_code)
    for value, zh, en in (
        (expert.name.strip(), "没有姓名", "there is no name"),
        (expert.fields, "没有学科", "no field is named"),
        (expert.source.strip(), "没有写明来源", "no source is named"),
    ):
        if not value:
            raise invalid(NOT_REGISTERED, zh, en, CORRECT)


def _refuse_known(row: Expert) -> None:
    same = Expert.objects.none()
    if row.account_id:
        same |= Expert.objects.filter(account_id=row.account_id)
    if row.identity_digest:
        same |= Expert.objects.filter(identity_digest=row.identity_digest)
    if same.exists():
        raise invalid(
            NOT_REGISTERED,
            "此人已经登记",
            "the person is registered already",
            Text("请在原记录上补充", "Add to the entry that is there"),
        )
