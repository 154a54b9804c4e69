"""Reviewers get copies without names; what may still tell is settled by the officer."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from kechuang.base.blinding import BlindingError, KnownName
from kechuang.base.errors import InvalidInput
from kechuang.files.access import can_download
from kechuang.files.models import StoredFile
from kechuang.reviews import services as reviews
from kechuang.reviews.models import BlindCopy, LeakFinding, Submission
from kechuang.reviews.refusals import NotReady
from kechuang.reviews.selectors import blind_copies_of, copy_for, leaks_of, originals_of
from kechuang.reviews.selectors import rounds as seen
from kechuang.reviews.states import LeakState
from tests.rooms.reviews.papers import shown, written
from tests.rooms.reviews.town import AT, OFFICER, Town, small_round, two_submissions

pytestmark = pytest.mark.django_db
PLAIN = "云澜甲科技有限公司的申请人0，电话13800138000，账号1，甲科创联合体。"
TELLING = "详见 www.example.com 。"


@pytest.fixture
def town() -> Town:
    town = small_round()
    town.submit(files=(written(PLAIN + TELLING),))
    return town


def copied(town: Town, *names: KnownName) -> Submission:
    one = town.submissions[0]
    reviews.make_blind_copies(by=OFFICER, at=AT, submission=one, more_names=names)
    return one


def test_a_copy_names_nobody_and_its_leaks_wait_for_the_officer(town: Town) -> None:
    one = copied(town)

    (copy,) = blind_copies_of(OFFICER, one)
    text = shown(copy.file)
    assert not any(word in text for word in ("云澜甲科技", "申请人0", "13800138000"))
    assert "单位A" in text
    assert {leak.kind for leak in leaks_of(OFFICER, town.round)} >= {"url"}


def test_redacting_again_settles_what_was_found_and_keeps_what_was_accepted(town: Town) -> None:
    copied(town)
    kinds = LeakFinding.objects.values_list("kind", flat=True)
    findings = list(LeakFinding.objects.all())
    url = next(one for one in findings if one.kind == "url")
    others = [one for one in findings if one != url]
    if others:
        reviews.accept_leaks(by=OFFICER, at=AT, findings=others, reason="通用说法")

    one = copied(
        town, KnownName("unit", ("甲科创联合体",)), KnownName("account", ("www.example.com",))
    )

    (copy,) = blind_copies_of(OFFICER, one)
    url.refresh_from_db()
    assert (copy.revision, url.state) == (2, LeakState.REDACTED)
    assert "甲科创联合体" not in shown(copy.file)
    assert "url" not in {leak.kind for leak in leaks_of(OFFICER, town.round)}, list(kinds)
    assert not [x for x in leaks_of(OFFICER, town.round) if x.state == LeakState.FLAGGED]


def test_nobody_is_drawn_while_a_finding_waits(town: Town) -> None:
    copied(town)
    reviews.seal_pools(by=OFFICER, at=AT, review_round=town.round)

    with pytest.raises(NotReady, match="findings wait"):
        reviews.draw_panels(by=OFFICER, at=AT, review_round=town.round)
    reviews.accept_leaks(
        by=OFFICER, at=AT, findings=list(LeakFinding.objects.all()), reason="公开网址"
    )

    assert reviews.draw_panels(by=OFFICER, at=AT, review_round=town.round)


def test_accepting_needs_a_reason_and_happens_once(town: Town) -> None:
    copied(town)
    findings = list(LeakFinding.objects.all())

    with pytest.raises(InvalidInput, match="no reason"):
        reviews.accept_leaks(by=OFFICER, at=AT, findings=findings, reason="")
    reviews.accept_leaks(by=OFFICER, at=AT, findings=findings, reason="公开")

    with pytest.raises(InvalidInput, match="settled already"):
        reviews.accept_leaks(by=OFFICER, at=AT, findings=findings, reason="公开")
    with pytest.raises(DatabaseError, match="settled before"), transaction.atomic():
        LeakFinding.objects.update(state=LeakState.FLAGGED)


def test_a_file_of_which_no_copy_can_be_made_is_refused_in_words() -> None:
    town = two_submissions()

    with pytest.raises(BlindingError):
        copied(town)
    assert not BlindCopy.objects.exists()


def test_a_reviewer_reaches_blind_copies_and_no_other_file() -> None:
    town = two_submissions()
    seat = town.scoring()[0]
    reviewer = town.actor(seat)

    copies = blind_copies_of(reviewer, seat.submission)

    assert copy_for(reviewer, copies[0].key) == copies[0].file
    assert originals_of(reviewer, seat.submission) == []
    assert not any(can_download(reviewer, file) for file in StoredFile.objects.all())
    theirs = {one.original.submission_id for one in reachable(town, reviewer)}
    mine = {s.submission_id for s in town.refreshed() if s.expert_id == seat.expert_id}
    assert theirs == mine


def reachable(town: Town, reviewer: object) -> list[BlindCopy]:
    found = []
    for copy in BlindCopy.objects.select_related("original"):
        try:
            copy_for(reviewer, copy.key)
        except BlindCopy.DoesNotExist:
            continue
        found.append(copy)
    return found


def test_with_the_guard_off_the_original_would_be_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    town = two_submissions()
    seat = town.scoring()[0]

    monkeypatch.setattr(seen, "reaches", lambda *asked: True)

    assert originals_of(town.actor(seat), seat.submission) != []


def test_a_replaced_reviewer_and_a_closed_round_give_no_copy() -> None:
    town = two_submissions()
    seats = town.scoring()
    copy = blind_copies_of(town.actor(seats[0]), seats[0].submission)[0]

    reviews.recuse_reviewer(by=town.actor(seats[0]), at=AT, assignment=seats[0], reason="相识")

    with pytest.raises(BlindCopy.DoesNotExist):
        copy_for(town.actor(seats[0]), copy.key)


def test_an_older_copy_is_out_of_use(town: Town) -> None:
    one = copied(town)
    first = BlindCopy.objects.get()
    copied(town)

    with pytest.raises(BlindCopy.DoesNotExist):
        copy_for(OFFICER, first.key)
    assert len(blind_copies_of(OFFICER, one)) == 1
