"""The clock publishes the head by itself, once however many clocks there are, and mails it."""

from __future__ import annotations

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction

from kechuang.audit.models import Anchor, Event
from kechuang.audit.occasions import occasions
from kechuang.audit.selectors import publication
from kechuang.audit.services import mail_anchor, mailing, publish_due_anchor, record
from kechuang.base.actors import system_actor
from kechuang.base.errors import NotAllowed
from kechuang.cli.pass_time import publish_head
from kechuang.parties.models import Party
from tests.cast import AT, TODAY, Person

CLOCK = system_actor("audit anchor")
TOMORROW = TODAY + timedelta(days=1)
ADDRESS = "audit@example.invalid"


def happen(command: str = "count") -> None:
    with transaction.atomic():
        record(by=CLOCK, at=AT, command=command, target=Party, payload={})


@pytest.fixture
def chain(yunlan: Party) -> None:
    happen()


def due(on=TODAY) -> Anchor | None:
    return publish_due_anchor(by=CLOCK, at=AT, on=on)


def sent() -> bool:
    return mail_anchor(by=CLOCK, at=AT)


def test_before_the_first_event_nothing_is_due(db: None) -> None:
    assert due() is None


@pytest.mark.usefixtures("chain")
def test_each_day_is_published_once() -> None:
    first = due()
    happen()

    assert first
    assert due() is None
    assert due(TOMORROW)
    assert Anchor.objects.count() == 2


@pytest.mark.usefixtures("chain")
def test_money_sent_to_the_treasury_is_published_at_once() -> None:
    due()
    happen("approve_run")

    assert "approve_run" in occasions()
    assert due()
    assert due() is None


@pytest.mark.usefixtures("chain")
def test_others_publish_nothing_that_is_due(alice: Person) -> None:
    with pytest.raises(NotAllowed):
        publish_due_anchor(by=alice.actor, at=AT, on=TODAY)


@pytest.mark.usefixtures("chain")
def test_the_clock_of_serve_publishes() -> None:
    publish_head(at=AT)
    publish_head(at=AT)

    assert Anchor.objects.count() == 1


@pytest.mark.usefixtures("chain")
def test_the_head_is_mailed_once(settings) -> None:
    settings.ANCHOR_MAIL = (ADDRESS,)
    anchor = due()

    assert (sent(), sent()) == (True, False)

    (message,) = mail.outbox
    assert message.to == [ADDRESS]
    assert anchor.own_hash in message.body
    assert publication(at=AT).is_mailed


@pytest.mark.usefixtures("chain")
def test_a_failed_mail_is_sent_again_an_hour_later(settings, monkeypatch) -> None:
    settings.ANCHOR_MAIL = (ADDRESS,)
    due()

    def away(self) -> None:
        raise smtplib.SMTPServerDisconnected

    with monkeypatch.context() as broken:
        broken.setattr(mailing.EmailMessage, "send", away)
        assert not sent()
    assert not sent()
    assert not publication(at=AT).is_mailed

    assert mail_anchor(by=CLOCK, at=AT + timedelta(hours=1))
    assert Event.objects.filter(command="mail_anchor").count() == 2


@pytest.mark.usefixtures("chain")
def test_without_an_address_the_page_of_events_says_so(settings, auditor: Person) -> None:
    settings.ANCHOR_MAIL = ()
    due()

    assert not sent()
    assert mail.outbox == []
    assert "未设置收件地址" in auditor.client.get("/audit/").content.decode()


@pytest.mark.usefixtures("chain")
def test_a_late_publication_is_told(anonymous: Person) -> None:
    assert not publication(at=AT + timedelta(hours=25)).is_late
    assert publication(at=AT + timedelta(hours=27)).is_late
    publish_due_anchor(by=CLOCK, at=AT - timedelta(days=900), on=TODAY - timedelta(days=900))

    assert "公布已延误" in anonymous.client.get("/audit/anchors/").content.decode()
