"""The reviewer's own pages: duties, score sheet, recusal, files."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from kechuang.base.roles import Role
from kechuang.files.models import StoredFile
from kechuang.reviews import services as reviews
from kechuang.reviews.models import Assignment, Report
from tests.base.registry.cast import clerk, person
from tests.rooms.reviews.pages.bodies import body
from tests.rooms.reviews.town import AT, OFFICER, Town, two_submissions

pytestmark = pytest.mark.django_db
SHEET = {"mark_novelty": 80, "mark_worth": 50, "comment_novelty": "有新意", "opinion": "可行"}


def file_address(file: StoredFile) -> str:
    return reverse("files:download", args=[file.pk])


def seated() -> tuple[Town, Assignment, Client]:
    town = two_submissions()
    seat = town.scoring()[0]
    return town, seat, town.people[seat.expert_id].client


def test_the_desk_shows_labels_and_deadlines_but_no_titles() -> None:
    _town, seat, client = seated()

    page = client.get("/reviews/").content.decode()

    assert seat.submission.label in page
    assert "2026-12-10" in page
    assert seat.submission.title not in page


def test_a_desk_without_duties_says_so() -> None:
    known = person("idle", Role.EXPERT)

    page = known.client.get("/reviews/").content.decode()

    assert "现在没有分派给您的评审" in page


def test_a_sheet_is_checked_before_it_is_handed_in() -> None:
    _, seat, client = seated()

    page = client.post(f"/reviews/seats/{seat.key}/", SHEET)

    assert "68.00" in page.content.decode()
    assert not Report.objects.exists()


def test_a_checked_sheet_is_handed_in_once() -> None:
    _, seat, client = seated()

    answers = [
        client.post(f"/reviews/seats/{seat.key}/", {**SHEET, "hand_in": "1"}).status_code
        for _ in range(2)
    ]

    assert answers == [302, 200]
    assert Report.objects.get().marks == {"novelty": 80, "worth": 50}


def test_a_mark_above_the_most_is_explained() -> None:
    _, seat, client = seated()

    page = client.post(f"/reviews/seats/{seat.key}/", {**SHEET, "mark_worth": 101, "hand_in": "1"})

    assert page.status_code == 422
    assert not Report.objects.exists()


def test_a_colleague_finds_no_seat_but_their_own() -> None:
    town, seat, _ = seated()
    taken = {one.expert_id for one in seat.submission.assignments.all()}
    other = next(one for pk, one in town.people.items() if pk not in taken)

    answers = [
        body(other.client, f"/reviews/seats/{key}/")
        for key in (seat.key, "00000000-0000-4000-8000-000000000000")
    ]

    assert answers[0] == answers[1]
    assert other.client.get(f"/reviews/seats/{seat.key}/recuse/").status_code == 404


def test_stepping_aside_needs_a_reason_and_frees_the_seat() -> None:
    _, seat, client = seated()

    silent = client.post(f"/reviews/seats/{seat.key}/recuse/", {"reason": " "})
    told = client.post(f"/reviews/seats/{seat.key}/recuse/", {"reason": "同一课题组"})

    assert (silent.status_code, told.status_code) == (422, 302)
    assert client.get(f"/reviews/seats/{seat.key}/").status_code == 404


def test_a_copy_is_given_to_its_reviewer_and_to_no_other_expert() -> None:
    _town, seat, client = seated()
    key = seat.submission.originals.get().copies.get().key
    stranger = person("stranger", Role.EXPERT)

    assert client.get(f"/reviews/copies/{key}/").status_code == 200
    assert stranger.client.get(f"/reviews/copies/{key}/").status_code == 404


def test_a_reviewer_reads_the_others_reports_only_once_they_are_open() -> None:
    town, seat, client = seated()
    for one in town.refreshed():
        town.report(one, novelty=70, worth=70)
    before = client.get(f"/reviews/seats/{seat.key}/").content.decode()
    reviews.open_scores(by=OFFICER, at=AT, review_round=town.round)

    after = client.get(f"/reviews/seats/{seat.key}/").content.decode()

    assert "另一份意见" not in before
    assert "另一份意见 2" in after


def test_the_general_address_of_files_gives_no_copy_to_anybody() -> None:
    _, seat, client = seated()
    file = seat.submission.originals.get().copies.get().file
    readers = (client, clerk().client, person("auditor", Role.AUDITOR).client)

    assert [one.get(file_address(file)).status_code for one in readers] == [404, 404, 404]


def test_the_general_address_of_files_gives_an_original_to_the_officer_alone() -> None:
    _, seat, client = seated()
    file = seat.submission.originals.get().file
    readers = (clerk().client, client, person("auditor", Role.AUDITOR).client)

    assert [one.get(file_address(file)).status_code for one in readers] == [200, 404, 404]
