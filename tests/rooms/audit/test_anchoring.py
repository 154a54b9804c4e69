"""The head is published once a day, kept by anybody, and read back to verify the chain."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from kechuang.audit.feed import read_feed
from kechuang.audit.models import Anchor, ChainHead, Event
from kechuang.audit.selectors import anchors, chain_head, verify_chain
from kechuang.audit.services import publish_anchor, record
from kechuang.base.actors import system_actor
from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.parties.models import Party
from tests.cast import AT, TODAY, Person
from tests.rooms.audit.tampering import unlock

SYSTEM = system_actor("audit anchor")
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def chain(yunlan: Party) -> None:
    for number in range(5):
        record(by=SYSTEM, at=AT, command="count", target=yunlan, payload={"number": number})


def publish(on: date = TODAY) -> Anchor:
    with transaction.atomic():
        return publish_anchor(by=SYSTEM, at=AT, on=on)


@pytest.mark.usefixtures("chain")
def test_the_published_head_is_the_head_of_that_moment() -> None:
    head = chain_head()

    anchor = publish()

    assert (anchor.on, anchor.sequence, anchor.own_hash) == (TODAY, 5, head.own_hash)
    assert anchor.event.command == "publish_anchor"
    assert verify_chain().is_whole


@pytest.mark.usefixtures("chain")
def test_published_again_on_the_same_day_it_is_the_same() -> None:
    first = publish()

    again = publish()

    assert again == first
    assert Event.objects.count() == 6


@pytest.mark.usefixtures("chain")
def test_each_day_has_its_own() -> None:
    publish()
    publish(TOMORROW)

    assert [(each.on, each.sequence) for each in anchors()] == [(TOMORROW, 6), (TODAY, 5)]


def test_there_is_nothing_to_publish_before_the_first_event(db: None) -> None:
    with pytest.raises(WrongState, match="no event yet"):
        publish()


@pytest.mark.parametrize("who", ["alice", "clerk", "anonymous"])
@pytest.mark.usefixtures("chain")
def test_others_publish_nothing(who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed):
        publish_anchor(by=request.getfixturevalue(who).actor, at=AT, on=TODAY)


@pytest.mark.parametrize(
    "change",
    [
        {"on": TOMORROW},
        {"sequence": 4},
        {"own_hash": "0" * 64},
        {"root": "0" * 64},
        {"published_at": AT + timedelta(days=1)},
        {"channel": "elsewhere"},
    ],
    ids=lambda change: next(iter(change)),
)
@pytest.mark.usefixtures("chain")
def test_a_published_head_cannot_be_edited_unnoticed(change: dict[str, Any]) -> None:
    anchor = publish()
    unlock("audit_anchor")

    Anchor.objects.update(**change)

    assert verify_chain().breaks == ((anchor.pk, "the published head is not what was recorded"),)


@pytest.mark.usefixtures("chain")
def test_a_published_head_cannot_be_left_out_or_made_up() -> None:
    anchor = publish()
    unlock("audit_anchor")
    Anchor.objects.all().delete()
    assert not verify_chain().is_whole

    anchor.event_id = 3
    anchor.save(force_insert=True)

    assert (3, "a published head without its event") in verify_chain().breaks


@pytest.mark.usefixtures("chain")
def test_the_saved_list_verifies_the_chain_and_finds_another_one(anonymous: Person) -> None:
    publish()
    saved = read_feed(anonymous.client.get("/audit/anchors.csv").content.decode())

    assert verify_chain(anchors=saved).is_whole
    another = [(number, "0" * 64) for number, _ in saved]
    assert verify_chain(anchors=another).breaks == ((5, "differs from the outside anchor"),)


@pytest.mark.usefixtures("chain")
def test_the_page_shows_what_was_published(anonymous: Person) -> None:
    anchor = publish()

    page = anonymous.client.get("/audit/anchors/").content.decode()

    assert anchor.own_hash in page
    assert anchor.root in page
    assert ChainHead.objects.get().own_hash in page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("day,hash\n2026-11-21,ab", "no column sequence or hash"),
        ("", "no column sequence or hash"),
        ("sequence,hash\n1,ab\nfive,cd", "line 3 is no number with its hash"),
        ("sequence,hash\n1", "line 2 is no number with its hash"),
    ],
)
def test_a_list_that_is_none_is_refused(text: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        read_feed(text)
