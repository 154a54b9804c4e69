"""Who sees a case, its papers, and in which words."""

from __future__ import annotations

from datetime import date

import pytest

from kechuang.accounts.models import User
from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.cases.access import can_see, roles_of
from kechuang.cases.models import Case
from kechuang.cases.selectors import (
    EntryKind,
    cases_seen_by,
    course_of,
    offers_for,
    public_timeline,
    published_cases,
    readable_seals,
    reading_of,
    timeline_for,
)
from kechuang.cases.services import begin_case, dismiss_participant, name_participant
from kechuang.files.access import can_download
from tests.rooms.cases.scene import (
    BEGUN,
    at,
    bid,
    bureau,
    do,
    fresh,
    need,
    opened,
    publicised,
    sealed,
    wait,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(facts, alice, yunlan) -> Case:
    return need(alice.actor, yunlan, opened())


@pytest.fixture
def filed(draft, alice) -> Case:
    return do(draft, "file_need", alice.actor, "2026-03-02T10:00")


@pytest.fixture
def sealed_bid(facts, una, university) -> Case:
    facts["bids_close_on"] = date(2026, 4, 15)
    case = bid(una.actor, university, opened("challenge-bid"))
    sealed(case, una.actor, "2026-04-10T09:00")
    return fresh(case)


def seen_by(case: Case, *people) -> list[bool]:
    return [cases_seen_by(person.actor).filter(pk=case.pk).exists() for person in people]


def test_a_draft_is_its_own_peoples_affair(draft, alice, bob, charlie, clerk, auditor, anonymous):
    assert seen_by(draft, alice, bob) == [True, True]
    assert not any(seen_by(draft, charlie, clerk, auditor, anonymous))


def test_what_was_filed_is_seen_by_the_authority_and_auditors(
    filed, alice, charlie, clerk, district_clerk, auditor, admin, expert, anonymous
):
    assert all(seen_by(filed, alice, clerk, district_clerk, auditor))
    assert not any(seen_by(filed, charlie, admin, expert, anonymous))


def test_a_clerk_of_another_district_sees_nothing(filed):
    other = bureau("harbour", district="990102")

    assert not can_see(other, filed)
    assert roles_of(other, filed) == {"public"}
    with pytest.raises(NotAllowed):
        do(filed, "list_need", other, "2026-03-10T10:00")


def test_a_sealed_bid_is_read_by_nobody_before_it_is_opened(sealed_bid, una, clerk, auditor):
    files = [paper.file for paper in sealed_bid.attachments.all()]
    files += [paper.file for paper in sealed_bid.documents.all()]
    assert seen_by(sealed_bid, una, clerk, auditor) == [True, False, False]
    assert not readable_seals(clerk.actor).exists()
    assert not any(
        can_download(person.actor, file) for person in (clerk, auditor) for file in files
    )

    case = wait(sealed_bid, "2026-04-15T17:00")

    assert seen_by(case, una, clerk, auditor) == [True, True, True]
    assert all(can_download(person.actor, file) for person in (clerk, auditor) for file in files)


def test_papers_are_shown_to_those_who_take_part(sealed_bid, una, charlie, university):
    file = sealed_bid.attachments.get().file
    colleague = bureau("clerk_of_nothing", district="990102")

    assert can_download(una.actor, file)
    assert not can_download(charlie.actor, file)
    assert not can_download(colleague, file)


def test_who_is_called_in_takes_part_and_who_is_dismissed_no_more(draft, alice, charlie):
    partner = User.objects.get(username="charlie")
    named = name_participant(by=alice.actor, at=BEGUN, case=draft, role="demander", who=partner)
    assert can_see(charlie.actor, draft)

    dismiss_participant(by=alice.actor, at=BEGUN, participant=named)

    assert not can_see(charlie.actor, draft)
    with pytest.raises(WrongState, match="最后一位"):
        dismiss_participant(by=alice.actor, at=BEGUN, participant=draft.participants.first())


@pytest.mark.parametrize("role", ["officer", "approver", "public", "clock", "king"])
def test_offices_are_no_cases_to_give(draft, alice, role):
    with pytest.raises((InvalidInput, NotAllowed)):
        name_participant(by=alice.actor, at=BEGUN, case=draft, role=role, who=User.objects.get())
    with pytest.raises(InvalidInput):
        begin_case(
            by=alice.actor, at=BEGUN, round=draft.round, title="甲", party=draft.party,
            participants={role: [draft.party]},
        )  # fmt: skip


def test_offers_say_what_is_open_and_why_the_rest_is_not(filed, facts, clerk, alice):
    facts["listable_points"] = 40

    when = at("2026-03-10T10:00")
    course = course_of(filed, when)
    offers = {offer.event: offer for offer in offers_for(course, clerk.actor, when)}

    assert offers["refuse_need"].is_open
    assert "定榜评分" in offers["list_need"].reasons[0].zh
    assert (offers["withdraw"].is_mine, offers["withdraw"].is_open) == (False, False)
    assert offers["list_need"].deadline.on == date(2026, 3, 30)
    mine = {offer.event for offer in offers_for(course, alice.actor, BEGUN) if offer.is_mine}
    assert mine == {"withdraw"}


def test_offers_judge_a_form_by_its_draft(draft, alice):
    offers = offers_for(course_of(draft, BEGUN), alice.actor, BEGUN)
    (offer,) = [one for one in offers if one.event == "file_need"]

    assert offer.is_open
    assert offer.deadline.on == date(2026, 6, 1)


def test_one_timeline_tells_everything(facts, alice, yunlan, clerk, charlie):
    case = wait(publicised(alice.actor, yunlan, clerk.actor), "2026-05-20T00:00")

    entries = timeline_for(case, reading_of(case, clerk.actor))

    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
    assert {entry.kind for entry in entries} == {
        EntryKind.DRAFT, EntryKind.DOCUMENT, EntryKind.STEP, EntryKind.LETTER,
        EntryKind.PUBLICITY, EntryKind.NOTICE,
    }  # fmt: skip
    (listed,) = [entry for entry in entries if entry.said.zh == "定榜"]
    assert (listed.persons, listed.roles[0].zh) == ((clerk.actor.account_id,), "项目主管")


def test_a_participant_reads_the_authoritys_steps_in_public_words(filed, clerk, alice):
    case = do(filed, "list_need", clerk.actor, "2026-03-10T10:00")

    steps = [
        entry
        for entry in timeline_for(case, reading_of(case, alice.actor))
        if entry.kind is EntryKind.STEP
    ]

    assert [entry.said.zh for entry in steps] == ["提交需求", "入榜"]
    assert not any(entry.persons for entry in steps)


def test_the_public_reads_the_public_words_of_what_was_published(facts, alice, yunlan, clerk):
    case = need(alice.actor, yunlan, opened())
    case = do(case, "file_need", alice.actor, "2026-03-02T10:00")
    case = do(case, "list_need", clerk.actor, "2026-03-10T10:00")
    assert public_timeline(case) == ()
    assert not published_cases().exists()

    day = date(2026, 3, 16)
    case = do(case, "publish", clerk.actor, "2026-03-11T10:00", bids_open_on=day)

    assert list(published_cases()) == [case]
    entries = public_timeline(case)
    assert [entry.said.zh for entry in entries] == ["提交需求", "入榜", "榜单公布"]
    assert not any(entry.persons or entry.roles or entry.detail.zh for entry in entries)


def test_a_bid_begins_under_a_published_item_only(facts, alice, yunlan, una, university, clerk):
    item = need(alice.actor, yunlan, opened())
    bids = opened("challenge-bid")
    given = {"by": una.actor, "at": BEGUN, "round": bids, "title": "方案", "party": university}

    with pytest.raises(NotAllowed):
        begin_case(parent=item, **given)

    Case.objects.filter(pk=item.pk).update(published_at=BEGUN)
    assert begin_case(parent=fresh(item), **given).parent == item
