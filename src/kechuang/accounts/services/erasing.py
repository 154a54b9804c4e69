"""Having a person's data erased: asked for by one, decided by another (个人信息保护法 art. 47)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from kechuang.accounts.access import can_ask_erasure, can_manage_accounts
from kechuang.accounts.models import ErasureRequest, User
from kechuang.accounts.personal_data import holdings
from kechuang.accounts.selectors import erasable_of, sessions_of, user_of
from kechuang.accounts.services import separation
from kechuang.accounts.services.passwords import generated_password
from kechuang.accounts.states import ErasureState
from kechuang.audit.models import Event, pseudonym
from kechuang.audit.services import Grounds, erase_payloads, record
from kechuang.audit.states import Basis
from kechuang.base.actors import Actor
from kechuang.base.errors import InvalidInput, Text, WrongState, require, stated

NOT_ASKED = Text("申请未提交", "The request was not made")
NOT_DECIDED = Text("申请未处理", "The request was not decided")
DECIDE = Text("处理个人信息删除申请", "decide on erasing personal data")


@transaction.atomic
def request_erasure(
    *,
    by: Actor,
    at: datetime,
    user: User,
    basis: Basis,
    reason: str,
    further: Sequence[int] = (),
) -> ErasureRequest:
    """Ask that the personal data of ``user`` be erased; ``further`` are numbers of audit events."""
    require(can_ask_erasure(by, user), Text("申请删除他人信息", "ask it for somebody else"))
    reason = stated(NOT_ASKED, reason)
    _refuse_unknown(further)
    _refuse_waiting(user)
    asked = ErasureRequest(
        user=user,
        requested_by=user_of(by),
        requested_at=at,
        basis=basis,
        reason=reason,
        further=list(further),
        state=ErasureState.REQUESTED,
    )
    asked.save()
    payload = {"user": user.pk, "basis": str(basis), "further": list(further)}
    record(by=by, at=at, command="request_erasure", target=asked, payload=payload)
    return asked


@transaction.atomic
def approve_erasure(*, by: Actor, at: datetime, asked: ErasureRequest) -> Event:
    """Erase what no law keeps, and put a number in the place of the person.

    The account must be deactivated before; what a law keeps is named in the answer.
    """
    row = _waiting(by, asked)
    _refuse_active(row.user)
    what = erasable_of(row, on=timezone.localdate(at))
    grounds = Grounds(Basis(row.basis), row.reason, requested_by=row.requested_by_id)
    row.erased_by = erase_payloads(by=by, at=at, target=row.user, what=what, grounds=grounds)
    _make_nameless(row.user, at)
    row.answer = "；".join(kept.retention.basis.zh for kept in what.kept)
    _decide(row, ErasureState.ERASED, by, at)
    return row.erased_by


@transaction.atomic
def refuse_erasure(*, by: Actor, at: datetime, asked: ErasureRequest, reason: str) -> None:
    """Refuse the request; the person reads why."""
    row = _waiting(by, asked)
    row.answer = stated(NOT_DECIDED, reason)
    _decide(row, ErasureState.REFUSED, by, at)
    payload = {"user": row.user_id, "reason": row.answer}
    record(by=by, at=at, command="refuse_erasure", target=row, payload=payload)


def _waiting(by: Actor, asked: ErasureRequest) -> ErasureRequest:
    require(can_manage_accounts(by), DECIDE)
    row = ErasureRequest.objects.select_for_update().get(pk=asked.pk)
    separation.refuse_own_account(by, row.user, what=NOT_DECIDED)
    separation.refuse_own_account(by, row.requested_by, what=NOT_DECIDED)
    if row.state != ErasureState.REQUESTED:
        raise WrongState(
            NOT_DECIDED,
            Text("它已经处理过", "it was decided before"),
            Text("无需再办", "Nothing more is needed"),
        )
    return row


def _decide(row: ErasureRequest, state: ErasureState, by: Actor, at: datetime) -> None:
    row.state, row.decided_by_id, row.decided_at = state, by.account_id, at
    row.save()


def _make_nameless(user: User, at: datetime) -> None:
    """Every personal field of the account, and what rooms hold; its number stays in the chain."""
    with override("zh-hans"):
        instead = pseudonym(user.pk)
    for holding in holdings():
        if holding.erase:
            holding.erase(user, instead)
    user.username, user.full_name = f"erased-{user.pk}", instead
    user.phone = user.email = user.first_name = user.last_name = ""
    user.last_login, user.erased_at = None, at
    user.set_password(generated_password())
    user.save()
    Authenticator.objects.filter(user=user).delete()
    sessions_of(user).delete()


def _refuse_unknown(further: Sequence[int]) -> None:
    known = set(Event.objects.filter(sequence__in=further).values_list("sequence", flat=True))
    if unknown := sorted(set(further) - known):
        named = ", ".join(map(str, unknown))
        raise InvalidInput(
            NOT_ASKED,
            Text(f"没有这些审计序号：{named}", f"there are no such audit events: {named}"),
            Text("请核对序号", "Check the numbers"),
        )


def _refuse_waiting(user: User) -> None:
    """The account's row is locked, so that two requests at once do not pass each other."""
    User.objects.select_for_update().get(pk=user.pk)
    if user.erasure_requests.filter(state=ErasureState.REQUESTED).exists():
        raise WrongState(
            NOT_ASKED,
            Text("已有一份申请等待批准", "a request waits already"),
            Text("请等待处理结果", "Wait for the decision"),
        )


def _refuse_active(user: User) -> None:
    if user.is_active:
        raise WrongState(
            NOT_DECIDED,
            Text("账号仍在使用", "the account is still in use"),
            Text("请先停用账号，再批准删除", "Deactivate the account first, then approve"),
        )
