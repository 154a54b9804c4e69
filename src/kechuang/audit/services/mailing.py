"""Mailing the newest published head to whoever oversees, so that it stands out of our reach."""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from kechuang.audit.access import can_publish_anchors
from kechuang.audit.models import Anchor, ChainHead
from kechuang.audit.selectors.anchors import newest_anchor
from kechuang.audit.selectors.mailed import is_mailed, last_attempt
from kechuang.audit.services.recording import record
from kechuang.audit.states import MAIL, MAILED
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require

log = logging.getLogger(__name__)
AGAIN_AFTER = timedelta(hours=1)
SUBJECT = "校验值公示 / Published head {on} #{sequence}"
BODY = """\
{on} 公布的审计链校验值 / head of the audit chain, published on {on}

序号 / sequence: {sequence}
校验值 / SHA-256: {own_hash}
区间根值 / Merkle root: {root}

请留存此邮件：日后可用它证明此前的记录有没有被改过。
Keep this message: it proves later whether anything before it was changed.
"""


def mail_anchor(*, by: Actor, at: datetime) -> bool:
    """Mail the newest head unless it was; True when this call sent it.

    An attempt is on record before the mail leaves, so that two clocks send one; a failed one is
    made again an hour later. Without an address nothing happens, and the page of events says so.
    """
    require(can_publish_anchors(by), Text("寄送校验值", "mail the head of the chain"))
    anchor = _claimed(by, at) if settings.ANCHOR_MAIL else None
    if anchor is None:
        return False
    try:
        _message(anchor).send()
    except (OSError, smtplib.SMTPException):
        log.exception("the published head could not be mailed")
        return False
    with transaction.atomic():
        _record(by, at, MAILED, anchor)
    return True


@transaction.atomic
def _claimed(by: Actor, at: datetime) -> Anchor | None:
    """The newest head, once an attempt to mail it is on record as ours."""
    if not _is_due(newest_anchor(), at):
        return None
    ChainHead.objects.select_for_update().filter(id=1).first()
    anchor = newest_anchor()
    if anchor is None or not _is_due(anchor, at):
        return None
    _record(by, at, MAIL, anchor)
    return anchor


def _is_due(anchor: Anchor | None, at: datetime) -> bool:
    if anchor is None or is_mailed(anchor):
        return False
    attempt = last_attempt(anchor)
    return attempt is None or attempt.at <= at - AGAIN_AFTER


def _record(by: Actor, at: datetime, command: str, anchor: Anchor) -> None:
    told = {"sequence": anchor.sequence, "to": list(settings.ANCHOR_MAIL)}
    record(by=by, at=at, command=command, target=anchor, payload=told)


def _message(anchor: Anchor) -> EmailMessage:
    told = {name: getattr(anchor, name) for name in ("on", "sequence", "own_hash", "root")}
    return EmailMessage(
        SUBJECT.format(**told),
        BODY.format(**told),
        settings.DEFAULT_FROM_EMAIL,
        list(settings.ANCHOR_MAIL),
    )
