"""The officer's pages of a round, phase by phase, and who finds nothing there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from kechuang.base.roles import Role
from kechuang.reviews import services as reviews
from kechuang.reviews.models import ConflictRecord, Expert, Intervention, LeakFinding, Unblinding
from kechuang.reviews.selectors import expertise_scores
from kechuang.reviews.states import LeakState, Method, Phase
from tests.base.registry.cast import clerk, person
from tests.rooms.reviews.pages.bodies import body
from tests.rooms.reviews.papers import written
from tests.rooms.reviews.town import AT, OFFICER, OVERDUE, Town, small_round, two_submissions

pytestmark = pytest.mark.django_db
SECTIONS = ("", "leaks/", "conflicts/", "pool/", "panels/", "ranking/", "unblindings/")
ROUND = "/reviews/rounds/round/"


def run_to(phase: Phase) -> Town:
    town = two_submissions()
    steps = {
        Phase.SEALED: town.sealed,
        Phase.ASSIGNED: town.drawn,
        Phase.SCORING: town.scoring,
        Phase.OPENED: town.opened,
        Phase.CLOSED: town.opened,
    }
    if phase in steps:
        steps[phase]()
    if phase == Phase.CLOSED:
        reviews.close_review_round(by=OFFICER, at=AT, review_round=town.round)
    town.refreshed()
    return town


def statuses(client: Client) -> list[int]:
    return [client.get(f"{ROUND}{section}").status_code for section in SECTIONS]


@pytest.mark.parametrize(
    ("phase", "open_pages"),
    [(Phase.PREPARING, 3), (Phase.SEALED, 4), (Phase.SCORING, 5), (Phase.OPENED, 7)],
)
def test_pages_open_phase_by_phase(phase: Phase, open_pages: int) -> None:
    run_to(phase)

    found = statuses(clerk().client)

    assert found == [200] * open_pages + [404] * (len(SECTIONS) - open_pages)


@pytest.mark.parametrize("phase", [Phase.PREPARING, Phase.OPENED])
def test_a_reviewer_finds_none_of_the_officers_pages(phase: Phase) -> None:
    town = run_to(phase)
    seat = town.refreshed()[0] if phase == Phase.OPENED else None
    known = town.people[seat.expert_id] if seat else next(iter(town.people.values()))

    assert statuses(known.client)[1:] == [404] * 6


def test_a_closed_round_looks_like_one_that_is_not_there() -> None:
    run_to(Phase.PREPARING)
    stranger = person("stranger", Role.TECHNOLOGY_MANAGER).client

    addresses = [f"/reviews/rounds/{code}/" for code in ("round", "nothing")]

    assert [stranger.get(address).status_code for address in addresses] == [404, 404]
    assert len({body(stranger, address) for address in addresses}) == 1


def test_the_round_says_which_submissions_lack_a_copy_and_leads_there() -> None:
    town = two_submissions()
    missing, other = town.submissions
    replace(town, submissions=[other]).copied()
    officer = clerk().client
    asked, made = (reverse("reviews:redact", args=["round", one.label]) for one in (missing, other))

    page = officer.get(ROUND).content.decode()

    assert "1 项材料还没有匿名副本" in page
    assert asked in page
    assert made not in page
    replace(town, submissions=[missing]).copied()
    assert "还没有匿名副本" not in body(officer, ROUND)


def test_only_who_makes_copies_is_told_which_are_missing() -> None:
    two_submissions()

    auditor = person("auditor of copies", Role.AUDITOR).client

    assert "还没有匿名副本" not in body(auditor, ROUND)


def test_the_officer_leads_a_round_from_sealing_to_closing() -> None:
    town = two_submissions()
    town.copied()
    officer = clerk().client

    answers = [officer.post(f"{ROUND}{step}/").status_code for step in ("seal", "assign", "start")]
    for seat in town.refreshed():
        town.report(seat, novelty=70, worth=70)
    answers += [officer.post(f"{ROUND}{step}/").status_code for step in ("open", "close")]

    assert answers == [302] * 5
    town.refreshed()
    assert town.round.phase == Phase.CLOSED


def test_a_round_by_expertise_is_assigned_without_a_public_word() -> None:
    town = two_submissions(method=Method.BEST)
    town.sealed()
    officer = clerk().client

    page = officer.get(ROUND).content.decode()
    answer = officer.post(f"{ROUND}assign/")

    assert "public_word" not in page
    assert answer.status_code == 302
    assert len(town.refreshed()) == 6


def test_expertise_prefers_whose_own_words_answer_the_title() -> None:
    town = small_round(method=Method.BEST)
    town.submit(title="永磁电机退磁监测")
    town.submit()
    town.sealed()
    Expert.objects.filter(pk=town.experts[4].pk).update(own_words="永磁电机与退磁机理")

    scores = expertise_scores(town.round)

    fitting = (town.submissions[0].reference, town.experts[4].pk)
    assert max(scores, key=lambda pair: scores[pair]) == fitting


def test_a_reviewer_moves_no_round() -> None:
    town = run_to(Phase.SCORING)
    reviewer = town.people[town.refreshed()[0].expert_id].client

    assert reviewer.post(f"{ROUND}open/").status_code == 404


def test_found_text_is_marked_and_accepted_with_a_reason() -> None:
    town = two_submissions()
    one = town.submit(files=(written("联系电话 13912345678，欢迎来访"),))
    reviews.make_blind_copies(by=OFFICER, at=AT, submission=one)
    officer = clerk().client
    page = officer.get(f"{ROUND}leaks/").content.decode()
    keys = list(LeakFinding.objects.values_list("pk", flat=True))

    silent = officer.post(f"{ROUND}leaks/", {"finding": keys, "reason": ""})
    told = officer.post(f"{ROUND}leaks/", {"finding": keys, "reason": "不是申请方的电话"})

    assert "<mark>13912345678</mark>" in page
    assert (silent.status_code, told.status_code) == (422, 302)
    assert set(LeakFinding.objects.values_list("state", flat=True)) == {LeakState.ACCEPTED}


def test_a_conflict_is_entered_by_hand_and_shown_with_its_source() -> None:
    town = run_to(Phase.PREPARING)
    officer, label = clerk().client, town.submissions[0].label
    given = {"label": label, "expert": town.experts[0].pk, "reason": "同村", "source": "电话举报"}

    officer.post(f"{ROUND}conflicts/", given)

    page = officer.get(f"{ROUND}conflicts/").content.decode()
    assert ConflictRecord.objects.filter(origin="officer").count() == 1
    assert "电话举报" in page


def test_panels_do_not_tell_who_has_reported() -> None:
    town = run_to(Phase.SCORING)
    officer = clerk().client
    before = officer.get(f"{ROUND}panels/").content.decode().count("在席")
    town.report(town.refreshed()[0], novelty=70, worth=70)

    after = officer.get(f"{ROUND}panels/").content.decode()

    assert after.count("在席") == before
    assert "1 / 3" in after


def test_a_reviewer_who_does_not_come_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    town = run_to(Phase.SCORING)
    seat = town.refreshed()[0]
    monkeypatch.setattr("kechuang.reviews.views.panels.now", lambda: OVERDUE)

    answer = clerk().client.post(
        f"/reviews/seats/{seat.key}/replace/", {"cause": "late", "reason": "逾期未交"}
    )

    seat.refresh_from_db()
    assert answer.status_code == 302
    assert seat.state == "late"


def test_who_asks_for_a_replacement_waits_for_another_officer() -> None:
    seat = run_to(Phase.SCORING).refreshed()[0]
    asking, deciding = clerk("asking").client, clerk("deciding").client
    asking.post(f"/reviews/seats/{seat.key}/replace/", {"cause": "absent", "reason": "无法联系"})
    act = f"/reviews/interventions/{Intervention.objects.get().pk}/approve/"

    assert act not in asking.get(f"{ROUND}panels/").content.decode()
    assert act in deciding.get(f"{ROUND}panels/").content.decode()
    assert asking.post(act).status_code == 422
    assert deciding.post(act).status_code == 302

    seat.refresh_from_db()
    assert seat.state == "absent"


def test_after_the_sealing_a_conflict_is_asked_for_on_its_page() -> None:
    town = run_to(Phase.SEALED)
    label, expert = town.submissions[0].label, town.experts[0].pk
    given = {"label": label, "expert": expert, "reason": "同村", "source": "电话举报"}

    clerk("asking").client.post(f"{ROUND}conflicts/", given)
    act = f"/reviews/interventions/{Intervention.objects.get().pk}/approve/"
    deciding = clerk("deciding").client
    assert act in deciding.get(f"{ROUND}conflicts/").content.decode()
    deciding.post(act)

    assert ConflictRecord.objects.filter(origin="officer", source="电话举报").count() == 1


def test_the_ranking_shows_raw_beside_adjusted_and_a_chart() -> None:
    town = run_to(Phase.OPENED)

    page = clerk().client.get(f"{ROUND}ranking/").content.decode()

    assert all(one.label in page for one in town.submissions)
    assert "<svg" in page
    assert "校正宽严后" in page


def test_a_name_is_opened_by_a_second_person_only() -> None:
    town = run_to(Phase.OPENED)
    report = town.refreshed()[0].report
    first, second = clerk("first").client, clerk("second").client
    address = f"/reviews/reports/{report.key}/unblinding/"
    first.post(address, {"reason": "投诉核查", "hours": 2})

    own, other = (client.post(f"{address}approve/").status_code for client in (first, second))

    assert (own, other) == (422, 302)
    assert Unblinding.objects.get().state == "approved"
    seat = report.assignment
    page = first.get(f"{ROUND}submissions/{seat.submission.label}/").content.decode()
    assert seat.expert.name in page
    told = town.people[seat.expert_id].client.get("/reviews/").content.decode()
    assert "投诉核查" in told


def test_notes_stand_beside_the_reports_without_a_name() -> None:
    town = run_to(Phase.OPENED)
    seat = town.refreshed()[0]
    reviewer = town.people[seat.expert_id].client
    address = f"{ROUND}submissions/{seat.submission.label}/"

    assert reviewer.post(f"{address}notes/", {"text": "合议：同意"}).status_code == 302

    page = clerk().client.get(address).content.decode()
    assert "合议：同意" in page
    assert seat.expert.name not in page


def test_applicants_read_their_opinions_once_the_round_is_closed() -> None:
    town = run_to(Phase.OPENED)
    one = town.submissions[0]
    own = person("applicant", Role.ENTERPRISE, of=one.applicants.get().party).client
    address = f"{ROUND}submissions/{one.label}/"
    before = own.get(address).content.decode()

    reviews.close_review_round(by=OFFICER, at=AT, review_round=town.round)

    assert "加权得分" not in before
    assert "加权得分" in own.get(address).content.decode()
    other = town.submissions[1].label
    assert own.get(f"{ROUND}submissions/{other}/").status_code == 404
