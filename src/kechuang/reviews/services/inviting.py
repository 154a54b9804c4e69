"""Inviting an expert by e-mail: the link confirms the address and links the expert's account."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from kechuang.accounts.selectors import user_of
from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, wrong_state
from kechuang.base.roles import Role
from kechuang.reviews.access import can_keep_experts
from kechuang.reviews.digests import contact_digest
from kechuang.reviews.models import Expert, ExpertContact, Invitation
from kechuang.reviews.refusals import SamePerson
from kechuang.reviews.selectors.invitations import token_of
from kechuang.reviews.states import ContactKind

NOT_INVITED = Text("邀请未寄出", "The invitation was not sent")
NOT_ACCEPTED = Text("邀请未确认", "The invitation was not accepted")
ASK_AGAIN = Text("请联系主管部门重新邀请", "Ask the bureau for another invitation")
OPEN_FOR = timedelta(days=14)
"""示例: no source sets how long an invitation stands."""
CONFIRMED = "邮箱确认 confirmed e-mail"
SUBJECT = "评审专家邀请 / Invitation to the register of reviewers"
BODY = """\
您已被登记为评审专家。请用本人的专家账号登录并打开以下链接，
确认邮箱并关联账号（有效至 {until}，只能使用一次）：
You were entered as a reviewer. Log in with your own expert account and open this link, which
confirms your address and links your account (until {until}, once):

{link}

如非本人，请忽略此邮件。 / If this is not meant for you, ignore this message.
"""
Address = Callable[[str], str]


def invite_to_register(
    *, by: Actor, at: datetime, expert: Expert, email: str, address: Address
) -> Invitation:
    """Mail a link that nobody but the reader of ``email`` comes to see; of the address a keyed
    digest is kept.

    ``address`` makes the link from a token. Refuses somebody who is confirmed already, and says so
    where the mail cannot be sent.
    """
    row = _invited(by, at, expert, email)
    until = f"{timezone.localtime(row.until):%Y-%m-%d %H:%M}"
    body = BODY.format(until=until, link=address(token_of(row)))
    try:
        EmailMessage(SUBJECT, body, settings.DEFAULT_FROM_EMAIL, [email]).send()
    except (OSError, smtplib.SMTPException) as error:
        raise wrong_state(
            NOT_INVITED,
            "邮件服务器没有收下邮件",
            "the mail server did not take the message",
            Text("请检查邮件服务器设置后再邀请", "Look at the mail settings, then invite again"),
        ) from error
    return row


@transaction.atomic
def accept_invitation(*, by: Actor, at: datetime, invitation: Invitation) -> Expert:
    """The invited person confirms the address and links the account used, once.

    Refuses an invitation that is over, used or followed by another one, an account that is
    another expert's, and whoever sent it or entered the expert.
    """
    require(by.has_role(Role.EXPERT), Text("确认专家邀请", "accept an expert's invitation"))
    expert = Expert.objects.select_for_update().get(pk=invitation.expert_id)
    row = Invitation.objects.get(pk=invitation.pk)
    _refuse_over(row, at)
    _refuse_other(by, row, expert)
    row.accepted_by_id, row.accepted_at = by.account_id, at
    row.save(update_fields=["accepted_by_id", "accepted_at"])
    expert.account, expert.is_email_confirmed = user_of(by), True
    expert.save(update_fields=["account", "is_email_confirmed"])
    _note_address(row, expert, at)
    payload = {"invitation": row.pk, "account": by.account_id}
    record(by=by, at=at, command="accept_invitation", target=expert, payload=payload)
    return expert


@transaction.atomic
def _invited(by: Actor, at: datetime, expert: Expert, email: str) -> Invitation:
    require(can_keep_experts(by), Text("邀请专家", "invite experts"))
    validate_email(email)
    known = Expert.objects.select_for_update().get(pk=expert.pk)
    if known.account_id and known.is_email_confirmed:
        raise wrong_state(
            NOT_INVITED,
            "邮箱已确认、账号已关联",
            "the address is confirmed and the account linked",
            Text("无需再办", "Nothing more is needed"),
        )
    row = Invitation.objects.create(
        expert=known,
        email_digest=contact_digest(ContactKind.EMAIL, email),
        invited_by_id=by.account_id,
        invited_by_name=by.name,
        invited_at=at,
        until=at + OPEN_FOR,
    )
    record(by=by, at=at, command="invite_to_register", target=known, payload={"invitation": row.pk})
    return row


def _refuse_over(row: Invitation, at: datetime) -> None:
    latest = Invitation.objects.filter(expert=row.expert_id).order_by("-pk")[0]
    faults = (
        (row.accepted_at is not None, "链接已使用过", "the link was used before"),
        (at >= row.until, "链接已过期", "the link has run out"),
        (latest.pk != row.pk, "之后另有一次邀请", "another invitation followed"),
    )
    for is_faulty, zh, en in faults:
        if is_faulty:
            raise wrong_state(NOT_ACCEPTED, zh, en, ASK_AGAIN)


def _refuse_other(by: Actor, row: Invitation, expert: Expert) -> None:
    if by.account_id in (row.invited_by_id, expert.registered_by_id):
        raise SamePerson(
            NOT_ACCEPTED,
            Text("登记人、邀请人不能代为确认", "who entered or invited may not accept"),
            Text("请由专家本人确认", "Let the expert accept"),
        )
    taken = Expert.objects.filter(account_id=by.account_id).exclude(pk=expert.pk).exists()
    if taken or expert.account_id not in (None, by.account_id):
        raise invalid(
            NOT_ACCEPTED,
            "专家或账号已另有关联",
            "the expert or the account is linked otherwise",
            Text("请用本人的专家账号登录", "Log in with your own expert account"),
        )


def _note_address(row: Invitation, expert: Expert, at: datetime) -> None:
    """The confirmed address is compared with those of applicants, as stated ones are."""
    ExpertContact.objects.create(
        expert=expert,
        kind=ContactKind.EMAIL,
        digest=row.email_digest,
        source=CONFIRMED,
        as_of=timezone.localdate(at),
        stated_at=at,
        is_own_word=False,
    )
